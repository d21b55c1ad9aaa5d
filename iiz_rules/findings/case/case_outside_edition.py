"""A case whose date lies outside its edition."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="case-outside-edition",
    message=Text(
        de="am {on} gilt die Ausgabe `{edition}` nicht",
        fr="le {on}, l'édition `{edition}` n'est pas en vigueur",
        en="on {on} the edition `{edition}` is not in force",
    ),
    label=Text(
        de="Fall einer anderen Ausgabe",
        fr="cas d'une autre édition",
        en="a case of another edition",
    ),
    help=Text(
        de="das Datum ändern oder den Fall in den Ordner der Ausgabe legen, die an diesem Tag gilt",
        fr="changer la date ou placer le cas dans le dossier de l'édition en vigueur ce jour-là",
        en="change the date or put the case into the folder of the edition in force on that day",
    ),
    why=Text(
        de="Die Beispielfälle im Ordner einer Ausgabe prüfen genau diese Ausgabe. An diesem Tag "
        "würde eine andere gelten, oder gar keine, und der Fall sagte nichts über sie aus.",
        fr="Les cas d'exemple dans le dossier d'une édition vérifient cette édition-là. Ce "
        "jour-là, une autre serait en vigueur, ou aucune, et le cas ne dirait rien à son "
        "sujet.",
        en="The example cases in an edition's folder test just this edition. On that day another"
        " one would be in force, or none at all, and the case would say nothing about it.",
    ),
    bad=("title: Alter\ndate: 2010-03-05\nfacts:\n  person:\n    age: 31\n"),
    good=("title: Alter\ndate: 2024-03-05\nfacts:\n  person:\n    age: 31\n"),
    file="case.yaml",
)
