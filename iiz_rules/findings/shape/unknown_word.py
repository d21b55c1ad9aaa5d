"""A word outside a closed list of keywords."""

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-word",
    message=Text(
        de="`{got}` ist hier nicht vorgesehen",
        fr="`{got}` n'est pas prévu ici",
        en="`{got}` is not foreseen here",
    ),
    label=Text(
        de="keines der möglichen Wörter",
        fr="aucun des mots possibles",
        en="none of the possible words",
    ),
    help=Text(
        de="möglich sind: {words}",
        fr="mots possibles : {words}",
        en="possible words: {words}",
    ),
    why=Text(
        de="An dieser Stelle sind nur wenige feste Wörter möglich, jedes mit einer festen "
        "Bedeutung. Ein anderes Wort hätte keine Wirkung, die man voraussagen könnte.",
        fr="Seuls quelques mots fixes sont possibles à cet endroit, chacun avec un sens précis. "
        "Un autre mot n'aurait pas d'effet prévisible.",
        en="Only a few fixed words are possible here, each with a fixed meaning. Another word "
        "would have no effect that anyone could predict.",
    ),
    bad=examples.eligibility(examples.criterion(examples.AGE, mode="requird")),
    good=examples.when(examples.AGE),
)
