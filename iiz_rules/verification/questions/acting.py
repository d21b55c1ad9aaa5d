"""Who never acts: in a rule, or anywhere."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Place
from iiz_rules.language.program import conditions
from iiz_rules.language.program.conditions import OneOf
from iiz_rules.language.program.rules import ACTOR, Holder, Program, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.verification.questions.asking import ProofQuestion, asked, finding, its_own
from iiz_rules.verification.search import CaseSearch
from iiz_rules.verification.space import roots
from iiz_rules.verification.witness import Wish
from iiz_rules.verification.witnessed import WitnessedFinding


def never_acting(search: CaseSearch, rule: Rule) -> Iterator[WitnessedFinding]:
    """Those of whom somebody listed before them always acts."""
    for number, holder in enumerate(rule.holders):
        if not search.possible(_wishes(rule, number)):
            at = place_of(rule, holder)
            yield WitnessedFinding(finding("never-acts", at, actor=holder.role, rule=rule.id))


def place_of(rule: Rule, holder: Holder) -> Place:
    """Where one of those listed stands: at what is asked of them, or at the rule."""
    return holder.node.at if holder.node else rule.at


def _wishes(rule: Rule, number: int) -> list[Wish]:
    """What has to be so for one of those listed to be the first that applies."""
    *before, own = (_applies(holder) for holder in rule.holders[: number + 1])
    others = (Wish(node, Truth.NO) for node in before)
    return [Wish(rule.node, Truth.YES), *others, Wish(own, Truth.YES)]


def _applies(holder: Holder) -> conditions.Condition:
    return holder.node or conditions.Constant(True)


def idle(search: CaseSearch, role: str) -> Iterator[WitnessedFinding]:
    """Roles that in no case act, and may do nothing in any."""
    program = search.program
    for rule in rules_listing(program, role):
        listed = [number for number, one in enumerate(rule.holders) if one.role == role]
        wishes = [_wishes(rule, number) for number in listed]
        if rule.kind == "competence":
            wishes.append([Wish(rule.node, Truth.YES), Wish(OneOf(ACTOR, (role,)), Truth.YES)])
        if any(map(search.possible, wishes)):
            return
    first = next(rules_listing(program, role))
    yield WitnessedFinding(finding("role-idle", first.at, actor=role, rule=first.id))


def roles(program: Program) -> Iterator[str]:
    """The roles that are listed to act or to be allowed something, and have no other part."""
    walked = [inner for root in roots(program) for inner in conditions.walk(root)]
    others = {by for one in walked if isinstance(one, conditions.Judgement) for by in one.by}
    others |= {seat.of for body in program.bodies.values() for seat in body.seats}
    others |= {name for body in program.bodies.values() for name in body.advisory}
    for actor in program.people.values():
        if actor.kind != "role" or actor.id in others:
            continue
        if any(rules_listing(program, actor.id)):
            yield actor.id


def rules_listing(program: Program, role: str) -> Iterator[Rule]:
    """The rules in which a role is listed."""
    for rule in asked(program):
        if any(one.role == role for one in rule.holders) or _may(rule, role):
            yield rule


def _may(rule: Rule, role: str) -> bool:
    """Whether a rule says that a role may do something."""
    if rule.kind != "competence":
        return False
    leaves = (one for one in conditions.walk(rule.node) if isinstance(one, OneOf))
    return any(one.fact == ACTOR and role in one.values for one in leaves)


def _of_role(program: Program, role: str) -> Iterator[object]:
    yield role
    for rule in rules_listing(program, role):
        yield from its_own(program, rule)


NEVER_ACTS = ProofQuestion("never-acts", asked, never_acting, its_own)
ROLE_IDLE = ProofQuestion("role-idle", roles, idle, _of_role)
