"""A label lacks one of the three languages."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="missing-language",
    message=Text(
        de="Beschriftung ohne `{key}`",
        fr="libellé sans `{key}`",
        en="label without `{key}`",
    ),
    label=Text(de="eine Sprache fehlt", fr="une langue manque", en="one language is missing"),
    help=Text(
        de="den Text auch auf `{key}` angeben",
        fr="donner aussi le texte en `{key}`",
        en="give the text in `{key}` as well",
    ),
    why=Text(
        de="Begründungen werden auf Deutsch, Französisch und Englisch gegeben. Fehlt eine "
        "Sprache, bekäme ein Teil der Leserinnen und Leser einen unverständlichen Bescheid.",
        fr="Les motifs sont rendus en allemand, en français et en anglais. S'il manque une "
        "langue, une partie des lectrices et lecteurs recevrait une réponse incompréhensible.",
        en="Reasons are given in German, French and English. If a language is missing, some "
        "readers would receive an answer that they cannot understand.",
    ),
    bad=examples.when(examples.AGE).replace("fr: Exemple, ", "", 1),
    good=examples.when(examples.AGE),
)
