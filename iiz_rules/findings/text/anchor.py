"""A value is given a mark for repeating it."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="anchor",
    message=Text(
        de="Marke `&{name}`: Wiederholungen mit `&` und `*` sind nicht erlaubt",
        fr="marque `&{name}` : les répétitions avec `&` et `*` ne sont pas admises",
        en="anchor `&{name}`: repeating with `&` and `*` is not allowed",
    ),
    label=Text(de="hier", fr="ici", en="here"),
    help=Text(
        de="die Marke löschen und den Wert überall ausschreiben; gehört `&` zum Text, diesen in "
        "Anführungszeichen setzen",
        fr="supprimer la marque et écrire la valeur partout ; si `&` fait partie du texte, "
        "mettre celui-ci entre guillemets",
        en="delete the mark and write the value out everywhere; if `&` belongs to the text, put "
        "the text in quotes",
    ),
    why=Text(
        de="Wer eine Regel liest, muss sie ganz vor sich haben. Wiederholungen verstecken Werte "
        "und lassen kleine Dateien im Speicher riesig werden.",
        fr="Qui lit une règle doit l'avoir tout entière sous les yeux. Les répétitions cachent "
        "des valeurs et font d'un petit fichier un objet immense en mémoire.",
        en="Whoever reads a rule must have all of it in view. Repeats hide values and let small "
        "files grow huge in memory.",
    ),
    bad="criteria: &all []\n",
    good="criteria: []\n",
)
