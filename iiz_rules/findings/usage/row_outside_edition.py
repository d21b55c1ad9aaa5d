"""A row of a portfolio whose date lies outside the edition that the portfolio is asked with."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="row-outside-edition",
    message=Text(
        de="am {on} gilt die Ausgabe `{edition}` nicht",
        fr="le {on}, l'édition `{edition}` n'est pas en vigueur",
        en="on {on} the edition `{edition}` is not in force",
    ),
    label=Text(
        de="weggelassen",
        fr="écartée",
        en="left out",
    ),
    help=Text(
        de="die Zeilen jeder Ausgabe für sich rechnen: `--on` mit einem Tag dieser Ausgabe",
        fr="calculer séparément les lignes de chaque édition : `--on` avec un jour de celle-ci",
        en="reckon the rows of each edition by themselves: `--on` with a day of that edition",
    ),
    why=Text(
        de="Eine andere Ausgabe kann andere Kostenträger haben; ihre Summen liessen sich nicht "
        "zusammenzählen. Darum wird keine Zeile stillschweigend nach anderem Recht gerechnet.",
        fr="Une autre édition peut avoir d'autres payeurs ; leurs sommes ne s'additionneraient "
        "pas. Aucune ligne n'est donc calculée en silence selon un autre droit.",
        en="Another edition may have other payers, whose sums would not add up. So no row is "
        "silently reckoned by other rules.",
    ),
    bad="date;measure.amount\n2013-12-31;100.00\n",
    good="date;measure.amount\n2024-03-05;100.00\n",
    file="portfolio",
)
