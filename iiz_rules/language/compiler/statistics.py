"""What is counted: each group becomes a rule, of which a yes says that a case is in it."""

from iiz_rules.language.compiler.conditions import chosen_value, compile_condition
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.statistics import Breakdown, CountedGroup
from iiz_rules.language.program import events
from iiz_rules.language.program.events import Statistics
from iiz_rules.language.program.rules import GROUP, Criterion, Rule


def statistics(edition: Edition) -> Statistics:
    """What is counted of the cases of a store."""
    file = edition.statistics
    return Statistics(
        clauses=file.clauses,
        smallest=chosen_value(file.smallest_cell),
        breakdowns=tuple(_breakdown(one) for one in file.breakdowns),
        outcomes=_breakdown(file.outcomes) if file.outcomes else None,
        follow_ups={one.duty: one.done_by for one in file.follow_ups},
    )


def compile_groups(edition: Edition) -> dict[str, Rule]:
    """Compile the conditions of all groups."""
    return {
        counted.rule_id(group): _rule(edition, counted, group)
        for counted in edition.statistics.counted
        for group in counted.groups
    }


def _breakdown(breakdown: Breakdown) -> events.Breakdown:
    groups = {group.id: breakdown.rule_id(group) for group in breakdown.groups}
    successes = frozenset(group.id for group in breakdown.groups if group.success)
    return events.Breakdown(
        breakdown.id, breakdown.label.text, breakdown.clauses, groups, successes
    )


def _rule(edition: Edition, breakdown: Breakdown, group: CountedGroup) -> Rule:
    label, node = group.label.text, compile_condition(edition, group.when)
    when = Criterion("when", label, "required", breakdown.clauses, node, at=group.when.place)
    return Rule(breakdown.rule_id(group), GROUP, label, breakdown.clauses, (when,), at=group.place)
