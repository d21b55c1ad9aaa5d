"""A column is named that the frame does not have."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="no-column",
    message=Text(
        de="die Tabelle hat keine Spalte `{column}`",
        fr="le tableau n'a pas de colonne `{column}`",
        en="the frame has no column `{column}`",
    ),
    label=Text(
        de="keine Spalte dieses Namens",
        fr="aucune colonne de ce nom",
        en="no column of this name",
    ),
    help=Text(
        de="die Spalten sind: {known}",
        fr="les colonnes sont : {known}",
        en="the columns are: {known}",
    ),
    why=Text(
        de="In `columns` oder `keep` steht eine Spalte, die es nicht gibt. Ohne sie "
        "bliebe die Angabe in jeder Zeile offen.",
        fr="Dans `columns` ou `keep` figure une colonne qui n'existe pas. Sans elle, la "
        "donnée resterait ouverte à chaque ligne.",
        en="`columns` or `keep` names a column that there is not. Without it the fact "
        "would stay open in every row.",
    ),
    bad='zurich.eligibility_frame(frame, {"person.employable": "employble"})\n',
    good='zurich.eligibility_frame(frame, {"person.employable": "employable"})\n',
    file="python",
)
