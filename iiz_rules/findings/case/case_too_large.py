"""A case with more entries than any real case has."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="case-too-large",
    message=Text(
        de="der Fall ist zu gross: höchstens {most} Einträge",
        fr="le cas est trop grand : {most} entrées au plus",
        en="the case is too large: at most {most} entries",
    ),
    label=Text(
        de="ab hier nicht mehr gelesen",
        fr="plus lu à partir d'ici",
        en="not read from here on",
    ),
    help=Text(
        de="nur die Angaben einer Person übergeben",
        fr="ne transmettre que les données d'une personne",
        en="hand over the facts of one person only",
    ),
    why=Text(
        de="Ein Fall beschreibt eine Person und hat einige Dutzend Angaben. Viel grössere "
        "Eingaben sind ein Versehen oder ein Angriff und würden andere Anfragen aufhalten.",
        fr="Un cas décrit une personne et compte quelques dizaines de données. Une saisie "
        "beaucoup plus grande est une erreur ou une attaque et retarderait les autres "
        "demandes.",
        en="A case describes one person and has a few dozen facts. Much larger input is an "
        "oversight or an attack and would hold up other requests.",
    ),
    file="case.yaml",
)
