"""The next step of a way, or the next rung of a ladder, as columns."""

from collections.abc import Iterator
from functools import partial

import narwhals as nw

from iiz_rules.engine.columnar.formulas import Folded, Folding
from iiz_rules.engine.columnar.outputs import OPEN, WORDS, YES, Output, Style, acting, first
from iiz_rules.language.program.rules import Rule


def way(folding: Folding, name: str, style: Style) -> Iterator[Output]:
    """The next step of a way, its verdict, and who provides it.

    It is the first that does not lie behind the case and is not ruled out; null where none is.
    """
    rules = [folding.program.rules[step] for step in folding.program.ways[name]]
    ahead = {rule.id: _ahead(folding, rule) for rule in rules}
    yield Output(f"{name}:next", tuple(ahead.values()), partial(first, style, list(ahead)))
    before: list[Folded] = []
    verdicts: list[Folded] = []
    actors: dict[str, list[Folded]] = {}
    for rule in rules:
        following = folding.all([ahead[rule.id], *map(folding.negate, before)])
        before.append(ahead[rule.id])
        verdicts.append(folding.all([following, folding.certain("sure", folding.rule(rule))]))
        for role, settled in acting(folding, rule):
            actors.setdefault(role, []).append(folding.all([following, settled]))
    sure, some = folding.any(verdicts), folding.any(ahead.values())
    yield Output(f"{name}:verdict", (sure, some), partial(_next_verdict, style))
    conditions = tuple(map(folding.any, actors.values()))
    yield Output(f"{name}:actor", conditions, partial(first, style, list(actors)))


def _ahead(folding: Folding, rule: Rule) -> Folded:
    done: Folded = False if rule.done is None else folding.fold(rule.done)
    passed = folding.negate(folding.certain("sure", done))
    return folding.all([passed, folding.certain("possible", folding.rule(rule))])


def _next_verdict(style: Style, sure: nw.Expr, some: nw.Expr) -> nw.Expr:
    if not style.words:
        return nw.when(sure).then(nw.lit(True))
    later = nw.when(some).then(style.word(OPEN, WORDS))
    return nw.when(sure).then(style.word(YES, WORDS)).otherwise(later)
