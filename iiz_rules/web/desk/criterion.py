"""The form for a new criterion: which facts, how each is compared and with what, all or any."""

from typing import Any

from iiz_rules.editor.criteria import (
    SEVERAL,
    WITHOUT,
    Joined,
    NewCondition,
    NewCriterion,
    hows,
)
from iiz_rules.language.editions import read_canton
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.web.desk.bench import Bench
from iiz_rules.web.desk.sent import SentForm
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

FACT, HOW, VALUE, TO = "fact", "how", "value", "to"
CLAUSE, LABEL, JOINED = "new-clause", "new-label", "new-joined"
MOST = 6
"""facts joined by the form, at most; more are written in the text"""
DONE = ("fact", "another", "add")
"""the actions of the form's buttons"""


def name_of(part: str, number: int) -> str:
    """The name of a form field of one of the facts: `new-how`, `new-how-2`."""
    return f"new-{part}" if number == 1 else f"new-{part}-{number}"


def program_of(bench: Bench) -> Program | None:
    """The program of the edition shown, if it loads."""
    states = (bench.after, bench.before)
    return next(filter(None, (state.programs.get(bench.edition) for state in states)), None)


def added(bench: Bench, form: SentForm) -> Bench:
    """The bench with the submitted criterion; unchanged while facts are being chosen."""
    chosen = _chosen(program_of(bench), form)
    if form.get("do") != "add" or not chosen:
        return bench
    conditions = []
    for number, fact in chosen:
        how, value = form.get(name_of(HOW, number)), name_of(VALUE, number)
        if how not in hows(fact):
            return bench
        one = (form.get(value), form.get(name_of(TO, number)))
        conditions.append(NewCondition(fact, how, (*form.all(value),) if how in SEVERAL else one))
    clauses = (form.get(CLAUSE),) if form.get(CLAUSE) else ()
    labels = {one: form.get(f"{LABEL}-{one}").strip() for one in _languages(bench)}
    joined: Joined = "any" if form.get(JOINED) == "any" else "all"
    return bench.with_criterion(NewCriterion(tuple(conditions), joined, clauses, labels))


def _chosen(program: Program | None, form: SentForm) -> list[tuple[int, Fact]]:
    """The chosen facts, each with the number of its fields."""
    named = [(number, form.get(name_of(FACT, number))) for number in range(1, MOST + 1)]
    facts = program.facts if program else {}
    return [(number, facts[name]) for number, name in named if name in facts and hows(facts[name])]


def _languages(bench: Bench) -> tuple[str, ...]:
    """The languages in which the canton has each text."""
    return tuple(read_canton(bench.desk.folder).languages)


def criterion_form(bench: Bench, form: SentForm | None) -> dict[str, Any] | None:
    """The content of the form; None if there are no criteria."""
    program, language = program_of(bench), bench.language
    if program is None or bench.criteria is None:
        return None
    sent = form if form and form.get("do") in DONE else SentForm(())
    done = sent.get("do") == "add" and not bench.problems and _is_filled(program, sent)
    chosen = [] if done else _chosen(program, sent)
    shown = [_row(sent, number, fact, language) for number, fact in chosen]
    if not shown or (sent.get("do") == "another" and len(shown) < MOST):
        free = (number for number in range(1, MOST + 1) if number not in dict(chosen))
        shown.append({"fact": "", "names": _names(next(free))})
    own = [one for one in program.facts.values() if hows(one) and one.given]
    return {
        "facts": sorted((one.label[language], one.id) for one in own),
        "rows": shown,
        "open": bool(chosen),
        "more": 0 < len(chosen) == len(shown) < MOST,
        "joined": sent.get(JOINED),
        "labels": [(one, sent.get(f"{LABEL}-{one}")) for one in _languages(bench)],
        "clauses": [(one.id, one.says[language]) for one in program.register.clauses.values()],
        "clause": sent.get(CLAUSE),
        "without": WITHOUT,
    }


def _is_filled(program: Program, form: SentForm) -> bool:
    """Whether a comparison was chosen for every fact."""
    chosen = _chosen(program, form)
    return bool(chosen) and all(form.get(name_of(HOW, at)) in hows(fact) for at, fact in chosen)


def _names(number: int) -> dict[str, str]:
    return {part: name_of(part, number) for part in (FACT, HOW, VALUE, TO)}


def _row(sent: SentForm, number: int, fact: Fact, language: Language) -> dict[str, Any]:
    """The content of the form for a chosen fact."""
    names = _names(number)
    return {
        "names": names,
        "fact": fact.id,
        "label": fact.label[language],
        "question": fact.question[language],
        "hows": [(how, printed(f"desk.how.{how}", language)) for how in hows(fact)],
        "how": sent.get(names[HOW]),
        "codes": [(code, text[language]) for code, text in fact.codes.items()],
        "kind": fact.domain.type,
        "values": sent.all(names[VALUE]),
        "value": sent.get(names[VALUE]),
        "to": sent.get(names[TO]),
    }
