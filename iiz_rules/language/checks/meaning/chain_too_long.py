"""Definitions that are built on one another too deeply."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.references import circles, graph
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="chain-too-long",
    message=Text(
        de="Definition über {depth} Stufen, höchstens {most} sind möglich",
        fr="définition sur {depth} niveaux, {most} au plus sont possibles",
        en="definition of {depth} levels, at most {most} are possible",
    ),
    label=Text(
        de="stützt sich auf zu viele andere",
        fr="s'appuie sur trop d'autres",
        en="rests on too many others",
    ),
    help=Text(
        de="Zwischenstufen zusammenfassen",
        fr="réunir des niveaux intermédiaires",
        en="merge intermediate levels",
    ),
    why=Text(
        de="Begriffe und Regeln bauen hier sehr tief aufeinander auf. Niemand könnte eine solche"
        " Begründung nachvollziehen, und das Programm könnte sie nicht mehr auswerten.",
        fr="Ici, termes et règles s'appuient les uns sur les autres très profondément. Personne "
        "ne pourrait suivre un tel raisonnement, et le programme ne pourrait plus l'évaluer.",
        en="Here terms and rules are built on one another very deeply. Nobody could follow such "
        "reasons, and the program could no longer evaluate them.",
    ),
)


# The interpreter takes four Python frames for a level; Python allows a thousand in all. Real
# editions need fewer than twenty levels, and one file alone cannot nest more than fifteen.
MOST_LEVELS = 64
_COMBINED = 2  # a rule joins its criteria, and counts the indicative ones inside that


def check(edition: Edition) -> Iterator[Finding]:
    """Report definitions that go deeper than the engines, once for each that goes over."""
    definitions, finished = graph(edition), list[str]()
    if any(circles(definitions, finished)):
        return
    depths: dict[str, int] = {}
    for name in finished:
        one = definitions[name]
        through = [(depths[ref.target] + ref.level, ref.place) for ref in one.references]
        deepest, place = max(through, key=lambda pair: pair[0], default=(0, None))
        depths[name] = max(one.depth, deepest) + _COMBINED * name.startswith("rule:")
        if place and depths[name] > MOST_LEVELS:
            yield Finding("chain-too-long", place, {"depth": depths[name], "most": MOST_LEVELS})
            depths[name] = 0  # those that rest on it are not to blame
