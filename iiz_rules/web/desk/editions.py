"""An edition beside the one below it: compared, tested, proved, and declared."""

from collections.abc import Iterator
from typing import Any

from starlette.responses import Response

from iiz_rules.findings.errors import IizError
from iiz_rules.findings.registry import plain_message
from iiz_rules.language.dates import parse_date
from iiz_rules.language.folders import schema_line
from iiz_rules.language.in_force import read_in_force
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.program.outside import edition_named
from iiz_rules.language.text.writing import text_in_flow
from iiz_rules.render.text.gate import declaration_text
from iiz_rules.testing.declared import CHANGES, NAME
from iiz_rules.testing.suite import CaseRun, StoryRun, run_entry
from iiz_rules.verification.gate.gate import ChangeGate, gate
from iiz_rules.verification.prover import solvable
from iiz_rules.web.calls import ServiceCall, today
from iiz_rules.web.desk import consequences
from iiz_rules.web.desk.canton import day_typed, edition_content, validity
from iiz_rules.web.desk.folder import DeskCanton, FileChange
from iiz_rules.web.desk.pages import (
    address,
    case_address,
    desk_named,
    file_label,
    is_own,
    shown_page,
    states,
)
from iiz_rules.web.desk.rules import called
from iiz_rules.web.desk.sent import SentForm, sent_form
from iiz_rules.web.desk.state import DeskState
from iiz_rules.web.faults import refused
from iiz_rules.web.pages.case import spoken
from iiz_rules.web.pages.forms import day_text
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def edition_shown(call: ServiceCall) -> Response:
    """An edition beside the one below it."""
    return _edition_page(call, desk_named(call))


def edition_asked(call: ServiceCall) -> Response:
    """Prove what an edition changes, or declare it."""
    form, desk, language = sent_form(call), desk_named(call), spoken(call)
    if form.get("do") != "declare":
        return _edition_page(call, desk, prove=True)
    if not is_own(call, form):
        return _edition_page(call, desk, 403, (printed("desk.again", language),), form=form)
    state = states(call).of(desk.text())
    compared = _gate(state, call.path("edition"))
    day, name = day_typed(form.get("from")), form.get("name").strip()
    says, decision = form.get("says").strip(), form.get("decision").strip()
    wrong = [
        printed(f"desk.declare.no-{key}", language)
        for key, fine in {
            "name": bool(NAME.fullmatch(name)),
            "says": bool(says),
            "decision": bool(decision),
            "day": day is not None,
        }.items()
        if not fine
    ]
    if wrong or compared is None or day is None:
        return _edition_page(call, desk, 422, tuple(wrong), prove=True, form=form)
    path = desk.place(f"{CHANGES}/{name}.yaml")
    schema = schema_line(desk.folder.path, "declared-change", 1)
    ground = text_in_flow(decision)
    text = declaration_text(compared, day, schema, text_in_flow(says), ground)
    change = FileChange(path, "", text.encode())
    errors = consequences.errors_of(state, states(call).of(desk.text(change)), path)
    if errors:
        told_errors = tuple(plain_message(one, language) for one in errors)
        return _edition_page(call, desk, 422, told_errors, prove=True, form=form)
    if not desk.save(change):
        taken = (printed("desk.declare.taken", language),)
        return _edition_page(call, desk, 409, taken, prove=True, form=form)
    return _edition_page(call, desk, notes=(printed("desk.saved", language),), prove=True)


def _below(state: DeskState, edition: str) -> str:
    """The edition to compare with: the one it is based on, else the one before it."""
    ids = [*state.entries]
    if edition not in ids:
        raise refused("not-on-desk", file=edition[:60])
    at = ids.index(edition)
    return state.entries[edition].based_on or (ids[at - 1] if at else "")


def _gate(state: DeskState, edition: str) -> ChangeGate | None:
    old, new = state.policy(_below(state, edition)), state.policy(edition)
    if old is None or new is None or not solvable():
        return None
    return gate(old, new, new.program.valid_from or today())


def _edition_page(
    call: ServiceCall,
    desk: DeskCanton,
    status: int = 200,
    problems: tuple[str, ...] = (),
    *,
    notes: tuple[str, ...] = (),
    prove: bool = False,
    form: SentForm | None = None,
) -> Response:
    language, edition = spoken(call), call.path("edition")
    state = states(call).of(desk.text())
    below = _below(state, edition)
    entry = state.entries[edition]
    first = parse_date(entry.valid_from or "") or today()
    blank = {"from": day_text(first, language), "name": first.isoformat()}
    return shown_page(
        call,
        "desk_edition",
        status,
        desk=desk.name,
        where=state.label(language),
        edition=edition,
        below=below,
        title=edition_named(edition, language),
        validity=validity(entry, language),
        differences=[*_differences(state, entry, language)],
        part=edition_content(desk, state, entry, language),
        address=lambda name, at="": address(desk, name, language, at=at),
        to_case=lambda case: case_address(desk, case, language),
        **_told_of(state, entry, below, language, prove=prove),
        notes=notes,
        problems=problems,
        given={**blank, **(form.first if form else {})},
    )


def _told_of(
    state: DeskState, entry: EditionEntry, below: str, language: Language, *, prove: bool
) -> dict[str, Any]:
    """The findings, the cases answered differently than below, and the proof if asked for."""
    old, new = state.policy(below), state.policy(entry.id)
    both = consequences.DeskSides(old, new) if old and new else None
    passed = _gate(state, entry.id) if prove else None
    return {
        "findings": [*consequences.findings_told(state, language)],
        "here": "",
        "links": {},
        "cases": [consequences.cases_told(state, entry.id, both, language)] if both else [],
        "tests": _tested(state, entry, language) if prove else None,
        "proofs": [(entry.id, consequences.proof_told(both, language))] if both and prove else [],
        "gate": _gate_told(passed, language) if passed else None,
        "proving": prove,
        "solvable": solvable(),
    }


def _differences(
    state: DeskState, entry: EditionEntry, language: Language
) -> Iterator[tuple[str, str, str]]:
    """What an edition changes: the file, the kind of change, the names."""
    if not entry.based_on and not entry.under:
        return
    try:
        rules = read_in_force(state.text.folder, entry)
    except IizError:
        return
    for difference in rules.differences():
        for kind in ("amended", "added", "removed"):
            names = getattr(difference, kind)
            if names:
                said = (called(state, name, entry.id, difference.file, language) for name in names)
                yield file_label(difference.file, language), kind, ", ".join(said)


def _tested(state: DeskState, entry: EditionEntry, language: Language) -> dict[str, Any]:
    """The own cases and stories of an edition, and those of the ones below it."""
    run = run_entry(state.text.folder, entry)
    own: list[CaseRun | StoryRun] = [*run.cases, *run.stories]
    failed = [one for one in own if not one.passed]
    return {
        "own": len(own),
        "failed": [(one.called(language), one.name.partition("/")[2]) for one in failed],
        "below": len(run.inherited),
        "otherwise": [one.called(language) for one in run.inherited if not one.passed],
    }


def _gate_told(passed: ChangeGate, language: Language) -> dict[str, Any]:
    findings = [plain_message(one, language) for one in passed.findings]
    return {
        "passed": passed.passed,
        "declared": len(passed.declared),
        "undeclared": len(passed.undeclared),
        "findings": findings,
    }
