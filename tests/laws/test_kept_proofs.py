"""A law: an edited edition answers the same with what was kept of others, and without it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iiz_rules.engine.asking.reach import Proof, Proved, impossible, unborne, unreachable
from iiz_rules.findings.finding import Finding
from iiz_rules.language.editions import find_folder, read_canton
from iiz_rules.language.program.claims import Claim, Whatever, Whenever
from iiz_rules.language.program.rules import TERM, Program
from iiz_rules.loading import read_program
from iiz_rules.verification.claims import prove_claims
from iiz_rules.verification.mutants.mutating import all_mutants
from iiz_rules.verification.questions.examine import examine
from iiz_rules.verification.remembered import Remembered
from iiz_rules.verification.search import of_rule
from iiz_rules.words.text import Text
from tests.verification.solver import solving
from tests.verification.test_mutants import ORCHARD

Answers = tuple[list[Finding], list[tuple[str, bool, bool]]]


@cache
def orchard() -> Program:
    folder = find_folder(ORCHARD)
    [entry] = read_canton(folder).editions
    program, _ = read_program(folder, entry)
    assert program
    return replace(program, claims=(*_claims(program),))


def _claims(program: Program) -> Iterator[Claim]:
    """Something is claimed of some rules, whether it holds or not."""
    names = [rule.id for rule in program.rules.values() if rule.kind != TERM]
    for one, other in pairwise(names[:3]):
        kept = Whatever(of_rule(one), ("person.age",))
        claimed: tuple[Whenever | Whatever, ...] = Whenever(of_rule(one), of_rule(other)), kept
        for number, what in enumerate(claimed):
            name, said = f"{one}-{number}", Text(one, one, one)
            yield Claim(name, said, ("XX-1",), "default", what)


@st.composite
def edited(draw: st.DrawFn, program: Program) -> Program:
    """An edition with a small fault in a rule, or a fact, a reading or the validity changed."""
    match draw(st.sampled_from(["rule", "rule", "rule", "fact", "reading", "validity"])):
        case "rule":
            # Made in a rule as it can be written, which one that has a fault need not be.
            changed = draw(st.sampled_from([*all_mutants(orchard())])).make()
            rest = ("facts", "interpretations", "valid_to")
            return replace(changed, **{name: getattr(program, name) for name in rest})
        case "fact":
            # What is counted of a body nobody declares; eighteen at a table of three leave no case.
            counted = {*program.bodies, *program.staffing}
            facts = program.facts.items()
            own = [fact for name, fact in facts if name.partition(".")[0] not in counted]
            fact = draw(st.sampled_from(own))
            until = fact.domain.type == "date" and draw(st.booleans())
            limit = draw(st.sampled_from([None, 0, 18])) if fact.domain.type == "int" else None
            domain = replace(fact.domain, at_least=limit, until_question=until)
            return replace(program, facts={**program.facts, fact.id: replace(fact, domain=domain)})
        case "reading":
            reading = draw(st.sampled_from([*program.interpretations.values()]))
            other = replace(reading, default=draw(st.sampled_from([*reading.options])))
            return replace(program, interpretations={**program.interpretations, reading.id: other})
    return replace(program, valid_to=date(draw(st.integers(2024, 2030)), 12, 31))


def answers(program: Program, remembered: Remembered | None = None) -> Answers:
    """What the questions find, and which claims hold, and whether another reading breaks them."""
    claims = [
        (proof.claim.id, proof.holds, bool(proof.breaking))
        for proof in prove_claims(program, remembered=remembered)
    ]
    found = [one.finding for one in examine(program, remembered=remembered)]
    return found, claims


def loaded(program: Program, proof: Proof) -> list[Finding]:
    """What is found whenever an edition is loaded."""
    beyond = (*impossible(program, proof), *unborne(program, proof))
    return [*unreachable(program, proof), *beyond]


@solving
@given(st.data())
@settings(max_examples=max(3, settings().max_examples // 10))
def test_what_was_kept_of_an_edition_before_an_edit_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    with pytest.MonkeyPatch.context() as context:
        context.setenv("IIZ_CACHE", str(Path(tmp_path_factory.mktemp("kept"), "cache")))
        program, kept = orchard(), dict[str, Proved]()
        for _ in range(3):
            remembered, proof = Remembered(program), Proof(program, kept)
            assert answers(program, remembered) == answers(program)
            assert loaded(program, proof) == loaded(program, Proof(program))
            remembered.keep()
            kept = proof.asked
            program = data.draw(edited(program))
