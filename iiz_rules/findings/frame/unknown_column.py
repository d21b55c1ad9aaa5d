"""A column that looks like a fact and is none."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-column",
    message=Text(
        de="die Spalte `{column}` ist keine Angabe",
        fr="la colonne `{column}` n'est pas une donnée",
        en="column `{column}` is not a fact",
    ),
    label=Text(
        de="keine Angabe dieses Namens",
        fr="aucune donnée de ce nom",
        en="no fact of this name",
    ),
    help=Text(
        de="die Spalte umbenennen, mit `columns` sagen, welche Angabe sie ist, oder sie "
        "in `keep` als eigene nennen",
        fr="renommer la colonne, dire avec `columns` quelle donnée elle est, ou la "
        "nommer dans `keep` comme colonne propre",
        en="rename the column, say with `columns` which fact it is, or name it in `keep` "
        "as your own",
    ),
    why=Text(
        de="Der Name einer Spalte gleicht dem einer Angabe oder steht in einer Gruppe "
        "von Angaben, ist aber keine. Würde die Spalte einfach übergangen, bliebe die "
        "Angabe in jeder Zeile offen, ohne dass es jemand merkt. Eigene Spalten, die "
        "zufällig ähnlich heissen, nennt man in `keep`.",
        fr="Le nom d'une colonne ressemble à celui d'une donnée ou se trouve dans un "
        "groupe de données, sans en être une. Si l'on passait simplement outre, la "
        "donnée resterait ouverte à chaque ligne sans que personne ne le remarque. "
        "Les colonnes propres au nom semblable se nomment dans `keep`.",
        en="A column's name is close to that of a fact, or stands in a group of facts, "
        "and is none. If it were passed over, the fact would stay open in every row "
        "and nobody would notice. Columns of your own that happen to be called alike "
        "are named in `keep`.",
    ),
    bad="zurich.eligibility_frame(frame)  # with a column `person.employble`\n",
    good='zurich.eligibility_frame(frame, {"person.employable": "person.employble"})\n',
    file="python",
)
