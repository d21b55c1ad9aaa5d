"""An engine that there is not, or that is not installed."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-engine",
    message=Text(
        de="das Rechenwerk `{engine}` gibt es hier nicht",
        fr="le moteur `{engine}` n'existe pas ici",
        en="there is no engine `{engine}` here",
    ),
    label=Text(de="nicht vorhanden", fr="absent", en="not there"),
    help=Text(
        de="möglich sind: {known}", fr="moteurs possibles : {known}", en="possible engines: {known}"
    ),
    why=Text(
        de="Ein Fall wird von `timeline` geführt, wenn nichts anderes verlangt ist. Wo "
        "durable-rules installiert ist und verlangt wird, antworten beide und müssen "
        "dasselbe sagen.",
        fr="Un cas est conduit par `timeline` si rien d'autre n'est demandé. Là où "
        "durable-rules est installé et demandé, les deux répondent et doivent dire la "
        "même chose.",
        en="A case is driven by `timeline` unless something else is asked for. Where "
        "durable-rules is installed and asked for, both answer and have to say the same.",
    ),
    bad="iiz flow story.yaml --canton valais --engine durable\n",
    good="iiz flow story.yaml --canton valais --engine durable-rules\n",
    file="terminal",
)
