"""A library that this question needs and that is not installed."""

from iiz_rules.diagnostics import Page, Text

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
        de="`pip install 'iiz-rules[simulate]'`",
        fr="`pip install 'iiz-rules[simulate]'`",
        en="`pip install 'iiz-rules[simulate]'`",
    ),
    why=Text(
        de="Portfolios und Risiken brauchen Bibliotheken, die gross sind; wer nur Fälle "
        "beurteilt, kommt ohne sie aus.",
        fr="Les portefeuilles et les risques demandent de grosses bibliothèques ; qui n'examine "
        "que des cas s'en passe.",
        en="Portfolios and risks need large libraries; whoever only assesses cases does without.",
    ),
    bad="iiz simulate portfolio.csv --canton valais\n",
    good="pip install 'iiz-rules[simulate]'\n",
    file="terminal",
)
