"""A delegation to a role that the institution does not have."""

from collections.abc import Iterator

from iiz_rules.checks import examples
from iiz_rules.diagnostics import Finding, Page, Text
from iiz_rules.model.edition import Edition

PAGE = Page(
    code="nobody-holds",
    message=Text(
        de="`{role}` gibt es bei `{of}` nicht, an das delegiert wird",
        fr="`{role}` n'existe pas auprès de `{of}`, à qui l'on délègue",
        en="there is no `{role}` at `{of}`, to whom it is delegated",
    ),
    label=Text(
        de="niemand hat diese Funktion",
        fr="personne n'a cette fonction",
        en="nobody holds this role",
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
    bad=examples.delegation("agency"),
    good=examples.delegation("office"),
    file="escalation.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report delegations to a role of an institution for which staffing does not foresee it."""
    for one in edition.escalation.delegations:
        places = [
            set(edition.groups[staffing.each].members)
            for staffing in edition.organisation.staffing
            if one.to in staffing.has and staffing.each in edition.groups
        ]
        named = one.of and one.of in edition.actors
        if named and places and one.of not in set().union(*places):
            words = {"role": one.to, "of": one.of}
            yield Finding("nobody-holds", one.place_of("of"), words)
