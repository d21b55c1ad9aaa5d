"""The form for a new criterion: first the fact, then how it is compared and with what."""

from typing import Any

from iiz_rules.editor.criteria import SEVERAL, WITHOUT, NewCriterion, hows
from iiz_rules.language.editions import read_canton
from iiz_rules.language.program.rules import Program
from iiz_rules.web.desk.bench import Bench
from iiz_rules.web.desk.sent import SentForm
from iiz_rules.words.say import printed

FACT, HOW, VALUE, TO, CLAUSE, LABEL = (
    f"new-{name}" for name in ("fact", "how", "value", "to", "clause", "label")
)
DONE = ("fact", "add")
"""What the buttons of the form do."""


def program_of(bench: Bench) -> Program | None:
    """The rules of the edition that is looked at, as far as they load."""
    states = (bench.after, bench.before)
    return next(filter(None, (state.programs.get(bench.edition) for state in states)), None)


def added(bench: Bench, form: SentForm) -> Bench:
    """The bench with the criterion that was filled in; as it is while only the fact is chosen."""
    program = program_of(bench)
    fact = program.facts.get(form.get(FACT)) if program else None
    how = form.get(HOW)
    if form.get("do") != "add" or fact is None or how not in hows(fact):
        return bench
    values = tuple(form.all(VALUE)) if how in SEVERAL else (form.get(VALUE), form.get(TO))
    clauses = (form.get(CLAUSE),) if form.get(CLAUSE) else ()
    labels = {one: form.get(f"{LABEL}-{one}").strip() for one in _languages(bench)}
    return bench.with_criterion(NewCriterion(fact, how, values, clauses, labels))


def _languages(bench: Bench) -> tuple[str, ...]:
    """The languages in which the canton has each text."""
    return tuple(read_canton(bench.desk.folder).languages)


def criterion_form(bench: Bench, form: SentForm | None) -> dict[str, Any] | None:
    """What the form shows; None where the file has no criteria there."""
    program, language = program_of(bench), bench.language
    if program is None or bench.criteria is None:
        return None
    given = form if form and form.get("do") in DONE else SentForm(())
    fact = program.facts.get(given.get(FACT))
    done = given.get("do") == "add" and not bench.problems
    own = [one for one in program.facts.values() if hows(one) and one.given]
    return {
        "facts": sorted((one.label[language], one.id) for one in own),
        "fact": "" if done or fact is None else fact.id,
        "question": fact.question[language] if fact else "",
        "hows": [(how, printed(f"desk.how.{how}", language)) for how in hows(fact)] if fact else [],
        "how": given.get(HOW),
        "codes": [(code, text[language]) for code, text in fact.codes.items()] if fact else [],
        "kind": fact.domain.type if fact else "",
        "values": given.all(VALUE),
        "value": given.get(VALUE),
        "to": given.get(TO),
        "labels": [(one, given.get(f"{LABEL}-{one}")) for one in _languages(bench)],
        "clauses": [(one.id, one.says[language]) for one in program.register.clauses.values()],
        "clause": given.get(CLAUSE),
        "without": WITHOUT,
    }
