"""`iiz lsp` as an editor meets it, by a client of the protocol.

Once over standard input and output of a process, as editors start it; else the same server in this
process, because to start one takes longer than what it is asked.
"""

import asyncio
import json
import subprocess
import sys
from contextlib import suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from socket import socket
from subprocess import PIPE
from threading import Thread
from typing import Any

import pytest
import xlsxwriter

from iiz_rules.cli import main as cli
from iiz_rules.words.text import Language
from tests.effort import sampled
from tests.needed import needing
from tests.verification.solver import solving
from tests.web.bay import EDITION, bay

there = needing(find_spec("pygls") is not None, "needs pygls: pip install 'iiz-rules[editor]'")


class Client:
    """An editor with one file of a canton open."""

    def __init__(self, path: Path) -> None:
        from lsprotocol import types
        from pygls.lsp.client import LanguageClient

        self.lsp: Any = types
        self.client: Any = LanguageClient("test", "1")
        self.findings: asyncio.Queue[Any] = asyncio.Queue()
        publish = self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        publish(partial(self.findings.put_nowait))
        self.path, self.text, self.version = path, path.read_text("utf-8"), 1
        self.document = types.TextDocumentIdentifier(path.as_uri())

    async def start(
        self, language: Language, root: Path | None = None, *, process: bool = False
    ) -> None:
        """Start the server and open the file."""
        lsp = self.lsp
        if process:
            await self.client.start_io(sys.executable, "-m", "iiz_rules", "lsp", "--lang", language)
        else:
            await self.client.start_tcp(*await serving(language))
        capabilities = lsp.ClientCapabilities()
        folders = [lsp.WorkspaceFolder(root.as_uri(), root.name)] if root else None
        params = lsp.InitializeParams(capabilities, workspace_folders=folders)
        await self.client.initialize_async(params)
        self.client.initialized(lsp.InitializedParams())
        item = lsp.TextDocumentItem(self.path.as_uri(), "yaml", self.version, self.text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    async def stop(self) -> None:
        """End the server."""
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def write(self, old: str, new: str) -> None:
        """Write something in place of something else."""
        assert old in self.text
        self.text, self.version = self.text.replace(old, new, 1), self.version + 1
        version = self.lsp.VersionedTextDocumentIdentifier(self.version, self.path.as_uri())
        whole = self.lsp.TextDocumentContentChangeWholeDocument(self.text)
        self.client.text_document_did_change(self.lsp.DidChangeTextDocumentParams(version, [whole]))

    def save(self) -> None:
        """Put what stands in the editor on the disk."""
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(self.text, "utf-8")
        self.client.text_document_did_save(self.lsp.DidSaveTextDocumentParams(self.document))

    def open(self, path: Path, text: str) -> None:
        """Go on to another file, which may be a new one."""
        self.path, self.text, self.version = path, text, 1
        self.document = self.lsp.TextDocumentIdentifier(path.as_uri())
        item = self.lsp.TextDocumentItem(path.as_uri(), "yaml", 1, text)
        self.client.text_document_did_open(self.lsp.DidOpenTextDocumentParams(item))

    async def found(self, path: Path | None = None) -> list[Any]:
        """What is wrong with a file, as the server tells it next."""
        uri = (path or self.path).as_uri()
        while True:
            told = await asyncio.wait_for(self.findings.get(), 60)
            if told.uri == uri:
                return list(told.diagnostics)

    def place(self, word: str, behind: int = 1) -> Any:
        """The place of a word, so many of the editor's signs behind its beginning."""
        before = self.text[: self.text.index(word)]
        column = len(before.rpartition("\n")[2].encode("utf-16-le")) // 2
        return self.lsp.Position(before.count("\n"), column + behind)


async def serving(language: Language) -> tuple[str, int]:
    """Where a server in a thread of this process waits for its editor."""
    from iiz_rules.cli.language_server import server_in

    server: Any = server_in(language)
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        host, port = free.getsockname()

    def serve() -> None:
        with suppress(SystemExit):
            server.start_tcp(host, port)

    Thread(target=serve, daemon=True).start()
    while not (server._server and server._server.is_serving()):
        await asyncio.sleep(0.01)
    return host, port


RULES = """\
label: Zugang 😀
clauses: [XX-1]
criteria:
  - {id: lives, label: "😀", clauses: [XX-1], when: {fact: person.lives_hear, is: true}}
"""


def new_canton(above: Path) -> Path:
    """The folder of the edition of a new canton."""
    into = ("--into", str(above), "--edition", "2026", "--lang", "de")
    assert cli.run(["new", "canton", "neuland", *into]) == 0
    return (above / "neuland" / "2026").resolve()


def message(**content: Any) -> bytes:
    data = json.dumps({"jsonrpc": "2.0", **content}).encode()
    return b"Content-Length: %d\r\n\r\n" % len(data) + data


@there
def test_it_ends_well_when_the_editor_ends(tmp_path: Path) -> None:
    """Also of half a letter, which no file can hold, something is said, and nothing breaks."""
    path = new_canton(tmp_path) / "eligibility.yaml"
    document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": "a: \ud800"}
    said = [
        message(id=1, method="initialize", params={"processId": None, "capabilities": {}}),
        message(method="initialized", params={}),
        message(method="textDocument/didOpen", params={"textDocument": document}),
        message(id=2, method="shutdown"),
        message(method="exit"),
    ]
    server = [sys.executable, "-m", "iiz_rules", "lsp", "--lang", "en"]
    with subprocess.Popen(server, stdin=PIPE, stdout=PIPE, stderr=PIPE) as process:
        assert process.stdin
        process.stdin.write(b"".join(said))
        process.stdin.flush()  # it stays open, as editors keep it
        assert process.wait(60) == 0
        told = process.stdout.read() if process.stdout else b""
        complaints = process.stderr.read() if process.stderr else b""
    assert (b"not-utf-8" in told, complaints) == (True, b"")


@there
def test_a_threshold_is_changed_in_an_editor(tmp_path: Path) -> None:
    folder = new_canton(tmp_path)
    path = folder / "eligibility.yaml"
    path.write_text(RULES, "utf-8")
    asyncio.run(changed(Client(path), folder))


async def changed(editor: Client, folder: Path) -> None:
    lsp, client = editor.lsp, editor.client
    await editor.start("fr", process=True)
    try:
        [fault, *_] = await editor.found()
        assert (fault.code, fault.range.start) == (
            "unknown-fact",
            editor.place("person.lives_hear", 0),
        )
        assert "vouliez-vous dire `person.lives_here` ?" in fault.message

        context = lsp.CodeActionContext([])
        asked = lsp.CodeActionParams(editor.document, fault.range, context)
        [action] = await client.text_document_code_action_async(asked)
        [edit] = action.edit.changes[editor.path.as_uri()]
        assert (edit.new_text, edit.range) == ("person.lives_here", fault.range)
        editor.write("person.lives_hear", "person.lives_here")
        assert "unknown-fact" not in [one.code for one in await editor.found()]

        there = lsp.HoverParams(editor.document, editor.place("person.lives_here"))
        said = await client.text_document_hover_async(there)
        assert "`person.lives_here`" in said.contents.value
        assert "oui/non" in said.contents.value

        editor.write("is: true", "is: ")
        behind = lsp.CompletionParams(editor.document, editor.place("is: }", 4))
        proposed = await client.text_document_completion_async(behind)
        assert [one.label for one in proposed.items] == ["true", "false"]
        editor.write("is: }", "is: true}")

        named = lsp.DefinitionParams(editor.document, editor.place("person.lives_here"))
        [declared] = await client.text_document_definition_async(named)
        assert declared.uri == (folder / "facts.yaml").as_uri()
        how = lsp.ReferenceContext(include_declaration=True)
        listed = lsp.ReferenceParams(how, editor.document, editor.place("person.lives_here"))
        files = {
            one.uri.rpartition("/")[2]
            for one in await client.text_document_references_async(listed)
        }
        assert {"facts.yaml", "eligibility.yaml"} < files

        name = lsp.RenameParams(
            editor.document, editor.place("person.lives_here"), "person.is_here"
        )
        renamed = (await client.text_document_rename_async(name)).changes
        assert {uri.rpartition("/")[2] for uri in renamed} == files

        symbols = lsp.DocumentSymbolParams(editor.document)
        [symbol] = await client.text_document_document_symbol_async(symbols)
        assert (symbol.name, symbol.detail) == ("lives", "😀")

        editor.write("clauses: [XX-1]\n", "clauses:   [ XX-1 ]\n")
        options = lsp.FormattingOptions(tab_size=2, insert_spaces=True)
        wanted = lsp.DocumentFormattingParams(editor.document, options)
        [laid_out] = await client.text_document_formatting_async(wanted)
        assert "clauses: [XX-1]\n" in laid_out.new_text
    finally:
        await editor.stop()


SAID = {
    "de": ("meinten Sie", "Behauptungen: 1, davon bewiesen 1.", "Erklärt und eingetreten: 1."),
    "fr": ("vouliez-vous dire", "Affirmations : 1, dont prouvées : 1.", "Déclaré et réalisé : 1."),
}


@there
@solving
@pytest.mark.parametrize("language", sampled([*SAID], 2))
def test_a_new_edition_is_made_in_an_editor(
    tmp_path: Path, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changed and checked in the editor; compared, tested, proved, declared by commands; saved."""
    folder = bay(tmp_path).resolve()
    asyncio.run(amended(Client(folder / "canton.yaml"), folder, language))
    below, edition = str(folder / EDITION), str(folder / "2027-01-01")

    def told(code: int, *words: str) -> str:
        assert cli.run([*words, "--lang", language]) == code
        return capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")

    told(0, "check", str(folder))
    assert SAID[language][1] in told(0, "verify", str(folder))
    assert "[eligibility]" in told(1, "diff", below, edition)
    told(0, "test", str(folder))
    told(0, "gate", below, edition, "--on", "2027-01-01", "--draft", "2027-01-alter")
    asyncio.run(declared(Client(folder / "changes" / "2027-01-alter.yaml"), language))
    assert SAID[language][2] in told(0, "gate", below, edition, "--on", "2027-01-01")


async def amended(editor: Client, folder: Path, language: Language) -> None:
    """Begin an edition, mistype a fact, have it mended, save."""
    lsp = editor.lsp
    await editor.start(language)
    try:
        entry = "{id: 2027-01-01, source: concept, valid_from: 2027-01-01, based_on: 2024-01-01}"
        ended = f"valid_from: 2024-01-01, valid_to: 2026-12-31}}\n  - {entry}\n"
        editor.write("valid_from: 2024-01-01}\n", ended)
        editor.save()
        editor.open(folder / "2027-01-01" / "eligibility.yaml", AMENDED)
        [fault] = await editor.found()
        assert SAID[language][0] in fault.message
        asked = lsp.CodeActionParams(editor.document, fault.range, lsp.CodeActionContext([]))
        [action] = await editor.client.text_document_code_action_async(asked)
        [edit] = action.edit.changes[editor.path.as_uri()]
        editor.write("person.aeg", edit.new_text)
        assert await editor.found() == []
        editor.save()
    finally:
        await editor.stop()


async def declared(editor: Client, language: Language) -> None:
    """Say what the change is for: until then the draft is refused."""
    await editor.start(language)
    try:
        assert await editor.found()
        for key in ("says", "decision"):
            editor.write(f'{key}: ""', f"{key}: Beschluss vom 14.09.2026")
        while await editor.found():
            pass
        editor.save()
    finally:
        await editor.stop()


AMENDED = """\
# yaml-language-server: $schema=../../schemas/eligibility-amendment.schema.json
criteria:
  - {id: adult, when: {fact: person.aeg, at_least: 16}}
"""


@there
def test_a_name_that_cannot_be_is_refused_in_the_readers_language(tmp_path: Path) -> None:
    asyncio.run(refused(Client(new_canton(tmp_path) / "facts.yaml")))


async def refused(editor: Client) -> None:
    await editor.start("de")
    try:
        at = editor.place("person.lives_here")
        asked = editor.lsp.RenameParams(editor.document, at, "Hier")
        with pytest.raises(Exception, match="hat nicht die richtige Form"):
            await editor.client.text_document_rename_async(asked)
    finally:
        await editor.stop()


@there
def test_of_what_is_no_file_nothing_is_said(tmp_path: Path) -> None:
    """A text that was never saved, a file that is not there, a folder, another encoding."""
    editor = Client(new_canton(tmp_path) / "facts.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes("canton: zürich\n".encode("latin-1"))
    absent = editor.path.with_name("absent.yaml")
    files = [path.as_uri() for path in (latin, absent, tmp_path / "nowhere.yaml", absent.parent)]
    asyncio.run(silent(editor, ["untitled:Untitled-1", "git:/a.yaml?x", "file:///%00", *files]))


async def silent(editor: Client, addresses: list[str]) -> None:
    await editor.start("de")
    try:
        lsp = editor.lsp
        item = lsp.TextDocumentItem(addresses[0], "yaml", 1, "canton: x")
        editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        for address in addresses:
            document = lsp.TextDocumentIdentifier(address)
            params = lsp.HoverParams(document, lsp.Position(0, 1))
            layout = lsp.DocumentFormattingParams(document, lsp.FormattingOptions(2, True))
            assert await editor.client.text_document_hover_async(params) is None
            assert await editor.client.text_document_formatting_async(layout) is None
    finally:
        await editor.stop()


@there
def test_a_new_name_reaches_tables_of_cases_that_are_text_and_of_a_workbook_says_what_to_do(
    tmp_path: Path,
) -> None:
    folder = bay(tmp_path).resolve() / EDITION
    (folder / "cases" / "mehr.csv").write_bytes(
        "\ufefftitle;Alter;registrations\r\nx;20;rav|iv\r\n".encode()
    )
    asyncio.run(tabled(Client(folder / "facts.yaml"), folder / "cases"))


async def tabled(editor: Client, cases: Path) -> None:
    lsp, client = editor.lsp, editor.client
    await editor.start("de")
    try:
        asked = lsp.RenameParams(editor.document, editor.place("rav"), "arbeitsamt")
        changes = (await client.text_document_rename_async(asked)).changes
        [edit] = changes[(cases / "mehr.csv").as_uri()]
        where = edit.range.start
        assert (where.line, where.character, edit.new_text) == (1, 5, "arbeitsamt")
        with xlsxwriter.Workbook(cases / "noch-mehr.xlsx") as book:
            book.add_worksheet().write_column(0, 1, ["registrations", "rav", "iv"])
        how = lsp.ReferenceContext(include_declaration=True)
        listed = lsp.ReferenceParams(how, editor.document, editor.place("rav"))
        used = await client.text_document_references_async(listed)
        assert "mehr.csv" in {one.uri.rpartition("/")[2] for one in used}
        with pytest.raises(Exception, match=r"(?s)noch-mehr.xlsx \(B2\).*Regeltisch"):
            await client.text_document_rename_async(asked)
    finally:
        await editor.stop()


STORY = """\
title: Eine Geschichte neben dem Kanton
case: NL-2026-1
opened: 2026-03-02
events:
  - date: 2026-03-02
    event: admitted
    facts: {person.lives_here: true}
"""
SCENARIO = """\
# yaml-language-server: $schema=schemas/scenario.schema.json
id: sparsam
label: {de: Sparsam, fr: Économe, en: Thrifty}
canton: neuland
assume:
  person.lives_here: true
"""


@there
def test_what_lies_outside_of_the_cantons_folder_is_helped_and_renamed_with_it(
    tmp_path: Path,
) -> None:
    folder = new_canton(tmp_path)
    for name, text in (("story.yaml", STORY), ("scenario.yaml", SCENARIO)):
        (tmp_path.resolve() / name).write_text(text, "utf-8")
    asyncio.run(outside(Client(tmp_path.resolve() / "story.yaml"), folder))


async def outside(editor: Client, folder: Path) -> None:
    """A story near a canton, a scenario that names it: proposed, explained, found, renamed."""
    lsp, client, root = editor.lsp, editor.client, folder.parents[1]
    await editor.start("fr", root)
    try:
        editor.write("person.lives_here", "person.l")
        behind = lsp.CompletionParams(editor.document, editor.place("person.l", 8))
        proposed = await client.text_document_completion_async(behind)
        assert "person.lives_here" in [one.label for one in proposed.items]
        editor.write("person.l", "person.lives_here")
        named = lsp.DefinitionParams(editor.document, editor.place("person.lives_here"))
        [declared] = await client.text_document_definition_async(named)
        assert declared.uri == (folder / "facts.yaml").as_uri()
        editor.open(root / "scenario.yaml", SCENARIO)
        there = lsp.HoverParams(editor.document, editor.place("person.lives_here"))
        assert "oui/non" in (await client.text_document_hover_async(there)).contents.value
        at = editor.place("person.lives_here")
        asked = lsp.RenameParams(editor.document, at, "person.is_here")
        changes = (await client.text_document_rename_async(asked)).changes
        files = {uri.rpartition("/")[2] for uri in changes}
        assert {"story.yaml", "scenario.yaml", "facts.yaml", "eligibility.yaml"} <= files
    finally:
        await editor.stop()
