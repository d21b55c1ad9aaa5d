"""A line has no colon between key and value."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-colon",
    message=Text(
        de="der Doppelpunkt nach dem Schlüssel fehlt",
        fr="les deux-points après la clé manquent",
        en="the colon after the key is missing",
    ),
    label=Text(de="hier fehlt `: `", fr="il manque `: ` ici", en="`: ` is missing here"),
    help=Text(
        de="`Schlüssel: Wert` schreiben, mit Leerzeichen nach dem Doppelpunkt; ein "
        "Listeneintrag beginnt mit `- `",
        fr="écrire `clé: valeur`, avec un espace après les deux-points ; une entrée de liste "
        "commence par `- `",
        en="write `key: value` with a space after the colon; a list entry begins with `- `",
    ),
    why=Text(
        de="Jeder Eintrag besteht aus Schlüssel, Doppelpunkt, Leerzeichen und Wert. "
        "`mode:required` ohne Leerzeichen ist ein blosser Text.",
        fr="Chaque entrée est faite d'une clé, de deux-points, d'un espace et d'une valeur. "
        "`mode:required` sans espace n'est qu'un texte.",
        en="Each entry is a key, a colon, a space and a value. `mode:required` without the "
        "space is mere text.",
    ),
    bad="id: residence\nmode\n",
    good="id: residence\nmode: required\n",
)
