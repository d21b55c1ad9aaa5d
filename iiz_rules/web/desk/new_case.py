"""A new case begun on the desk: blank, like one that there is, or as the form of a case has it.

Nothing is written: it stands before whoever began it, as any text does, until it is saved.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from starlette.responses import Response

from iiz_rules.findings.errors import CaseError
from iiz_rules.language.dates import parse_date
from iiz_rules.language.folders import schema_line
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.text.retyped import as_shown
from iiz_rules.policy import Policy
from iiz_rules.testing.case_files import CASES
from iiz_rules.verification.saving import tree_text
from iiz_rules.web.calls import ServiceCall, today
from iiz_rules.web.desk.bench import opened
from iiz_rules.web.desk.canton import canton_page
from iiz_rules.web.desk.folder import DeskCanton
from iiz_rules.web.desk.pages import desk_named, file_page, states
from iiz_rules.web.desk.sent import sent_form
from iiz_rules.web.guard import BODY
from iiz_rules.web.pages.case import example, example_title, spoken
from iiz_rules.web.pages.forms import CaseForm, read_form
from iiz_rules.words.say import printed

NAME = re.compile(r"(?=.{1,80}$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""What the file of a case may be called."""
ASKED = "eligibility"
"""What a blank case expects to be open: whether somebody has access."""


def case_begun(call: ServiceCall) -> Response:
    """Begin a case of an edition under a name that somebody gives it."""
    form, desk, language = sent_form(call), desk_named(call), spoken(call)
    entries = states(call).of(desk.text()).entries
    entry, name, like = entries.get(form.get("edition")), form.get("name").strip(), form.get("like")
    if entry is None or not NAME.fullmatch(name):
        return canton_page(call, desk, 422, (printed("desk.new-case.no-name", language),))
    file = f"{entry.id}/{CASES}/{name}.yaml"
    if desk.read(desk.place(file)) is not None:
        return canton_page(call, desk, 422, (printed("desk.new-case.taken", language),))
    if like:
        return _begun(call, desk, file, as_shown(desk.read(desk.place(like)) or b"") or "")
    tree = {"title": example_title(), "date": _day_of(entry).isoformat(), "facts": None}
    return _begun(call, desk, file, _text(desk, {**tree, "expect": {ASKED: {"verdict": "open"}}}))


def case_from_form(call: ServiceCall) -> Response:
    """Begin a case as the form of a case was filled in; it expects what is answered there."""
    desk, language = desk_named(call), spoken(call)
    state = states(call).of(desk.text())
    body: bytes = call.request.scope[BODY]
    for entry in state.entries.values():
        policy = state.policy(entry.id)
        form = read_form(policy.program, body) if policy else None
        if policy and form and form.day and _lies_in(entry, form.day):
            tree = _answered(form, policy)
            if tree is not None:
                file = _free(desk, f"{entry.id}/{CASES}/{policy.program.canton}-{form.day}")
                return _begun(call, desk, file, _text(desk, tree))
    return canton_page(call, desk, 422, (printed("desk.new-case.no-form", language),))


def _answered(form: CaseForm, policy: Policy) -> dict[str, Any] | None:
    """The case of a form with its first answer; None where something in it cannot be right."""
    if form.values()[1] or form.days_wrong or form.day is None:
        return None
    readings = form.readings or None
    try:
        overview = policy.decide(
            form.case(), on=form.day, known_on=form.known_on, interpretations=readings
        )
    except CaseError:
        return None
    first = overview.decisions[0]
    return {**example(form), "expect": {first.rule: {"verdict": str(first.verdict)}}}


def _begun(call: ServiceCall, desk: DeskCanton, file: str, text: str) -> Response:
    bench = opened(desk, states(call), desk.place(file), spoken(call))
    return file_page(call, replace(bench, text=text))


def _text(desk: DeskCanton, tree: Mapping[str, Any]) -> str:
    """A case as text, below the line by which editors find its schema."""
    head = schema_line(desk.folder.path, "case", 2)
    return tree_text(tree, head.removeprefix("# ") or desk.name)


def _free(desk: DeskCanton, stem: str) -> str:
    """A name for a file that no file has."""
    names = (f"{stem}{end}.yaml" for end in ("", *(f"-{number}" for number in range(2, 10_000))))
    return next(name for name in names if desk.read(desk.place(name)) is None)


def _lies_in(entry: EditionEntry, day: date) -> bool:
    first, last = (parse_date(one or "") for one in (entry.valid_from, entry.valid_to))
    return (first or date.min) <= day <= (last or date.max)


def _day_of(entry: EditionEntry) -> date:
    """Today, or the nearest day on which an edition is in force."""
    first, last = (parse_date(one or "") for one in (entry.valid_from, entry.valid_to))
    return min(max(today(), first or date.min), last or date.max)
