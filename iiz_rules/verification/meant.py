"""What a claim says is meant, so that a question that finds just that says nothing."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.program.claims import Claim, Never, Whatever
from iiz_rules.language.program.conditions import Condition, Not
from iiz_rules.language.program.rules import Program
from iiz_rules.verification.search import of_rule


class MeantFindings:
    """What the claims of a program say is meant; whether they hold is proved beside it.

    That a condition or a rule never holds (`never`), that a rule always does (`never: {not: …}`),
    that it keeps its answer whatever a fact is (`keeps`, `whatever`).
    """

    def __init__(self, program: Program) -> None:
        self.never = {*_never(program.claims)}
        claims = (claim.holds for claim in program.claims)
        self.whatever = [one for one in claims if isinstance(one, Whatever)]

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
        return rule in self.never


def _never(claims: tuple[Claim, ...]) -> Iterator[Condition]:
    return (claim.holds.what for claim in claims if isinstance(claim.holds, Never))
