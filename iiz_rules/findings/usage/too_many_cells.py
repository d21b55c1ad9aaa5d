"""A row of a portfolio with more cells than the heading."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="too-many-cells",
    message=Text(
        de="die Zeile hat mehr Zellen als die Kopfzeile, von `{got}` an",
        fr="la ligne a plus de cellules que l'en-tête, à partir de `{got}`",
        en="the row has more cells than the heading, from `{got}` on",
    ),
    label=Text(
        de="die Zeile bleibt weg",
        fr="la ligne est écartée",
        en="the row is left out",
    ),
    help=Text(
        de="Texte mit dem Trennzeichen in Anführungszeichen setzen",
        fr="mettre entre guillemets les textes qui contiennent le séparateur",
        en="put texts that contain the separator in quotes",
    ),
    why=Text(
        de="Meist enthält ein Text das Trennzeichen; dann stehen alle folgenden Zellen unter "
        "der falschen Überschrift.",
        fr="Le plus souvent, un texte contient le séparateur ; toutes les cellules suivantes se "
        "trouvent alors sous le mauvais titre.",
        en="Mostly a text contains the separator; then all cells after it stand below the wrong "
        "heading.",
    ),
    bad="id;measure.amount\n1;a;1500\n",
    good='id;measure.amount\n"1;a";1500\n',
    file="portfolio",
)
