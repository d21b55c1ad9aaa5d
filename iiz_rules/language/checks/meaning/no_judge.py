"""A judgement that nobody is named to give."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import conditions
from iiz_rules.language.model.conditions import JudgementCondition
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-judge",
    message=Text(
        de="niemand ist genannt, der `{fact}` beurteilt",
        fr="personne n'est désigné pour apprécier `{fact}`",
        en="nobody is named to judge `{fact}`",
    ),
    label=Text(de="von wem", fr="par qui", en="by whom"),
    help=Text(
        de="hier oder in facts.yaml mit `by` eine Rolle angeben",
        fr="indiquer un rôle avec `by`, ici ou dans facts.yaml",
        en="give a role with `by`, here or in facts.yaml",
    ),
    why=Text(
        de="Eine offene Antwort sagt, wer noch zu beurteilen hat. Ohne Rolle wüsste niemand, "
        "dass er am Zug ist.",
        fr="Une réponse ouverte dit qui doit encore apprécier. Sans rôle, personne ne saurait "
        "que c'est à lui.",
        en="An open answer says who has yet to judge. Without a role nobody would know that it "
        "is their turn.",
    ),
    bad=examples.when("{judgement: case.useful}"),
    good=examples.when("{judgement: case.useful, by: contact}"),
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report judgements without a role, here and where they are declared."""
    for condition in conditions(edition, JudgementCondition):
        fact = edition.facts.get(condition.judgement)
        if fact and fact.type == "judgement" and not (condition.by or fact.by):
            place = condition.place_of("judgement")
            yield Finding("no-judge", place, {"fact": fact.id})
