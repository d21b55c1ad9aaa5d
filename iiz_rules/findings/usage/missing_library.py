"""A library that this question needs and that is not installed."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-library",
    message=Text(
        de="dafür fehlt `{library}`",
        fr="il manque `{library}` pour cela",
        en="this needs `{library}`",
    ),
    label=Text(
        de="nicht installiert",
        fr="non installé",
        en="not installed",
    ),
    help=Text(
        de="`pip install 'iiz-rules[{extra}]'`",
        fr="`pip install 'iiz-rules[{extra}]'`",
        en="`pip install 'iiz-rules[{extra}]'`",
    ),
    why=Text(
        de="Tabellen, Portfolios und Risiken brauchen grosse Bibliotheken, ein Bericht als PDF "
        "dazu WeasyPrint und Pango (`apt-get install libpango-1.0-0 libpangoft2-1.0-0`, macOS: "
        "`brew install pango`); wer nur einzelne Fälle beurteilt, kommt ohne sie aus.",
        fr="Les tableaux, les portefeuilles et les risques demandent de grosses bibliothèques, un "
        "rapport en PDF en outre WeasyPrint et Pango (`apt-get install libpango-1.0-0 "
        "libpangoft2-1.0-0`, macOS : `brew install pango`) ; qui n'examine que des cas isolés "
        "s'en passe.",
        en="Tables, portfolios and risks need large libraries, and a report as PDF also WeasyPrint "
        "and Pango (`apt-get install libpango-1.0-0 libpangoft2-1.0-0`, macOS: `brew install "
        "pango`); whoever only assesses single cases does without.",
    ),
    bad="iiz simulate portfolio.csv --canton valais\n",
    good="pip install 'iiz-rules[simulate]'\n",
    file="terminal",
)
