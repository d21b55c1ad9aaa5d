"""Names that the language makes of others: of bodies, seats, qualities and those counted.

`traegerschaft.ksa.amtsleitung` is made of a body, of who has a seat in it, and of a quality. It is
declared by each of them, so that another name for one of them reaches it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from iiz_rules.editor.declared import Declaration
from iiz_rules.editor.spots import DECLARED
from iiz_rules.language.model.bodies import BODY_NUMBERS, BODY_RULES, CASTING, MEETING_NUMBERS
from iiz_rules.language.model.catalogues import LISTED
from iiz_rules.language.model.facts import DAY_OF
from iiz_rules.language.text.node import Node

DAY, COUNTED = ("fact", "missing"), ("counted", "missing")
RULE, TERM = ("asked", "effect"), ("term", "asked")
CRITERION = ("criterion",)
Named = Sequence[Declaration] | str
"""a part of a name: its declarations, in several editions, or a word of the language"""


def made_of(own: Sequence[Declaration]) -> Iterator[Declaration]:
    """All names made of declared ones."""
    return Making(own).all()


@dataclass(frozen=True)
class Making:
    """The declarations that names are made of."""

    own: Sequence[Declaration]

    @cached_property
    def _known(self) -> dict[tuple[str, str], list[Declaration]]:
        known: dict[tuple[str, str], list[Declaration]] = {}
        for one in self.own:
            known.setdefault((one.model, one.name), []).append(one)
        return known

    def all(self) -> Iterator[Declaration]:
        """Every made name, once for each declaration it is made of."""
        for declaration in self.own:
            match declaration.model:
                case "Fact" if _is_dated(declaration):
                    yield replace(declaration, form=f"{{}}{DAY_OF}", kinds=DAY)
                case "CatalogueFile":
                    yield replace(declaration, form=f"{LISTED}{{}}", kinds=TERM)
                case "CountedGroup":
                    yield from _joined(
                        RULE, (self._called("Breakdown", declaration.owner), [declaration])
                    )
                case "Body":
                    yield from self._body(declaration)
                case "Staffing":
                    yield from self._staffing(declaration)

    def _called(self, kind: str, name: str) -> list[Declaration]:
        """The declarations that a name of a kind means."""
        models = DECLARED.get(kind, (kind,))
        return [one for model in models for one in self._known.get((model, name), ())]

    def _body(self, body: Declaration) -> Iterator[Declaration]:
        """The rules of a body, what is counted for them, and what they ask of each seat."""
        meetings = body.part.child("meetings")
        for rule in (*BODY_RULES, *(["meetings"] if meetings else [])):
            yield from _joined(RULE, ([body], rule), f"rules.body.{rule}")
        for number in BODY_NUMBERS:
            yield from _joined(COUNTED, ([body], number), f"rules.number.{number}")
        if meetings and isinstance(meetings.value, dict):
            per = (*_words(meetings.child("per")), "year")[0]
            for number in MEETING_NUMBERS:
                yield from _joined(COUNTED, ([body], number), f"rules.number.{number}.{per}")
        for seat in _members(body.part.child("seats")):
            yield from self._seat(body, seat)

    def _seat(self, body: Declaration, seat: Node) -> Iterator[Declaration]:
        of = (*_words(seat.child("of")), "")[0]
        name = (*_words(seat.child("id")), of)[0]
        own = [one for one in self._called("Seat", name) if one.part is seat]
        sits = own or self._called("actor", of)
        owner = f"{body.name}.composition"
        yield from _joined(CRITERION, (sits,), owner=owner)
        yield from _joined(COUNTED, ([body], sits, "members"), "rules.sent")
        if name in _words(body.part.child("tie")):
            yield from _joined(COUNTED, ([body], sits, CASTING), "rules.casting")
        for word in _words(seat.child("requires")):
            quality = self._called("quality", word)
            yield from _joined(CRITERION, (sits, quality), owner=owner)
            yield from _joined(COUNTED, ([body], sits, quality))

    def _staffing(self, staff: Declaration) -> Iterator[Declaration]:
        """How many people there are in each place: a member of a group, or a code of a list."""
        each = (*_words(staff.part.child("each")), "")[0]
        codes = [one for one in self.own if one.model == "CodeItem" and one.owner == each]
        for place in dict.fromkeys((*self._places(each), *(one.name for one in codes))):
            of = self._called("actor", place) or [one for one in codes if one.name == place]
            yield from _joined(CRITERION, (of,), owner=staff.name)
            yield from _joined(COUNTED, ([staff], of), "rules.staff")

    def _places(self, group: str, above: tuple[str, ...] = ()) -> Iterator[str]:
        """The members of a group, those of the groups in it for them."""
        for declared in self._called("group", group) if group not in above else ():
            for member in _words(declared.part.child("members")):
                inner = [*self._places(member, (*above, group))]
                yield from inner or [member]


def _joined(
    kinds: tuple[str, ...], names: Sequence[Named], word: str = "", owner: str = ""
) -> Iterator[Declaration]:
    """The declarations of a dotted name: one for each declaration in its parts."""
    said = [one if isinstance(one, str) else one[0].name if one else "" for one in names]
    parts = tuple(one[0] for one in names if one and not isinstance(one, str))
    if not all(said):
        return
    for at, named in enumerate(names):
        form = ".".join([*said[:at], "{}", *said[at + 1 :]])
        for one in named if not isinstance(named, str) else ():
            yield replace(one, owner=owner, form=form, kinds=kinds, parts=parts, word=word)


def _is_dated(fact: Declaration) -> bool:
    dated = fact.part.child("dated")
    return dated is not None and dated.value is True


def _members(node: Node | None) -> Iterable[Node]:
    return node.value if node and isinstance(node.value, list) else ()


def _words(node: Node | None) -> list[str]:
    """A word, the words of a list, or those of all options."""
    match node.value if node else None:
        case str(word):
            return [word]
        case list(nodes):
            return [word for one in nodes for word in _words(one)]
        case dict(keys):
            chosen = keys.get("choose")
            readings = chosen.value.values() if chosen and isinstance(chosen.value, dict) else ()
            return [word for one in readings for word in _words(one)]
    return []
