"""A canton on the desk: its editions with their files and rules, its cases; a new edition begun."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response

from iiz_rules.editor.canton import TextFile
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.registry import plain_message
from iiz_rules.language.dates import parse_date
from iiz_rules.language.editions import read_canton
from iiz_rules.language.folders import CANTON
from iiz_rules.language.in_force import read_in_force
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.text.editing import Spans, edited
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.retyped import as_shown, retyped
from iiz_rules.language.text.writing import text_in_flow
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.testing.case_files import CASES, STORIES
from iiz_rules.testing.declared import CHANGES
from iiz_rules.web.calls import ServiceCall, today
from iiz_rules.web.desk import consequences
from iiz_rules.web.desk.folder import DeskCanton, FileChange, digest_of, labels
from iiz_rules.web.desk.pages import address, desk_named, file_label, is_own, shown_page, states
from iiz_rules.web.desk.rules import listed
from iiz_rules.web.desk.sent import sent_form
from iiz_rules.web.desk.state import DeskState
from iiz_rules.web.pages.case import spoken
from iiz_rules.web.pages.forms import day_text
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def desks(call: ServiceCall) -> Response:
    """The cantons that may be edited."""
    known = call.service.desks
    if len(known) == 1:
        return RedirectResponse(f"/desk/{next(iter(known))}?lang={spoken(call)}", 303)
    title = printed("desk.title", spoken(call))
    called = labels(call.service.desks, spoken(call))
    return shown_page(call, "desk_list", title=title, where="", desk="", desks=called)


def canton_shown(call: ServiceCall) -> Response:
    """A canton: its editions with their files and rules, its cases, what is wrong with it."""
    return canton_page(call, desk_named(call))


def canton_page(
    call: ServiceCall, desk: DeskCanton, status: int = 200, problems: tuple[str, ...] = ()
) -> Response:
    """The page of a canton, with what went wrong."""
    language, state = spoken(call), states(call).of(desk.text())
    others = [CANTON, *(f"{CHANGES}/{one.name}" for one in _changes(state))]
    sources = [(one.id, one.label.text[language]) for one in read_canton(desk.folder).sources]
    return shown_page(
        call,
        "desk_canton",
        status,
        desk=desk.name,
        where=state.label(language),
        title=printed("desk.title", language),
        editions=[edition_content(desk, state, one, language) for one in state.entries.values()],
        others=[(file_label(one.rpartition("/")[2], language), one) for one in others],
        findings=[*consequences.findings_told(state, language)],
        here="",
        links={},
        address=lambda name, at="": address(desk, name, language, at=at),
        sources=sources,
        problems=problems,
        day=day_text(date(today().year + 1, 1, 1), language),
    )


def _changes(state: DeskState) -> list[Path]:
    return [file.path for file in state.text.files if file.kind == "declared-change"]


def edition_content(
    desk: DeskCanton, state: DeskState, entry: EditionEntry, language: Language
) -> dict[str, Any]:
    """An edition: its files with the things in them, its cases."""
    files = [one for one in state.text.files if one.edition == entry.id]
    apart = {CASES, STORIES}
    inside = {one: one.path.relative_to(desk.folder.path / entry.id).parts for one in files}
    rules = [one for one in files if inside[one][0] not in apart]
    cases = [one for one in files if inside[one][0] in apart]
    names = {desk.name_of(one.path) for one in rules}
    lacking = _lacking(state, entry, names) if entry.based_on or entry.under else []
    titled = [(file, _case_label(desk, state, file, language)) for file in cases]
    return {
        "id": entry.id,
        "validity": validity(entry, language),
        "based_on": entry.based_on or "",
        "files": [
            {
                "name": desk.name_of(file.path),
                "label": file_label(file.path.name, language),
                "things": listed(state, file, language),
            }
            for file in rules
        ],
        "lacking": [(file_label(name.rpartition("/")[2], language), name) for name in lacking],
        "cases": [(desk.name_of(file.path), label) for file, label in titled],
        "examples": [
            (desk.name_of(one.path), label) for one, label in titled if one.kind == "case"
        ],
        "tables": [desk.name_of(one.path) for one in state.text.tables if one.edition == entry.id],
    }


def _case_label(desk: DeskCanton, state: DeskState, file: TextFile, language: Language) -> str:
    """What a case or a story is called; its file where it has no title."""
    return state.title(desk.name_of(file.path), language) or file.path.stem


def _lacking(state: DeskState, entry: EditionEntry, known: set[str]) -> Iterator[str]:
    """The files that an edition inherits and does not amend yet."""
    try:
        rules = read_in_force(state.text.folder, entry)
    except IizError:
        return
    for name in rules.below:
        if f"{entry.id}/{name}" not in known and "/" not in name:
            yield f"{entry.id}/{name}"


def validity(entry: EditionEntry, language: Language) -> str:
    """The days between which an edition is in force, in words."""
    days = (parse_date(one or "") for one in (entry.valid_from, entry.valid_to))
    first, last = (written(day, language) if day else "…" for day in days)
    if first == last == "…":
        return printed("answers.edition.undated", language)
    return f"{first} – {last}"


# ------------------------------------------------------------------ a new edition


def edition_begun(call: ServiceCall) -> Response:
    """Begin an edition: canton.yaml gets a new entry, and the one below it an end."""
    form, desk, language = sent_form(call), desk_named(call), spoken(call)
    if not is_own(call, form):
        return canton_page(call, desk, 403, (printed("desk.again", language),))
    day = day_typed(form.get("valid_from"))
    path = desk.folder.path / CANTON
    data = desk.read(path) or b""
    text = as_shown(data)
    new = with_edition(text, day, form.get("based_on"), form.get("source")) if day and text else ""
    if not new or day is None:
        return canton_page(call, desk, 422, (printed("desk.edition.no-day", language),))
    change = FileChange(path, digest_of(data), retyped(data, new))
    before, after = states(call).of(desk.text()), states(call).of(desk.text(change))
    errors = consequences.errors_of(before, after, path)
    if errors:
        told_errors = tuple(plain_message(one, language) for one in errors)
        return canton_page(call, desk, 422, told_errors)
    if not desk.save(change):
        return canton_page(call, desk, 409, (printed("desk.meanwhile", language),))
    return RedirectResponse(f"/desk/{desk.name}/edition/{day.isoformat()}?lang={language}", 303)


def day_typed(text: str) -> date | None:
    """A day as people type it, `1.1.2027`, or in ISO form."""
    parts = text.strip().split(".")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        return parse_date("-".join((parts[2], parts[1].zfill(2), parts[0].zfill(2))))
    return parse_date(text.strip())


def with_edition(text: str, day: date, below: str, source: str) -> str:
    """The text of canton.yaml with one more edition; empty if it cannot be inserted."""
    root = read_yaml(text.encode(), CANTON).root
    listed = root.child("editions") if root else None
    entries = listed.value if listed and isinstance(listed.value, list) else []
    base = next((one for one in entries if _word(one, "id") == below), None)
    spans = Spans(text)
    if base is None or listed is None or text[spans.start(listed)] == "[":
        return ""
    begin, named = day.isoformat(), text_in_flow(source)
    made = [f"id: {begin}", f"source: {named}", f"valid_from: {begin}"]
    item = f"- {{{', '.join([*made, f'based_on: {text_in_flow(below)}'])}}}"
    last = spans.end(listed)
    changes = [((last, last), f"\n{' ' * (listed.column - 1)}{item}")]
    if base.child("valid_to") is None:
        until = f"valid_to: {(day - timedelta(1)).isoformat()}"
        at = spans.end(base)
        in_line = text[spans.start(base)] == "{"
        added = f", {until}" if in_line else f"\n{' ' * (base.column - 1)}{until}"
        at -= int(in_line)
        if at == last:  # the last entry: both go there, its end first
            return edited(text, [((at, at), f"{added}\n{' ' * (listed.column - 1)}{item}")])
        changes.append(((at, at), added))
    return edited(text, changes)


def _word(node: Node, key: str) -> str:
    child = node.child(key)
    return str(child.value) if child else ""
