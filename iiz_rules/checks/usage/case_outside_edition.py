"""A case of an edition has a date on which the edition is not in force."""

from iiz_rules.diagnostics import Page, Text

PAGE = Page(
    code="case-outside-edition",
    message=Text(
        de="am {on} gilt die Ausgabe `{edition}` nicht, zu der dieser Fall gehört",
        fr="le {on}, l'édition `{edition}`, dont ce cas fait partie, n'est pas en vigueur",
        en="on {on} the edition `{edition}` that this case belongs to is not in force",
    ),
    label=Text(
        de="ausserhalb der Ausgabe",
        fr="hors de l'édition",
        en="outside the edition",
    ),
    help=Text(
        de="ein Datum aus der Geltungszeit der Ausgabe wählen, oder den Fall in den Ordner der "
        "anderen Ausgabe legen",
        fr="choisir une date de la durée de validité, ou placer le cas dans le dossier de l'autre "
        "édition",
        en="choose a date on which the edition is in force, or put the case into the other "
        "edition's folder",
    ),
    why=Text(
        de="Die Fälle im Ordner `cases` einer Ausgabe prüfen diese Ausgabe. An einem Tag, an dem "
        "sie nicht gilt, würde eine andere Ausgabe antworten oder keine.",
        fr="Les cas du dossier `cases` d'une édition vérifient cette édition. Un jour où elle "
        "n'est pas en vigueur, une autre édition répondrait, ou aucune.",
        en="The cases in the folder `cases` of an edition test this edition. On a day on which it "
        "is not in force another edition would answer, or none.",
    ),
    bad=(
        "title: Alter\n"
        "date: 2019-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        '  eligibility: {verdict: "yes"}\n'
    ),
    good=(
        "title: Alter\n"
        "date: 2024-03-05\n"
        "facts:\n"
        "  person:\n"
        "    age: 31\n"
        "expect:\n"
        '  eligibility: {verdict: "yes"}\n'
    ),
    file="case.yaml",
)
