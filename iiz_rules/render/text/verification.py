"""Proofs in words: claims that hold, and the cases that break others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value
from iiz_rules.render.text.findings import finding_text, where
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import edition_words, value_words
from iiz_rules.verification.claims import ClaimProof
from iiz_rules.verification.influence import Influence
from iiz_rules.verification.verified import Verification
from iiz_rules.verification.witnessed import Witness, WitnessedFinding
from iiz_rules.words.formats import written

FEW = 3
"""how many of the rules that something changes are shown"""


def found_text(result: WitnessedFinding, paper: Paper) -> str:
    """A finding with the case that shows it."""
    text = finding_text(result.finding, paper.language, paper.paint)
    notes = [*(witness_lines(result.witness, paper) if result.witness else ())]
    notes += [("clauses", ", ".join(result.clauses))] if result.clauses else []
    keys = {key: paper.say(f"verification.{key}") for key, _ in notes}
    width = max(map(len, keys.values()), default=0)
    blocks = (paper.block(f"  {keys[key]:<{width}}  ", line) for key, line in notes)
    return "\n".join([text, *(line for block in blocks for line in block)])


def witness_lines(witness: Witness, paper: Paper) -> Iterator[tuple[str, str]]:
    """The lines that tell a case, each with the key of what it tells."""
    program, case = witness.program, witness.case
    facts = values_text(program, case.facts, paper) or paper.say("verification.case.none")
    on = paper.say("verification.case.on", on=written(case.on, paper.language))
    yield "case", f"{facts} ({on})"
    if witness.changes:
        yield "changed", values_text(program, witness.changes, paper)
    if case.options:
        yield "read", readings_text(program, case.options, paper)
    for outcome in witness.told:
        rule = program.rules.get(outcome.name)
        label = rule.label[paper.language] if rule else outcome.name
        truth = paper.say(f"answers.verdict.{outcome.truth}")
        yield (
            "answer",
            f"{paper.colon(f'{label} [{outcome.name}]', truth)} · {where(outcome.place)}",
        )


def values_text(program: Program, facts: Mapping[str, Value], paper: Paper) -> str:
    """Facts with their values, in the order in which the edition declares them."""
    known = [(program.facts[name], facts[name]) for name in program.facts if name in facts]
    return "; ".join(
        paper.colon(fact.label[paper.language], value_words(fact, value, paper.language))
        for fact, value in known
    )


def readings_text(program: Program, options: Mapping[str, str], paper: Paper) -> str:
    """Readings that are not the usual ones: `A-ZH-09: nur für die 3. Stufe`."""
    labels = {name: program.interpretations[name].options[one] for name, one in options.items()}
    return ", ".join(paper.colon(name, label[paper.language]) for name, label in labels.items())


def verified_text(verified: Verification, paper: Paper) -> str:
    """The claims of an edition, what the questions found, and how much was proved."""
    program, proofs = verified.program, verified.proofs
    parts = [paper.heading(title(program, paper))]
    lines = proofs_text(program, proofs, paper)
    parts += ["\n".join(lines)] if proofs else []
    parts += [found_text(one, paper) for one in verified.found]
    parts += [*influence_text(program, verified.influence, paper)] if verified.influence else []
    held = sum(proof.holds for proof in proofs)
    closing = [paper.say("verification.claims", n=len(proofs), held=held)] if proofs else []
    if verified.answers or not verified.unasked:
        kind = "found" if verified.answers else "clean" if program.rules else "nothing"
        questions = paper.say(f"verification.questions.{kind}", n=len(verified.answers))
        closing += paper.block("", questions)
    if verified.unasked:
        closing += paper.block("", unasked_text("verification.questions", verified.unasked, paper))
    return "\n\n".join([*parts, "\n".join(closing)])


def influence_text(program: Program, influence: Influence, paper: Paper) -> Iterator[str]:
    """Each fact and each reading that can change an answer, with the first rules of which."""
    if not (influence.facts or influence.readings):
        return
    facts = {name: fact.label for name, fact in program.facts.items() if fact.given}
    readings = {name: one.label for name, one in program.interpretations.items()}
    for kind, labels, turned in (
        ("facts", facts, influence.facts),
        ("readings", readings, influence.readings),
    ):
        if not turned:
            continue
        counted = paper.say(f"verification.influence.{kind}", n=len(turned), of=len(labels))
        lines = paper.lines(counted)
        for name, rules in turned.items():
            said = f"{labels[name][paper.language]} [{name}]"
            lines += paper.block("  ", paper.colon(said, _rules_text(program, rules, paper)))
        yield "\n".join(lines)
    yield "\n".join(paper.lines(paper.say("verification.influence.rest")))


def _rules_text(program: Program, rules: Sequence[str], paper: Paper) -> str:
    """The labels of the first rules, and how many more there are: none, or at least two."""
    first = rules if len(rules) <= FEW + 1 else rules[:FEW]
    shown = "; ".join(program.rules[rule].label[paper.language] for rule in first)
    more = len(rules) - len(first)
    return paper.say("verification.influence.more", rules=shown, n=more) if more else shown


def unasked_text(what: str, unasked: Mapping[str, int], paper: Paper) -> str:
    """Say which questions were not gone into, and how the next run can."""
    words = {name: paper.say(f"verification.asked.{name}") for name in unasked}
    asked = "; ".join(f"{words[name]} ({count})" for name, count in unasked.items())
    return paper.say(f"{what}.unasked", questions=asked)


def title(program: Program, paper: Paper) -> str:
    """The canton and the edition that is told of."""
    return f"{program.label[paper.language]} · {edition_words(program, paper.language)}"


def proofs_text(program: Program, proofs: Iterable[ClaimProof], paper: Paper) -> Iterator[str]:
    """Each claim with where it holds, or that it does not."""
    for proof in proofs:
        said = f"{proof.claim.says[paper.language]} [{proof.claim.id}]"
        line = paper.colon(said, holding_text(program, proof, paper))
        lead, style = ("✓ ", "yes") if proof.holds else ("✗ ", "no")
        if not proof.settled or proof.empty:
            lead, style = "? ", "open"
        yield "\n".join(paper.block(lead, line, lead_style=style))


def holding_text(program: Program, proof: ClaimProof, paper: Paper) -> str:
    """Say where a claim holds, and which reading breaks it."""
    if not proof.holds:
        return paper.say(f"verification.claims.{'broken' if proof.broken else 'unsettled'}")
    if proof.empty:
        return paper.say("verification.claims.empty")
    readings = proof.claim.readings
    kind = {"every": "every", "default": "usual"}.get(str(readings), "listed")
    place = paper.say(f"verification.claims.holds.{kind}")
    if not proof.breaking:
        return place
    others = readings_text(program, proof.breaking, paper)
    return paper.say("verification.claims.beyond", where=place, readings=others)
