"""A key stands twice in one mapping."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="duplicate-key",
    message=Text(
        de="Schlüssel `{key}` steht zweimal, zuerst auf Zeile {first}",
        fr="clé `{key}` donnée deux fois, d'abord à la ligne {first}",
        en="key `{key}` is given twice, first at line {first}",
    ),
    label=Text(de="hier noch einmal", fr="une seconde fois ici", en="here again"),
    help=Text(
        de="einen der beiden Einträge löschen",
        fr="supprimer l'une des deux entrées",
        en="delete one of the two entries",
    ),
    why=Text(
        de="Die meisten Programme nehmen stillschweigend den letzten Eintrag. Welche Frist oder "
        "welcher Betrag gilt, darf aber nicht davon abhängen, was zufällig weiter unten steht.",
        fr="La plupart des programmes retiennent en silence la dernière entrée. Or le délai ou le "
        "montant applicable ne doit pas dépendre de ce qui se trouve par hasard plus bas.",
        en="Most programs silently take the last entry. Which deadline or amount applies must not "
        "depend on what happens to stand further down.",
    ),
    bad="criteria: []\ncriteria: []\n",
    good="criteria: []\n",
)
