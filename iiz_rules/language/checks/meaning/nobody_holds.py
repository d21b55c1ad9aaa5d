"""A delegation to a role that the institution does not have."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="nobody-holds",
    message=Text(
        de="`{delegation}` delegiert an `{role}` von `{of}`, wo es die Funktion nicht gibt",
        fr="`{delegation}` délègue à `{role}` de `{of}`, où cette fonction n'existe pas",
        en="`{delegation}` delegates to `{role}` of `{of}`, where there is no such role",
    ),
    label=Text(
        de="sieht sie dort nicht vor",
        fr="ne l'y prévoit pas",
        en="does not foresee it there",
    ),
    help=Text(
        de="eine Institution nennen, in der es die Funktion gibt, oder die Besetzung ergänzen",
        fr="nommer une institution qui connaît cette fonction, ou compléter la dotation",
        en="name an institution that has the role, or complete the staffing",
    ),
    why=Text(
        de="Unter `staffing` steht, wo es die Funktion gibt. Diese Institution ist nicht"
        " darunter; die delegierten Schritte hätte niemand zu tun.",
        fr="Sous `staffing` figure où cette fonction existe. Cette institution n'en fait"
        " pas partie ; personne n'aurait à accomplir les démarches déléguées.",
        en="Under `staffing` stands where the role exists. This institution is not among"
        " them; nobody would have to do the delegated steps.",
    ),
    bad=examples.elsewhere("agency"),
    good=examples.elsewhere("office"),
    file="organisation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report delegations to a role of an institution for which staffing does not foresee it."""
    groups = edition.groups
    for one in edition.escalation.delegations:
        foreseen = [
            staffing
            for staffing in edition.organisation.staffing
            if one.to in staffing.has and staffing.each in groups
        ]
        places = {name for staffing in foreseen for name in groups[staffing.each].members}
        if one.of in edition.actors and foreseen and one.of not in places:
            words = {"role": one.to, "of": one.of, "delegation": one.id}
            yield Finding("nobody-holds", foreseen[0].place_of("each"), words)
