"""What a claim says is meant, so that a question that finds just that says nothing."""

from collections.abc import Collection, Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.program.claims import Claim, Never, Whatever, Whenever
from iiz_rules.language.program.conditions import All, Any, Condition, Not
from iiz_rules.language.program.rules import Program, Rule
from iiz_rules.verification.questions.acting import place_of, rules_listing
from iiz_rules.verification.search import of_rule


class MeantFindings:
    """What the claims of a program say is meant; whether they hold is proved beside it.

    That a condition or a rule never holds (`never`), that a rule always does (`never: {not: …}`),
    that it keeps its answer whatever a fact is (`keeps`, `whatever`), that somebody listed before
    applies, or a criterion is met, wherever a rule or the other criteria are (`whenever`, `then`).
    """

    def __init__(self, program: Program) -> None:
        self.program = program
        self.never = {*_never(program.claims)}
        claims = [claim.holds for claim in program.claims]
        self.whatever = [one for one in claims if isinstance(one, Whatever)]
        self.whenever = [one for one in claims if isinstance(one, Whenever)]

    def __contains__(self, result: tuple[object, Finding]) -> bool:
        """Whether a finding about a subject is meant."""
        subject, finding = result
        rule = of_rule(str(finding.words.get("rule")))
        match finding.code:
            case "rule-always-met":
                return Not(rule) in self.never
            case "branch-never-taken":
                return isinstance(subject, Condition) and subject in self.never
            case "fact-in-vain":
                fact = finding.words.get("fact")
                return any(one.keeps == rule and fact in one.facts for one in self.whatever)
            case "criterion-idle":
                assert isinstance(subject, Rule)  # what it is asked about
                return self._follows(subject, str(finding.words["criterion"]))
            case "never-acts":
                assert isinstance(subject, Rule)  # what it is asked about
                listed = enumerate(subject.holders)
                numbers = (at for at, one in listed if place_of(subject, one) == finding.place)
                return all(self._never_acts(subject, number) for number in numbers)
            case "role-idle":
                listing = rules_listing(self.program, str(subject))
                idle = all(self._has_no_part(one, str(subject)) for one in listing)
                return idle or rule in self.never
        return rule in self.never

    def _has_no_part(self, rule: Rule, role: str) -> bool:
        """Whether a rule is claimed never to hold, or a role never to have its turn in it."""
        numbers = [number for number, one in enumerate(rule.holders) if one.role == role]
        acts_never = bool(numbers) and all(self._never_acts(rule, number) for number in numbers)
        return of_rule(rule.id) in self.never or (rule.kind != "competence" and acts_never)

    def _never_acts(self, rule: Rule, number: int) -> bool:
        """Whether an entry is claimed never to apply, or always to come after one that does."""
        before = [one.node for one in rule.holders[:number] if one.node]
        own = rule.holders[number].node
        if of_rule(rule.id) in self.never or own in self.never:
            return True
        claimed = (one for one in self.whenever if one.when == of_rule(rule.id))
        return any(_within(_parts(one.then, Any), before) for one in claimed)

    def _follows(self, rule: Rule, criterion: str) -> bool:
        """Whether a criterion is claimed to be met wherever some of the others are."""
        needed = [one for one in rule.criteria if one.mode != "indicative"]
        others = [one.node for one in needed if one.id != criterion]
        own = [one.node for one in needed if one.id == criterion]
        return any(
            one.then in own and _within(_parts(one.when, All), others) for one in self.whenever
        )


def _parts(node: Condition, kind: type[All | Any]) -> tuple[Condition, ...]:
    return node.parts if isinstance(node, kind) else (node,)


def _within(parts: Collection[Condition], nodes: Collection[Condition]) -> bool:
    return all(part in nodes for part in parts)


def _never(claims: tuple[Claim, ...]) -> Iterator[Condition]:
    return (claim.holds.what for claim in claims if isinstance(claim.holds, Never))
