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
        de="Ein Fall wird von durable-rules geführt, wo es installiert ist, sonst von "
        "`timeline`. Beide geben dieselben Antworten; ohne Angabe wird das vorhandene"
        " genommen.",
        fr="Un cas est conduit par durable-rules s'il est installé, sinon par "
        "`timeline`. Les deux donnent les mêmes réponses ; sans indication, celui qui"
        " est présent est utilisé.",
        en="A case is driven by durable-rules where it is installed, else by `timeline`."
        " Both give the same answers; where none is named the one that is there is "
        "taken.",
    ),
    bad="iiz flow story.yaml --canton valais --engine durable\n",
    good="iiz flow story.yaml --canton valais --engine durable-rules\n",
    file="terminal",
)
