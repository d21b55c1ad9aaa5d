"""A bracket is opened and not closed in its place."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unclosed-bracket",
    message=Text(
        de="die Klammer `{bracket}` wird nicht mit `{closing}` geschlossen",
        fr="le crochet ou l'accolade `{bracket}` n'est pas refermé par `{closing}`",
        en="the bracket `{bracket}` is not closed by `{closing}`",
    ),
    label=Text(de="hier geöffnet", fr="ouvert ici", en="opened here"),
    help=Text(
        de="`{closing}` ergänzen; innerhalb der Klammern jeden Eintrag mit einem Komma "
        "abschliessen",
        fr="ajouter `{closing}` ; entre les deux, séparer les entrées par des virgules",
        en="add `{closing}`; inside the brackets, end each entry with a comma",
    ),
    why=Text(
        de="Ohne schliessende Klammer gehören auch die nächsten Zeilen noch dazu. Dasselbe "
        "geschieht, wenn vor der nächsten Zeile ein Komma fehlt.",
        fr="Sans fermeture, les lignes suivantes en font encore partie. Il en va de même si une "
        "virgule manque avant la ligne suivante.",
        en="Without the closing bracket the next lines still belong to it. The same happens "
        "where a comma is missing before the next line.",
    ),
    bad="label: {de: ja, fr: oui\nmode: required\n",
    good="label: {de: ja, fr: oui}\nmode: required\n",
)
