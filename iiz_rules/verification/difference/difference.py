"""All kinds of changes from one policy to another."""

from collections.abc import Iterator

from iiz_rules.verification.difference import answers, beside, money
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.comparison import PolicyComparison
from iiz_rules.verification.prover import Budget


def difference(before: Side, after: Side, budget: Budget | None = None) -> Iterator[AnswerChange]:
    """Verdicts first, who acts and what is next, who may do what, dates and amounts, events.

    Where a `budget` is spent, it says what was not gone into: nothing is proved of that.
    """
    both = PolicyComparison(before, after, budget or Budget(None))
    changes = []
    for change in _answered(both):
        changes.append(change)
        yield change
    yield from beside.parts((before, after), {change.name for change in changes})


def _answered(both: PolicyComparison) -> Iterator[AnswerChange]:
    yield from answers.rules(both)
    yield from answers.rereading(both)
    verdicts = list(answers.verdicts(both))
    yield from verdicts
    yield from answers.acting(both)
    yield from answers.ways(both, {change.name for change in verdicts})
    yield from answers.competences(both)
    yield from money.dates(both)
    yield from money.bearers(both)
    yield from money.amounts(both)
    yield from beside.over_time(both)
