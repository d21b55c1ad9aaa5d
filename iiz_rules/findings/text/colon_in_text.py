"""A text without quotes holds a colon and a space."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="colon-in-text",
    message=Text(
        de="ein Text mit `: ` darin muss in Anführungszeichen stehen",
        fr="un texte contenant `: ` doit être entre guillemets",
        en="a text with `: ` in it must be in quotes",
    ),
    label=Text(de="dieser Text", fr="ce texte", en="this text"),
    help=Text(
        de="`{quoted}` schreiben; in Klammern könnte auch ein Komma fehlen",
        fr="écrire `{quoted}` ; entre accolades, il peut aussi manquer une virgule",
        en="write `{quoted}`; inside brackets a comma might be missing",
    ),
    why=Text(
        de="Ein Doppelpunkt mit Leerzeichen trennt Schlüssel und Wert. Ein zweiter in derselben "
        "Zeile lässt offen, was der Schlüssel ist.",
        fr="Les deux-points suivis d'un espace séparent la clé et la valeur. Une seconde fois "
        "sur la même ligne, on ne sait plus où est la clé.",
        en="A colon with a space parts key and value. A second one on the same line leaves open "
        "what the key is.",
    ),
    bad="label: Achtung: Frist\n",
    good='label: "Achtung: Frist"\n',
)
