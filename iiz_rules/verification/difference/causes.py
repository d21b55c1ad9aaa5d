"""What makes two policies answer otherwise in a case: where they part, in the one and the other.

A rule can turn for several reasons: one person because of where they live, another one because of
where they are registered. Each is a change of its own, though both go from no to yes.
"""

from collections.abc import Iterator

from iiz_rules.engine.interpreter import evaluate
from iiz_rules.engine.result import Explanation
from iiz_rules.findings.finding import Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Criterion, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.difference.comparison import PolicyComparison
from iiz_rules.verification.search import of_truth
from iiz_rules.verification.witness import Case
from iiz_rules.words.frozen import frozen

Ends = tuple[Explanation, Explanation]
"""A step of the one and the step in its place of the other, which come to something else."""


@frozen
class ChangeCause:
    """Where two policies part in a case: the lines, and the criterion that turns, where one does.

    `others` are the literals that hold where a case has another cause.
    """

    places: tuple[Place, Place]
    criterion: Criterion | None
    others: tuple[int, ...]


def cause_of(both: PolicyComparison, rules: tuple[Rule, Rule], case: Case) -> ChangeCause:
    """What makes a rule answer otherwise in a case in which it does."""
    situations = both.situations(case)
    assert situations is not None  # the case was confirmed
    old, new = (
        evaluate(side.program, rule.node, asked)
        for side, rule, asked in zip(both.sides, rules, situations, strict=True)
    )
    (one, other), *_ = ends = [*parting(old, new)]
    return ChangeCause(
        (
            _place(both.sides[0].program, rules[0], one),
            _place(both.sides[1].program, rules[1], other),
        ),
        _turned(rules, (old, new)),
        tuple(-both.encoders[0].cnf.all_of(_coming(both, pair)) for pair in ends),
    )


def parting(old: Explanation, new: Explanation) -> Iterator[Ends]:
    """The innermost steps that stand in the same place and come to something else."""
    alike = type(old.node) is type(new.node)
    inner = [
        pair
        for pair in (_fitting(old, new) if alike else ())
        if pair[0].truth is not pair[1].truth and (_decides(pair[0], old) or _decides(pair[1], new))
    ]
    for one, other in inner:
        yield from parting(one, other)
    if not inner:
        yield next(_alone(old, new), (old, new))


def _fitting(old: Explanation, new: Explanation) -> Iterator[Ends]:
    """The parts of two steps of a kind that are about the same; others where they are as many."""
    before, after = list(old.parts), list(new.parts)
    for identity in (lambda part: part.node, _about):
        counterparts = {identity(part): part for part in after}
        for part in [part for part in before if identity(part) in counterparts]:
            counterpart = counterparts[identity(part)]
            if counterpart in after:
                yield part, counterpart
                before.remove(part)
                after.remove(counterpart)
    if len(before) == len(after):
        yield from zip(before, after, strict=True)


def _about(step: Explanation) -> object:
    """What a condition is about: a fact, a reading; else what kind it is."""
    node = step.node
    facts = conditions.facts_of(node)
    return type(node), facts, getattr(node, "interpretation", "")


def _alone(old: Explanation, new: Explanation) -> Iterator[Ends]:
    """A part that only one of two steps has and that decides it, with the whole other one."""
    nodes = [{part.node for part in step.parts} for step in (old, new)]
    gone = (part for part in old.parts if part.node not in nodes[1] and _decides(part, old))
    come = (part for part in new.parts if part.node not in nodes[0] and _decides(part, new))
    yield from ((part, new) for part in gone if part.truth is not new.truth)
    yield from ((old, part) for part in come if part.truth is not old.truth)


def _decides(part: Explanation, whole: Explanation) -> bool:
    """Whether a part by itself makes the step what it is that it stands in."""
    match whole.node, whole.truth:
        case (conditions.All(), Truth.YES) | (conditions.Any(), Truth.NO):
            return len(whole.parts) == 1
    return part in whole.bearing


def _coming(both: PolicyComparison, pair: Ends) -> Iterator[int]:
    """The literals that two steps come to what they come to here."""
    for encoder, step in zip(both.encoders, pair, strict=True):
        yield from of_truth(encoder.pair(step.node), step.truth)


def _place(program: Program, own: Rule, step: Explanation) -> Place:
    """Where a step stands; of all criteria of a rule, or how many of them, where the rule does."""
    if step.node.at.line:
        return step.node.at
    for rule in program.rules.values():
        if any(step.node is one for one in (rule.node, *conditions.parts(rule.node))):
            return rule.at
    return own.at


def _turned(rules: tuple[Rule, Rule], steps: Ends) -> Criterion | None:
    """The criterion of the later rule, else of the earlier one, that comes to something else."""
    old, new = (dict(_met(rule, step)) for rule, step in zip(rules, steps, strict=True))
    criteria = (one for rule in rules[::-1] for one in rule.criteria)
    return next((one for one in criteria if old.get(one.id) is not new.get(one.id)), None)


def _met(rule: Rule, step: Explanation) -> Iterator[tuple[str, Truth]]:
    """What each criterion of a rule comes to."""
    signs = step.parts[-1].walk() if rule.speaks else ()
    truths = {id(one.node): one.truth for one in (*step.parts, *signs)}
    yield from ((one.id, truths[id(one.node)]) for one in rule.criteria)
