"""What a body needs to decide → criteria: enough members present, enough votes in favour."""

from typing import Any

from iiz_rules.findings.finding import Place
from iiz_rules.language.compiler.conditions import chosen_node
from iiz_rules.language.model.bodies import CASTING, REJECTED, Body
from iiz_rules.language.model.chosen import NOT_REGULATED
from iiz_rules.language.model.sizes import MoreThanShare, ShareOfMembers, Size
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Criterion
from iiz_rules.words.say import text
from iiz_rules.words.text import Text


def required(body: Body, name: str, label: Text, node: conditions.Condition) -> Criterion:
    """A criterion of a body, at the place of what it says under that name."""
    return Criterion(name, label, "required", body.clauses, node, at=body.place_of(name))


def quorum(body: Body) -> Criterion:
    """Require enough voting members to be present."""
    at = body.place_of("quorum")

    def build(n: Any) -> conditions.Condition:
        if n is None or n == NOT_REGULATED:
            return conditions.Silent(text("rules.no-quorum"), at=at)
        if isinstance(n, int):
            return _present(body, n, at)
        return chosen_node(body.members, lambda size: _share(body, n, *limits_of(size), at), at)

    return required(body, "quorum", text("rules.present"), chosen_node(body.quorum, build, at))


def limits_of(size: int | Size) -> tuple[int, int | None]:
    """How many there are at least and at most; None for no limit."""
    return (size.at_least, size.most) if isinstance(size, Size) else (size, size)


def sized(body: Body, low: int | None, high: int | None, at: Place) -> conditions.Condition:
    """Ask for so many members with a vote in all."""
    return conditions.Range(f"{body.id}.size", low, high, at=at)


def _present(body: Body, n: int, at: Place) -> conditions.Condition:
    return conditions.Range(f"{body.id}.present", n, None, at=at)


def _share(
    body: Body, share: ShareOfMembers | MoreThanShare, low: int, high: int | None, at: Place
) -> conditions.Condition:
    """Ask for a share of the members, by how many they are.

    Of a body with more members than it may have the source does not say how many are enough.
    """
    assert high is not None  # what has no limit has no share: `share-without-size`
    if low == high:
        return _present(body, share.of(high), at)
    enough = {share.of(members): members for members in range(low, high + 1)}
    within, silent = sized(body, None, high, at), conditions.Silent(text("rules.too-many"), at=at)
    return conditions.ByCase(within, _by_size(body, [*enough.items()], at), silent, at=at)


def _by_size(body: Body, enough: list[tuple[int, int]], at: Place) -> conditions.Condition:
    """Of pairs in order, so many are enough of up to so many members: the half that applies."""
    if len(enough) == 1:
        [(n, _)] = enough
        return _present(body, n, at)
    half = len(enough) // 2
    up_to = sized(body, None, enough[half - 1][1], at)
    fewer, more = (_by_size(body, part, at) for part in (enough[:half], enough[half:]))
    return conditions.ByCase(up_to, fewer, more, at=at)


def majority(body: Body) -> Criterion:
    """Require enough votes in favour."""
    at = body.place_of("majority")
    node = chosen_node(body.majority, lambda word: _decided(body, word, at), at)
    return required(body, "majority", text("rules.for-enough"), node)


def _tie(body: Body, seat: str | None, at: Place) -> conditions.Condition:
    """Say when as many for as against are enough: where that is not regulated, it stays open.

    With a casting vote it is asked whether there are at least as many: of a vote that makes the tie
    and breaks it, either both or none is known.
    """
    for_, against = (f"{body.id}.{name}" for name in ("in_favour", "against"))
    if seat == REJECTED:
        return conditions.Constant(False, at=at)
    if seat in (None, NOT_REGULATED):
        silent = conditions.Silent(text("rules.tie"), at=at)
        return conditions.All((conditions.Compare(for_, "==", against, at=at), silent), at=at)
    cast = conditions.OneOf(f"{body.id}.{seat}.{CASTING}", (True,), at=at)
    return conditions.All((conditions.Compare(for_, ">=", against, at=at), cast), at=at)


def _decided(body: Body, word: Any, at: Place) -> conditions.Condition:
    """The condition under which a vote is carried."""
    for_, against, not_for = (f"{body.id}.{name}" for name in ("in_favour", "against", "not_for"))
    match word:
        case "simple":
            tie = chosen_node(body.tie, lambda seat: _tie(body, seat, at), at)
            return conditions.Any((conditions.Compare(for_, ">", against, at=at), tie), at=at)
        case "absolute":
            return conditions.Compare(for_, ">", not_for, at=at)
        case "unanimous":
            some = conditions.Range(for_, 1, None, at=at)
            return conditions.All((some, conditions.Range(not_for, None, 0, at=at)), at=at)
    return conditions.Silent(text("rules.no-majority"), at=at)
