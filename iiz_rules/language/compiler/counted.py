"""The facts that are counted from the members of a body or from staff, and their words."""

from collections.abc import Iterator

from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Domain
from iiz_rules.words.say import text
from iiz_rules.words.text import Text

_NUMBERS = ("others", "size", "present", "in_favour", "against", "not_for")


def quality_label(quality: Text, seat: Text) -> Text:
    """Name a quality together with the seat that it is asked of."""
    return join(seat, quality)


def body_facts(
    body: str, label: Text, seats: dict[str, Text], held: dict[str, Text]
) -> Iterator[Fact]:
    """The facts that are counted for one body: members a seat, qualities, votes."""
    for seat, of in seats.items():
        yield _count(f"{body}.{seat}.members", join(label, of, text("rules.sent")))
    for name, quality in held.items():
        words = join(label, quality)
        yield Fact(f"{body}.{name}", Domain("bool"), words, _asked(words), given=False)
    for name in _NUMBERS:
        words = text(f"rules.number.{name}")
        yield _count(f"{body}.{name}", join(label, words))


def staffing_facts(staffing: str, label: Text, places: dict[str, Text]) -> Iterator[Fact]:
    """The facts that are counted for one staffing: people a place."""
    for place, of in places.items():
        yield _count(f"{staffing}.{place}", join(label, of, text("rules.staff")))


def _count(name: str, label: Text) -> Fact:
    return Fact(name, Domain("int", at_least=0), label, _asked(label), given=False)


def join(*texts: Text) -> Text:
    """Join texts with a dash, language by language."""
    de, fr, en = (" – ".join(text[language] for text in texts) for language in ("de", "fr", "en"))
    return Text(de, fr, en)


def _asked(label: Text) -> Text:
    return Text(f"{label.de}?", f"{label.fr} ?", f"{label.en}?")
