"""Which rules answer otherwise, who else acts, and which other step is next."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import permutations, product

from iiz_rules.engine.asking.candidates import reachable
from iiz_rules.engine.holders import settled
from iiz_rules.engine.interpreter import Situation, answer, evaluate
from iiz_rules.language.program.conditions import Constant, facts_of
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.difference.causes import ChangeCause, cause_of
from iiz_rules.verification.difference.changes import AnswerChange, Kind
from iiz_rules.verification.difference.comparison import PolicyComparison
from iiz_rules.verification.difference.sure import Wanted
from iiz_rules.verification.encoding import Encoder, Pair
from iiz_rules.verification.search import of_truth
from iiz_rules.verification.witness import Case, Test

Told = Callable[[Program, Situation], str]
"""What a policy says of something in a situation."""
Both = tuple[Rule, Rule]
"""A rule in the one and in the other."""
Chosen = dict[str, list[Wanted]]
"""What can be chosen, each with what is so in the cases in which it is."""


def rules(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Rules that only one of the two has."""
    old, new = (side.program.rules for side in both.sides)
    yield from (
        AnswerChange("dropped", name, places=(old[name].at,)) for name in old if name not in new
    )
    yield from (
        AnswerChange("new", name, places=(new[name].at,)) for name in new if name not in old
    )


def rereading(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Rules that read a fact of which no value is right in both: no case can be compared in it."""
    for pair in both.common() if both.apart else ():
        sides = zip(both.sides, pair, strict=True)
        read = {
            name
            for side, rule in sides
            for node in reachable(side.program, rule.node)
            for name in facts_of(node)
        }
        names = sorted(read & both.apart)
        if names:
            places = tuple(rule.at for rule in pair)
            yield AnswerChange("facts", pair[0].id, after=", ".join(names), places=places)


def verdicts(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Rules that answer otherwise, and from what to what.

    What is open counts only where it stays so however much is known: there the source is silent.
    """
    for old, new in both.turned():
        yield from both.budget.within("verdict", _verdicts(both, old, new))


def _verdicts(both: PolicyComparison, old: Rule, new: Rule) -> Iterator[AnswerChange]:
    pairs = both.encoders[0].pair(old.node), both.encoders[1].pair(new.node)
    sides = zip((Truth.YES, Truth.NO), *pairs, strict=True)
    same = {truth for truth, one, other in sides if one == other}
    for truths in permutations(Truth, 2):
        if not same.isdisjoint(truths):
            continue  # it is the same literal, so the same in every case
        wanted = [_wanted(both, *one) for one in zip(pairs, truths, strict=True)]
        if not all(map(both.decided_once, wanted)):
            continue
        one, other = map(str, truths)
        for case, cause in _each_cause(both, (old, new), wanted, (one, other)):
            found = AnswerChange("verdict", old.id, one, other, case, cause.places)
            yield replace(found, criterion=cause.criterion)


def _each_cause(
    both: PolicyComparison, rules: Both, wanted: Sequence[Wanted], words: Sequence[str]
) -> Iterator[tuple[Case, ChangeCause]]:
    """A case of a change, and one for each cause that no change before has had.

    No case is left in which it has another cause.
    """
    test = telling(both, words, _verdict(rules[0].id))
    case = both.case(wanted, test)
    while case:
        cause = cause_of(both, rules, case)
        both.known_causes.update(dict.fromkeys(cause.others))
        yield case, cause
        others = both.encoders[0].cnf.all_of(both.known_causes)  # so that its cause is a new one
        case = both.case([*wanted, Wanted(others)], test)


def _wanted(both: PolicyComparison, pair: Pair, truth: Truth) -> Wanted:
    literal = both.encoders[0].cnf.all_of(of_truth(pair, truth))
    return Wanted(still=literal) if truth is Truth.OPEN else Wanted(literal)


def _verdict(rule: str) -> Told:
    return lambda program, asked: str(evaluate(program, program.rules[rule].node, asked).truth)


def telling(both: PolicyComparison, words: Sequence[str], told: Told) -> Test:
    """The test whether the one says this and the other that of a case."""

    def test(case: Case) -> bool:
        situations = both.situations(case)
        return situations is not None and all(
            told(side.program, one) == word
            for side, one, word in zip(both.sides, situations, words, strict=True)
        )

    return test


# ------------------------------------------------------------------------------ who acts, what next


def acting(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Rules of which somebody else is the one who acts."""
    for old, new in both.turned():
        pairs = zip(both.encoders, (old, new), strict=True)
        sides = [who_acts(encoder, rule) for encoder, rule in pairs]
        changes = _changes(both, "acts", old.id, sides, telling_who(old.id))
        yield from both.budget.within("acts", changes)


def who_acts(encoder: Encoder, rule: Rule) -> Chosen:
    """Who acts in a rule that is a yes, and when; `""` is nobody."""
    before, holders = [encoder.pair(rule.node)[0]], Chosen()
    for holder in rule.holders:
        yes, no = encoder.pair(holder.node or Constant(True))
        acts = encoder.cnf.all_of([*before, yes])
        holders.setdefault(_who(holder.role, holder.of), []).append(Wanted(acts))
        before.append(no)
    return {**holders, "": [Wanted(encoder.cnf.all_of(before))]}


def _who(role: str, of: str | None) -> str:
    return f"{role} ({of})" if of else role


def telling_who(rule: str) -> Told:
    """Tell who acts in a rule; nobody where it is no yes, or open who."""

    def told(program: Program, asked: Situation) -> str:
        given = answer(program, rule, asked)
        holder = settled(given) if given.verdict is Truth.YES else None
        return _who(holder.role, holder.of) if holder else ""

    return told


def competences(both: PolicyComparison) -> Iterator[AnswerChange]:
    """Actions that somebody else may take, or in another capacity, or through somebody else."""
    for old, new in both.common():
        pairs = zip(both.sides, (old, new), strict=True)
        one, other = ([*_entitled(side.program, rule.id)] for side, rule in pairs)
        if one != other:
            before, after = (", ".join(dict(side)) for side in (one, other))
            yield AnswerChange("competence", old.id, before, after, places=(old.at, new.at))


def _entitled(program: Program, action: str) -> Iterator[tuple[str, tuple[object, ...]]]:
    for own in program.competences:
        for who in (*own.by, *own.named_by) if own.action == action else ():
            yield who, (own.capacity, own.together, own.over, own.to, own.via)


def ways(both: PolicyComparison, changed: set[str]) -> Iterator[AnswerChange]:
    """Ways with another next step, but for those of whose steps a verdict is another one."""
    old, new = (side.program.ways for side in both.sides)
    for way in (name for name in both.ways if not changed & {*old[name], *new[name]}):
        sides = zip(both.encoders, both.sides, strict=True)
        steps = [next_steps(encoder, side.program, way) for encoder, side in sides]
        changes = _changes(both, "next", way, steps, telling_next(way))
        yield from both.budget.within("next", changes)


def next_steps(encoder: Encoder, program: Program, way: str) -> Chosen:
    """Which step of a way is next, and when, where all is known."""
    passed, steps = list[int](), Chosen()
    for name in program.ways[way]:
        rule = program.rules[name]
        _, no = encoder.pair(rule.node)
        done, _ = encoder.pair(rule.done or Constant(False))
        steps[name] = [Wanted(encoder.cnf.all_of(passed), encoder.cnf.all_of([-done, -no]))]
        passed.append(encoder.cnf.any_of([done, no]))
    return steps


def telling_next(way: str) -> Told:
    """Tell which step of a way is next; nothing where none is left."""

    def told(program: Program, asked: Situation) -> str:
        answers = (answer(program, name, asked) for name in program.ways[way])
        ahead = (one for one in answers if one.done is None or one.done.truth is not Truth.YES)
        return next((one.rule.id for one in ahead if one.verdict is not Truth.NO), "")

    return told


def _changes(
    both: PolicyComparison, kind: Kind, name: str, sides: list[Chosen], told: Told
) -> Iterator[AnswerChange]:
    """The pairs of what is chosen in the one and in the other, of which there is a case."""
    if sides[0] == sides[1]:
        return  # they are the same literals, so the same in every case
    for (one, first), (other, second) in product(sides[0].items(), sides[1].items()):
        for wanted in product(first, second) if one != other else ():
            case = both.case(wanted, telling(both, (one, other), told))
            if case:
                yield AnswerChange(kind, name, one, other, case)
                break
