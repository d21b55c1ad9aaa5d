"""`iiz lsp` as an editor meets it: over standard input and output, by a client of the protocol."""

import asyncio
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from iiz_rules.cli import main as cli
from tests.needed import needing

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

    async def start(self, language: str) -> None:
        """Start the server and open the file."""
        lsp = self.lsp
        await self.client.start_io(sys.executable, "-m", "iiz_rules", "lsp", "--lang", language)
        capabilities = lsp.ClientCapabilities()
        await self.client.initialize_async(lsp.InitializeParams(capabilities))
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


@there
def test_a_threshold_is_changed_in_an_editor(tmp_path: Path) -> None:
    folder = new_canton(tmp_path)
    path = folder / "eligibility.yaml"
    path.write_text(RULES, "utf-8")
    asyncio.run(changed(Client(path), folder))


async def changed(editor: Client, folder: Path) -> None:
    lsp, client = editor.lsp, editor.client
    await editor.start("fr")
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
