"""An option that an interpretation does not have."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page, Place
from iiz_rules.language.checks.places import Reading, key_place, readings, suggest
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-option",
    message=Text(
        de="Auslegung `{interpretation}` hat keine Option `{option}`",
        fr="l'interprétation `{interpretation}` n'a pas d'option `{option}`",
        en="interpretation `{interpretation}` has no option `{option}`",
    ),
    label=Text(de="keine ihrer Optionen", fr="aucune de ses options", en="none of its options"),
    help=Text(
        de="möglich sind: {known}",
        fr="options possibles : {known}",
        en="possible options: {known}",
    ),
    why=Text(
        de="Zu jeder Auslegung gehören festgelegte Optionen. Eine Regel oder eine Anfrage, die "
        "eine andere nennt, würde eine Lesart voraussetzen, die der Kanton nicht vorgesehen "
        "hat.",
        fr="Chaque interprétation comporte des options déterminées. Une règle ou une demande qui"
        " en cite une autre supposerait une lecture que le canton n'a pas prévue.",
        en="Every interpretation has fixed options. A rule or a question that names another one "
        "would assume a reading that the canton has not foreseen.",
    ),
    bad=examples.when("{interpretation: A-XX-01, is: wider}"),
    good=examples.when("{interpretation: A-XX-01, is: wide}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report options that a condition reads and the interpretation does not have."""
    for condition, options in readings(edition):
        if condition.is_ and condition.is_ not in options:
            yield _finding(condition, condition.is_, options, condition.place_of("is"))
        for option in condition.choose or ():
            if option not in options:
                yield _finding(condition, option, options, key_place(condition, option, "choose"))


def _finding(condition: Reading, option: str, options: list[str], place: Place) -> Finding:
    words = {
        "option": option,
        "interpretation": condition.interpretation,
        "known": ", ".join(options),
        "near": suggest(option, options),
    }
    return Finding("unknown-option", place, words)
