"""The door between an editor and `iiz_rules.editor`: only here the protocol is known.

Lines and columns are from 1 inside and from 0 outside, where a sign may count as two.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from iiz_rules import __version__
from iiz_rules.editor.canton import CantonText, TextFile
from iiz_rules.editor.completion import Proposal, complete
from iiz_rules.editor.edits import Edit
from iiz_rules.editor.findings import findings_in, findings_of
from iiz_rules.editor.fixes import Fix, fix_of
from iiz_rules.editor.hover import hover
from iiz_rules.editor.layout import formatted
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.outline import OutlineEntry, outline
from iiz_rules.editor.outside import canton_of, guest, guests_below
from iiz_rules.editor.places import Located, definition, renamable, rename, uses
from iiz_rules.editor.retabling import text_alone
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.registry import message, remedy
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import CANTON, check_own
from iiz_rules.language.text.node import Node
from iiz_rules.tables.placed import BOOK
from iiz_rules.words.text import Language

PAUSE = 0.3
"""seconds without a key pressed, after which the whole canton is looked at"""
KINDS = {
    "key": lsp.CompletionItemKind.Property,
    "word": lsp.CompletionItemKind.Keyword,
    "Fact": lsp.CompletionItemKind.Variable,
    "CodeItem": lsp.CompletionItemKind.EnumMember,
    "Option": lsp.CompletionItemKind.EnumMember,
    "Clause": lsp.CompletionItemKind.Reference,
    "Competence": lsp.CompletionItemKind.Function,
    "Event": lsp.CompletionItemKind.Event,
}
At = tuple[CantonNames, TextFile, int, int]
"""the names of the canton, the file, and the place in it"""


def serve(language: Language) -> None:
    """Answer an editor until it ends."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as to_editor:  # it is closed at the end
        server_in(language).start_io(stdout=to_editor)


def server_in(language: Language) -> LanguageServer:
    """A server that answers in a language, once it is started."""
    server = LanguageServer("iiz", __version__)
    Door(server, language).open()
    return server


@dataclass
class Door:
    """The requests of the protocol, each answered by a plain function of `editor`."""

    server: Any
    language: Language
    shown: dict[Path, dict[Path, tuple[Finding, ...]]] = field(default_factory=dict)
    """the findings that the editor has, by canton and file"""
    known: dict[Path, CantonNames] = field(default_factory=dict)
    """the cantons as they were last read"""
    turn: int = 0
    """counts the changes"""

    def open(self) -> None:
        """Say what can be asked."""
        changes = (
            *(lsp.TEXT_DOCUMENT_DID_OPEN, lsp.TEXT_DOCUMENT_DID_CHANGE),
            *(lsp.TEXT_DOCUMENT_DID_SAVE, lsp.TEXT_DOCUMENT_DID_CLOSE),
        )
        signs = lsp.CompletionOptions(trigger_characters=[" ", ".", "[", "{", "-"])
        answers: dict[str, tuple[Callable[[Any], Any], Any]] = {
            **dict.fromkeys(changes, (self.changed, None)),
            lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: (self.others_changed, None),
            lsp.TEXT_DOCUMENT_COMPLETION: (self.complete, signs),
            lsp.TEXT_DOCUMENT_RENAME: (self.rename, lsp.RenameOptions(prepare_provider=True)),
            lsp.TEXT_DOCUMENT_PREPARE_RENAME: (self.prepare_rename, None),
            lsp.TEXT_DOCUMENT_HOVER: (self.hover, None),
            lsp.TEXT_DOCUMENT_DEFINITION: (self.definition, None),
            lsp.TEXT_DOCUMENT_REFERENCES: (self.references, None),
            lsp.TEXT_DOCUMENT_CODE_ACTION: (self.fixes, None),
            lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (self.outline, None),
            lsp.TEXT_DOCUMENT_FORMATTING: (self.format, None),
        }
        for name, (answer, how) in answers.items():
            self.server.feature(name, how)(partial(answer))  # it writes on what it is given

    # ------------------------------------------------------------------ what is wrong

    async def changed(self, params: Any) -> None:
        """Publish the findings of the text at once, and those of the canton after a pause."""
        self.known.clear()
        path, canton, file = self._read(params)
        if canton is None:
            return
        if file and (findings := findings_in(file)):
            self._publish(canton.folder, {path: findings})
        await self._look(canton.folder)

    async def others_changed(self, _: Any) -> None:
        """Check a canton again after a file was changed outside of the editor."""
        self.known.clear()
        for path in list(self.shown):
            folder = self._folder(path / CANTON)
            if folder:
                await self._look(folder)

    async def _look(self, folder: Folder) -> None:
        self.turn += 1
        turn = self.turn
        await asyncio.sleep(PAUSE)
        if turn == self.turn:
            names = CantonNames(CantonText(folder, tuple(self._guests(folder))))
            findings = await asyncio.to_thread(findings_of, names.canton)
            if turn == self.turn:
                self._publish(folder, dict(findings))
            await asyncio.to_thread(lambda: names.declared)  # ready for the next question
            if turn == self.turn:
                self.known.setdefault(folder.path, names)

    def _publish(self, folder: Folder, findings: dict[Path, tuple[Finding, ...]]) -> None:
        """Publish findings; files that no longer have any are cleared."""
        before = self.shown.get(folder.path, {})
        self.shown[folder.path] = findings
        for path in {**before, **findings}:
            uri = from_fs_path(str(path))
            diagnostics = [self._diagnostic(finding, path) for finding in findings.get(path, ())]
            params = lsp.PublishDiagnosticsParams(uri, diagnostics)
            self.server.text_document_publish_diagnostics(params)

    def _diagnostic(self, finding: Finding, path: Path) -> Any:
        place, error = finding.place, finding.severity == "error"
        line, column = max(place.line, 1), max(place.column, 1)
        severity = lsp.DiagnosticSeverity.Error if error else lsp.DiagnosticSeverity.Warning
        return lsp.Diagnostic(
            self._range(path, (line, column), (line, max(place.end_column, column))),
            self._said(finding),
            severity,
            finding.code,
            source="iiz",
        )

    def _said(self, finding: Finding) -> str:
        """What is wrong, and what to do."""
        texts = (message(finding, self.language), remedy(finding, self.language))
        return "\n".join(filter(None, texts))

    # ------------------------------------------------------------------ what is asked

    def complete(self, params: Any) -> Any:
        """What may be written at a place."""
        at = self._at(params)
        if at is None:
            return None
        done = complete(*at, self.language)
        writing = done.writing
        start, end = (writing.line, writing.column), (writing.line, writing.end_column)
        where = self._range(at[1].path, start, end)
        items = [self._item(*one, where) for one in enumerate(done.proposals)]
        return lsp.CompletionList(is_incomplete=False, items=items)

    def _item(self, number: int, proposal: Proposal, where: Any) -> Any:
        return lsp.CompletionItem(
            proposal.name,
            detail=proposal.label or None,
            kind=KINDS.get(proposal.kind, lsp.CompletionItemKind.Class),
            documentation=_markdown(proposal.text) if proposal.text else None,
            filter_text=f"{proposal.name} {proposal.label}".strip(),
            sort_text=f"{number:05}",
            text_edit=lsp.TextEdit(where, proposal.put or proposal.name),
        )

    def hover(self, params: Any) -> Any:
        """What something means."""
        at = self._at(params)
        said = hover(*at, self.language) if at else None
        if at is None or said is None:
            return None
        return lsp.Hover(_markdown(said.text), self._of_node(at[1].path, said.node))

    def definition(self, params: Any) -> Any:
        """Where something is declared."""
        at = self._at(params)
        return self._located(definition(*at)) if at else None

    def references(self, params: Any) -> Any:
        """Where something is named."""
        at = self._at(params)
        every = uses(*at) if at else ()
        return self._located(one for one in every if one.file.path.suffix.lower() != BOOK)

    def prepare_rename(self, params: Any) -> Any:
        """The name that would be changed."""
        at = self._at(params)
        spot = renamable(*at) if at else None
        return self._of_node(at[1].path, spot.node) if at and spot else None

    def rename(self, params: Any) -> Any:
        """Another name for something, everywhere."""
        path = self._path(params.text_document.uri)
        canton = self._canton(path, everywhere=True)
        if canton:
            self.known[canton.folder.path] = CantonNames(canton)
        at = self._at(params)
        try:
            if canton and any(one.path == path for one in canton.guests):
                check_own(canton.folder.path, canton.folder.name)
            if at is None:
                return None
            return self._workspace(text_alone(at[0], rename(*at, params.new_name)))
        except IizError as error:
            texts = (
                (message(finding, self.language), remedy(finding, self.language))
                for finding in error.findings
            )
            said = "\n".join(text for both in texts for text in both if text)
            raise JsonRpcInvalidParams(said) from None

    def fixes(self, params: Any) -> Any:
        """What mends the findings in a stretch of a file."""
        path, canton, file = self._read(params)
        if canton is None or file is None:
            return None
        findings = self.shown.get(canton.folder.path, {}).get(path, ())
        lines = range(params.range.start.line + 1, params.range.end.line + 2)
        here = (one for one in findings if one.place.line in lines)
        every = (fix_of(one, path, file.data) for one in here)
        return [self._action(fix, path) for fix in every if fix]

    def _action(self, fix: Fix, path: Path) -> Any:
        return lsp.CodeAction(
            fix.title(self.language),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[self._diagnostic(fix.finding, path)],
            is_preferred=True,
            edit=self._workspace(fix.edits),
        )

    def outline(self, params: Any) -> Any:
        """What stands in a file."""
        path, canton, file = self._read(params)
        if canton is None or file is None:
            return None
        return [self._symbol(path, one) for one in outline(file, canton.main, self.language)]

    def _symbol(self, path: Path, entry: OutlineEntry) -> Any:
        return lsp.DocumentSymbol(
            entry.name,
            lsp.SymbolKind.Object if entry.inside else lsp.SymbolKind.Field,
            self._of_node(path, entry.whole),
            self._of_node(path, entry.node),
            detail=entry.label,
            children=[self._symbol(path, inner) for inner in entry.inside],
        )

    def format(self, params: Any) -> Any:
        """A file in the canonical layout."""
        path = self._path(params.text_document.uri)
        canton, text = self._canton(path), self._text(path) if path else ""
        if path is None or canton is None or (laid_out := formatted(text, path.name)) == text:
            return None
        end = (text.count("\n") + 1, len(text.rpartition("\n")[2]) + 1)
        return [lsp.TextEdit(self._range(path, (1, 1), end), laid_out)]

    # ------------------------------------------------------------------ places

    def _path(self, uri: str) -> Path | None:
        """The file of a document; None of one that is none, such as a text never saved."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        return None if path is None or "\0" in path else Path(path).resolve()

    def _text(self, path: Path) -> str:
        """What stands in a file, first as the editor has it; nothing where it cannot be read."""
        document = self.server.workspace.get_text_document(from_fs_path(str(path)))
        try:
            return str(document.source)
        except (OSError, UnicodeDecodeError):
            return ""

    def _folder(self, path: Path | None) -> Folder | None:
        """The canton around a file, else the one that it is about, with all that is open."""
        if path is None:
            return None
        around = (Folder(one, one.name) for one in path.parents if (one / CANTON).is_file())
        known = next(around, None) or canton_of(path, self._text(path))
        return replace(known, unsaved=self._open()) if known else None

    def _open(self) -> dict[Path, bytes]:
        """The open texts, by file."""
        opened = self.server.workspace.text_documents.values()
        every = ((self._path(one.uri), one.source) for one in opened)
        return {path: text.encode("utf-8", "surrogatepass") for path, text in every if path}

    def _read(self, params: Any) -> tuple[Path, CantonText | None, TextFile | None]:
        """The file of a request with its canton; None if it belongs to none."""
        path = self._path(params.text_document.uri)
        canton = self._canton(path)
        if path is None or canton is None:
            return path or Path(), None, None
        return path, canton, canton.file(path)

    def _canton(self, path: Path | None, *, everywhere: bool = False) -> CantonText | None:
        """The canton of a file, and what is about it outside of its folder."""
        folder = self._folder(path)
        if folder is None:
            return None
        return CantonText(folder, tuple(self._guests(folder, everywhere=everywhere)))

    def _guests(self, folder: Folder, *, everywhere: bool = False) -> Iterator[TextFile]:
        """The open files about a canton; if `everywhere`, also those on the disk beside it."""
        paths, canton = dict.fromkeys(folder.unsaved), folder.path.resolve()
        for root in self.server.workspace.folders.values() if everywhere else ():
            below = Path(to_fs_path(root.uri) or "").resolve()
            paths |= dict.fromkeys(guests_below(below, canton))
        for path in paths:
            if not path.is_relative_to(canton):
                data = folder.unsaved.get(path) or path.read_bytes()
                text = data.decode("utf-8-sig", "replace")
                about = canton_of(path, text)
                one = guest(path, text) if about and about.path.resolve() == canton else None
                yield from [one] if one else []

    def _at(self, params: Any) -> At | None:
        path = self._path(params.text_document.uri)
        folder = self._folder(path)
        if path is None or folder is None:
            return None
        names = self.known.get(folder.path)
        if names is None or names.canton.file(path) is None:
            names = CantonNames(CantonText(folder, tuple(self._guests(folder))))
        self.known[folder.path] = names
        file = names.canton.file(path)
        if file is None:
            return None
        lines = self._text(path).split("\n")
        line = min(params.position.line, len(lines) - 1)
        return names, file, line + 1, self._column(path, lines[line], params.position.character)

    def _column(self, path: Path, line: str, units: int) -> int:
        """The column of a character; the editor counts some as two."""
        count = self._count(path)
        return next((at + 1 for at in range(len(line)) if count(line[:at]) >= units), len(line) + 1)

    def _count(self, path: Path) -> Callable[[str], int]:
        document = self.server.workspace.get_text_document(from_fs_path(str(path)))
        count: Callable[[str], int] = document.position_codec.client_num_units
        return count

    def _range(self, path: Path, start: tuple[int, int], end: tuple[int, int]) -> Any:
        lines, count = self._text(path).split("\n"), self._count(path)

        def position(place: tuple[int, int]) -> Any:
            line = lines[place[0] - 1] if place[0] <= len(lines) else ""
            return lsp.Position(place[0] - 1, count(line[: place[1] - 1]))

        return lsp.Range(position(start), position(end))

    def _of_node(self, path: Path, node: Node) -> Any:
        start = (node.line, node.column)
        return self._range(path, start, (node.end_line, node.end_column))

    def _located(self, every: Iterable[Located]) -> list[Any]:
        return [self._location(one.file.path, one.node) for one in every]

    def _location(self, path: Path, node: Node) -> Any:
        whole, start = isinstance(node.value, (dict, list)), (node.line, node.column)
        end = start if whole else (node.end_line, node.end_column)
        return lsp.Location(from_fs_path(str(path)), self._range(path, start, end))

    def _workspace(self, edits: Iterable[Edit]) -> Any:
        changes: dict[str, list[Any]] = {}
        for edit in edits:
            made = lsp.TextEdit(self._range(edit.path, edit.start, edit.end), edit.text)
            changes.setdefault(from_fs_path(str(edit.path)) or "", []).append(made)
        return lsp.WorkspaceEdit(changes=changes)


def _markdown(text: str) -> Any:
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, text)
