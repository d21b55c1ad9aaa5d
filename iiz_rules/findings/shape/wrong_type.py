"""A value of another kind than expected."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="wrong-type",
    message=Text(
        de="erwartet: {expected}, gegeben: `{got}`",
        fr="attendu : {expected}, reçu : `{got}`",
        en="expected {expected}, got `{got}`",
    ),
    label=Text(de="passt hier nicht", fr="ne convient pas ici", en="does not fit here"),
    help=Text(
        de="den Wert in der erwarteten Form schreiben; Zahlen, `true` und `false` ohne "
        "Anführungszeichen",
        fr="écrire la valeur dans la forme attendue ; les nombres, `true` et `false` sans "
        "guillemets",
        en="write the value in the form expected; numbers, `true` and `false` without quotes",
    ),
    why=Text(
        de='Werte werden nie umgedeutet: `"5"` ist keine Zahl und `1` ist kein Ja. Was '
        "stillschweigend umgewandelt würde, könnte eine andere Antwort ergeben, als gemeint "
        "war.",
        fr="Les valeurs ne sont jamais réinterprétées : `\"5\"` n'est pas un nombre et `1` n'est "
        "pas un oui. Une conversion silencieuse pourrait donner une autre réponse que celle "
        "voulue.",
        en='Values are never reinterpreted: `"5"` is no number and `1` is no yes. What is '
        "converted silently might give another answer than was meant.",
    ),
    bad=examples.when('{fact: person.age, at_least: "16"}'),
    good=examples.when(examples.AGE),
)
