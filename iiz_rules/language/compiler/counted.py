"""The facts that are counted from the members of a body or from staff, and their words."""

from collections.abc import Iterator

from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import Domain
from iiz_rules.words.text import Text

ASKED = {
    "composition": Text("Besetzung", "Composition", "Composition"),
    "quorum": Text("Beschlussfähigkeit", "Quorum", "Quorum"),
    "majority": Text("Beschluss", "Décision", "Decision"),
}
OTHERS = Text("Niemand ohne Sitz", "Personne sans siège", "Nobody without a seat")
SIZE = Text("Anzahl Stimmberechtigte", "Nombre de membres avec voix", "Number of voting members")
PRESENT = Text("Beschlussfähigkeit", "Quorum", "Quorum")
FOR_ENOUGH = Text("Erreichte Mehrheit", "Majorité atteinte", "Majority reached")
NO_QUORUM = Text(
    "Wie viele anwesend sein müssen, sagt die Quelle nicht.",
    "La source ne dit pas combien de membres doivent être présents.",
    "The source does not say how many have to be present.",
)
NO_MAJORITY = Text(
    "Welche Mehrheit es braucht, sagt die Quelle nicht.",
    "La source ne dit pas quelle majorité est requise.",
    "The source does not say which majority is needed.",
)
TIE = Text(
    "Wer bei Stimmengleichheit entscheidet, sagt die Quelle nicht.",
    "La source ne dit pas qui tranche en cas d'égalité des voix.",
    "The source does not say who decides on a tie.",
)
_NUMBERS = {
    "others": Text(
        "Mitglieder ohne vorgesehenen Sitz", "Membres sans siège prévu", "Members without a seat"
    ),
    "size": Text("Stimmberechtigte Mitglieder", "Membres avec voix", "Members with a vote"),
    "present": Text(
        "Anwesende Stimmberechtigte", "Membres avec voix présents", "Members with a vote present"
    ),
    "in_favour": Text("Stimmen dafür", "Voix pour", "Votes for"),
    "against": Text("Stimmen dagegen", "Voix contre", "Votes against"),
    "not_for": Text(
        "Anwesende, die nicht zustimmen", "Présents qui n'approuvent pas", "Present and not for it"
    ),
}
_SENT = Text("Entsandte Mitglieder", "Membres délégués", "Members sent")
_STAFF = Text("Personen in dieser Funktion", "Personnes dans cette fonction", "People in this role")


def quality_label(quality: Text, seat: Text) -> Text:
    """Name a quality together with the seat that it is asked of."""
    return join(seat, quality)


def body_facts(
    body: str, label: Text, seats: dict[str, Text], held: dict[str, Text]
) -> Iterator[Fact]:
    """Give the facts that are counted for one body: members a seat, qualities, votes."""
    for seat, of in seats.items():
        yield _count(f"{body}.{seat}.members", join(label, of, _SENT))
    for name, quality in held.items():
        words = join(label, quality)
        yield Fact(f"{body}.{name}", Domain("bool"), words, _asked(words), given=False)
    for name, text in _NUMBERS.items():
        yield _count(f"{body}.{name}", join(label, text))


def staffing_facts(staffing: str, label: Text, places: dict[str, Text]) -> Iterator[Fact]:
    """Give the facts that are counted for one staffing: people a place."""
    for place, of in places.items():
        yield _count(f"{staffing}.{place}", join(label, of, _STAFF))


def _count(name: str, label: Text) -> Fact:
    return Fact(name, Domain("int", at_least=0), label, _asked(label), given=False)


def join(*texts: Text) -> Text:
    """Join texts with a dash, language by language."""
    de, fr, en = (" – ".join(text[language] for text in texts) for language in ("de", "fr", "en"))
    return Text(de, fr, en)


def _asked(label: Text) -> Text:
    return Text(f"{label.de}?", f"{label.fr} ?", f"{label.en}?")
