"""Changes over several files: a renaming, and everything since the desk was opened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from iiz_rules.editor.edits import Edit
from iiz_rules.editor.places import renamable, rename
from iiz_rules.editor.retabling import bytes_after
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.registry import plain_message
from iiz_rules.language.text.retyped import as_shown, side_by_side
from iiz_rules.tables.placed import BOOK, placed
from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.desk import consequences
from iiz_rules.web.desk.bench import Bench
from iiz_rules.web.desk.folder import DeskCanton, FileChange, digest_of
from iiz_rules.web.desk.pages import (
    address,
    bench_at,
    case_address,
    desk_named,
    file_label,
    is_own,
    shown_page,
    states,
)
from iiz_rules.web.desk.sent import SentForm, sent_form
from iiz_rules.web.desk.state import DeskState
from iiz_rules.web.pages.case import spoken
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

WAS = "was:"
"""prefix of the name of a file: the digest that a form was made for"""


@dataclass(frozen=True)
class Compared:
    """A canton before and after: the files that differ, with their bytes, and what follows."""

    desk: DeskCanton
    before: DeskState
    after: DeskState
    files: Mapping[str, tuple[bytes, bytes]]
    language: Language

    def at(self, name: str) -> str:
        """The address at which a file is edited; empty for a table of cases."""
        return case_address(self.desk, name, self.language)

    def _shown(self, name: str, data: bytes) -> str:
        """A file as a text; a workbook cell by cell."""
        is_book = data and name.endswith(BOOK)
        return placed(data, Path(name)).text if is_book else as_shown(data) or ""

    @property
    def renamed(self) -> bool:
        """Whether a name disappeared, so that cases cannot be asked of both."""
        return any(
            {*self.before.programs[name].facts} - {*program.facts}
            or {*self.before.programs[name].rules} - {*program.rules}
            for name, program in self.after.programs.items()
            if name in self.before.programs
        )

    def _expected(self) -> dict[str, Any]:
        """How many cases are answered as expected, each with the names of its own state."""
        before, after, language = self.before.answered, self.after.answered, self.language
        broken = [name for name, case in after.items() if name in before and not case.passed]
        broken = [name for name in broken if before[name].passed]
        return {
            "total": len(after),
            "before": sum(one.passed for one in before.values()),
            "after": sum(one.passed for one in after.values()),
            "broken": [after[name].called(language) for name in broken],
        }

    def content(self, *, prove: bool = False) -> dict[str, Any]:
        """The content of a page: differing lines, findings, cases and, if asked for, proofs."""
        language = self.language
        both = [*consequences.sides(self.before, self.after)] if not self.renamed else []
        findings = [*consequences.findings_told(self.after, language)]
        return {
            "desk": self.desk.name,
            "where": self.after.label(language),
            "files": [
                {
                    "name": name,
                    "label": self.after.title(name, language)
                    or file_label(name.rpartition("/")[2], language),
                    "link": self.at(name),
                    "rows": side_by_side(*(self._shown(name, data) for data in pair)),
                    "was": digest_of(pair[0] or None),
                }
                for name, pair in self.files.items()
            ],
            "renamed": self.renamed and self._expected(),
            "findings": findings,
            "here": "",
            "links": {one.file: self.at(one.file) for one in findings if one.file},
            "cases": [
                consequences.cases_told(self.after, name, one, language) for name, one in both
            ],
            "proofs": [(name, consequences.proof_told(one, language)) for name, one in both]
            if prove
            else [],
            "to_case": self.at,
        }


# ------------------------------------------------------------------ since the desk was opened


def since_shown(call: ServiceCall) -> Response:
    """What changed since the desk was opened; a submitted form asks for the proof too."""
    desk, language = desk_named(call), spoken(call)
    now = states(call).of(desk.text())
    opened = states(call).of(desk.opened_text())
    files = _differing(opened, now)
    prove = call.request.method == "POST" and sent_form(call).get("do") == "prove"
    compared = Compared(desk, opened, now, files, language)
    title = printed("desk.since", language)
    content = compared.content(prove=prove)
    return shown_page(call, "desk_since", title=title, proving=prove, **content)


def _differing(before: DeskState, after: DeskState) -> dict[str, tuple[bytes, bytes]]:
    """The files that differ between two states, by name within the folder."""
    old, new = (
        {one.path.relative_to(state.text.folder.path).as_posix(): one.data for one in every}
        for state in (before, after)
        for every in [(*state.text.files, *state.text.tables)]
    )
    names = dict.fromkeys((*new, *old))
    return {
        name: (old.get(name, b""), new.get(name, b""))
        for name in names
        if old.get(name) != new.get(name)
    }


# ------------------------------------------------------------------ another name


@dataclass(frozen=True)
class Renaming:
    """A new name for the selected thing of a bench, through all files."""

    bench: Bench
    name: str = ""

    @property
    def now(self) -> str:
        """The current name."""
        thing = self.bench.thing
        return thing.entry.name if thing else ""

    @property
    def possible(self) -> bool:
        """Whether it may be renamed."""
        bench = self.bench
        if bench.thing is None or bench.file is None:
            return False
        node = bench.thing.entry.node
        return renamable(bench.before.names, bench.file, node.line, node.column) is not None

    @cached_property
    def changes(self) -> tuple[FileChange, ...]:
        """The changed files. UsageError if the name is impossible."""
        bench = self.bench
        edits: dict[Path, list[Edit]] = {}
        if bench.thing is None or bench.file is None or not self.name:
            return ()
        node = bench.thing.entry.node
        for one in rename(bench.before.names, bench.file, node.line, node.column, self.name):
            edits.setdefault(one.path, []).append(one)
        changes = []
        for path, every in edits.items():
            data = bench.desk.read(path) or b""
            new = bytes_after(bench.before.names, path, data, every)
            changes.append(FileChange(path, digest_of(data), new))
        return tuple(changes)

    def compared(self) -> Compared:
        """The canton before and after the renaming."""
        desk, bench = self.bench.desk, self.bench
        after = bench.states.of(desk.text(*self.changes)) if self.changes else bench.before
        files = {
            desk.name_of(change.path): (desk.read(change.path) or b"", change.data)
            for change in self.changes
        }
        return Compared(desk, bench.before, after, files, bench.language)

    def errors(self) -> list[str]:
        """What keeps it from being saved: the errors that it would cause."""
        compared = self.compared()
        paths = [one.path for one in self.changes] or [Path()]
        findings = {
            id(change): change
            for path in paths
            for change in consequences.errors_of(compared.before, compared.after, path)
        }
        return [plain_message(one, self.bench.language) for one in findings.values()]


def rename_shown(call: ServiceCall) -> Response:
    """Ask for another name for a thing of a file."""
    return _rename_page(call, Renaming(bench_at(call)))


def rename_sent(call: ServiceCall) -> Response:
    """Show what the new name changes, and save it: all files or none."""
    form = sent_form(call)
    bench = replace(bench_at(call), way=form.get("at"))
    renaming = Renaming(bench, form.get("name").strip())
    language = bench.language
    try:
        changes, problems = renaming.changes, tuple(renaming.errors())
    except UsageError as error:
        said = tuple(plain_message(one, language) for one in error.findings)
        return _rename_page(call, Renaming(bench), 422, said, form=form)
    if form.get("do") != "save" or problems:
        return _rename_page(call, renaming, 422 if problems else 200, problems, form=form)
    if not is_own(call, form):
        again = (printed("desk.again", language),)
        return _rename_page(call, renaming, 403, again, form=form)
    shown = {name.removeprefix(WAS): was for name, was in form.pairs if name.startswith(WAS)}
    same = shown == {bench.desk.name_of(one.path): one.was for one in changes}
    if not same or not bench.desk.save(*changes):
        meanwhile = (printed("desk.rename.meanwhile", language),)
        return _rename_page(call, renaming, 409, meanwhile, form=form)
    above, _, _ = bench.way.rpartition("/")
    way = f"{above}/{renaming.name}" if above else renaming.name
    return RedirectResponse(address(bench.desk, bench.name, language, at=way, saved="1"), 303)


def _rename_page(
    call: ServiceCall,
    renaming: Renaming,
    status: int = 200,
    problems: tuple[str, ...] = (),
    form: SentForm | None = None,
) -> Response:
    bench = renaming.bench
    content = renaming.compared().content()
    return shown_page(
        call,
        "desk_rename",
        status,
        title=_title(bench),
        file=bench.name,
        edition=bench.edition,
        way=bench.way,
        possible=renaming.possible,
        now=renaming.now,
        name=form.get("name") if form else renaming.now,
        problems=problems,
        proving=False,
        **content,
    )


def _title(bench: Bench) -> str:
    """The title of the page; without a name if there is no such thing."""
    if bench.thing is None:
        return printed("desk.rename", bench.language)
    return printed("desk.rename.title", bench.language, name=bench.thing.label)
