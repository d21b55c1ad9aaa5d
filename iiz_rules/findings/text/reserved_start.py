"""A text without quotes begins with a character that has another meaning."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="reserved-start",
    message=Text(
        de="ein Text darf nicht mit `{character}` beginnen, ausser in Anführungszeichen",
        fr="un texte ne peut commencer par `{character}` qu'entre guillemets",
        en="a text must not begin with `{character}` except in quotes",
    ),
    label=Text(
        de="beginnt mit `{character}`",
        fr="commence par `{character}`",
        en="begins with `{character}`",
    ),
    help=Text(
        de="in Anführungszeichen schreiben: `{quoted}`",
        fr="écrire entre guillemets : `{quoted}`",
        en="write it in quotes: `{quoted}`",
    ),
    why=Text(
        de="Einige Zeichen haben am Anfang eines Wertes eine besondere Bedeutung in YAML: @ ` % "
        "* & ? und weitere.",
        fr="Certains caractères ont en YAML un sens particulier au début d'une valeur : @ ` % * "
        "& ? et d'autres.",
        en="Some characters have a special meaning at the start of a value in YAML: @ ` % * & ? "
        "and others.",
    ),
    bad="label: @home\n",
    good='label: "@home"\n',
)
