"""A key is missing that is always needed."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-key",
    message=Text(
        de="Schlüssel `{key}` fehlt",
        fr="la clé `{key}` manque",
        en="key `{key}` is missing",
    ),
    label=Text(
        de="gehört in diesen Eintrag",
        fr="doit figurer dans cette entrée",
        en="belongs into this entry",
    ),
    help=Text(
        de="eine Zeile `{key}: …` ergänzen",
        fr="ajouter une ligne `{key}: …`",
        en="add a line `{key}: …`",
    ),
    why=Text(
        de="Dieser Eintrag ist ohne die Angabe unvollständig: Ohne `clauses` etwa liesse sich "
        "keine Antwort belegen, ohne `when` gäbe es nichts zu prüfen. Nichts davon wird "
        "stillschweigend ergänzt.",
        fr="Sans cette indication, l'entrée est incomplète : sans `clauses`, par exemple, aucune"
        " réponse ne pourrait être motivée, et sans `when` il n'y aurait rien à examiner. "
        "Rien n'est complété en silence.",
        en="Without this the entry is incomplete: without `clauses`, for instance, no answer "
        "could be justified, and without `when` there would be nothing to examine. Nothing is"
        " filled in silently.",
    ),
    bad=examples.when(examples.AGE).replace("clauses: [XX-1]\n", "", 1),
    good=examples.when(examples.AGE),
)
