"""More parts are demanded than there are."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page, Place
from iiz_rules.language.checks.places import comparisons, conditions, rules
from iiz_rules.language.model.conditions import AtLeastCondition, Count
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="threshold-too-high",
    message=Text(
        de="{n} sind verlangt, es gibt aber nur {count}",
        fr="{n} sont exigés, mais il n'y en a que {count}",
        en="{n} are demanded, but there are only {count}",
    ),
    label=Text(
        de="kann nie erreicht werden",
        fr="ne peut jamais être atteint",
        en="can never be reached",
    ),
    help=Text(
        de="die Zahl senken oder weitere Teile ergänzen",
        fr="baisser le nombre ou ajouter des parties",
        en="lower the number or add more parts",
    ),
    why=Text(
        de="Diese Schwelle kann kein Fall erreichen, die Antwort wäre immer nein. Meist wurde "
        "ein Teil gelöscht und die Zahl nicht angepasst.",
        fr="Aucun cas ne peut atteindre ce seuil, la réponse serait toujours non. Le plus "
        "souvent, une partie a été supprimée sans adapter le nombre.",
        en="No case can reach this threshold, the answer would always be no. Usually a part was "
        "deleted and the number was not adapted.",
    ),
    bad=examples.when(f'{{at_least: {{"n": 2, of: [{examples.AGE}]}}}}'),
    good=examples.when(f'{{at_least: {{"n": 1, of: [{examples.AGE}]}}}}'),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report thresholds over conditions, criteria and members of a set that nothing can reach."""
    for one in conditions(edition, AtLeastCondition):
        place = one.place_of("at_least", "n")
        yield from _finding(one.at_least.n, len(one.at_least.of), place)
    for rule in rules(edition):
        if rule.indicative is not None:
            count = sum(one.mode == "indicative" for one in rule.criteria)
            place = rule.place_of("indicative", "at_least")
            yield from _finding(rule.indicative.at_least, count, place)
    for comparison in comparisons(edition):
        count_of = comparison.operand
        if isinstance(count_of, Count):
            codes = edition.domain(comparison.fact.id).codes
            most = len(count_of.of or codes)
            if most:  # otherwise the list is not declared, which has its own finding
                yield from _finding(count_of.at_least or 0, most, count_of.place_of("at_least"))


def _finding(n: int, count: int, place: Place) -> Iterator[Finding]:
    if n > count:
        yield Finding("threshold-too-high", place, {"n": n, "count": count})
