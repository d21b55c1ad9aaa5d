"""The sentence of why, for every way in which a rule can be answered."""

from dataclasses import replace
from datetime import date

import pytest

from iiz_rules import load
from iiz_rules.answers.decision import Decision
from iiz_rules.engine.interpreter import Situation, evaluate
from iiz_rules.engine.result import Answer, Explanation
from iiz_rules.language.program import conditions
from iiz_rules.language.program.rules import Criterion, Rule
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.why import why
from iiz_rules.words.text import Text
from tests.render.example import policy

LABEL = Text("Grund", "Motif", "Reason")
YES, NO = conditions.Constant(True), conditions.Constant(False)
OPEN = conditions.OneOf("report.consent", (True,))


def decision(
    needed: list[conditions.Condition],
    signs: tuple[conditions.Condition, ...] = (),
    enough: int = 0,
) -> Decision:
    """The answer to a rule made of these conditions, nothing being known."""
    criteria = [Criterion("a", LABEL, "required", ("XX-1",), node) for node in needed]
    criteria += [Criterion("b", LABEL, "indicative", ("XX-1",), node) for node in signs]
    rule = Rule("rule", "step", LABEL, ("XX-1",), tuple(criteria), enough)
    program = replace(policy().program, rules={"rule": rule})
    situation = Situation({}, date(2024, 3, 5))
    return Decision.of(program, situation, Answer(rule, evaluate(program, rule.node, situation)))


SENTENCES: list[tuple[Decision, str]] = [
    (decision([YES]), "Das einzige Kriterium ist erfüllt."),
    (decision([YES] * 2), "Beide Kriterien sind erfüllt."),
    (decision([YES] * 3), "Alle 3 Kriterien sind erfüllt."),
    (
        decision([YES], (YES, NO), 1),
        "Alle notwendigen Kriterien sind erfüllt. Zutreffende Hinweise: 1 von 2, nötig 1.",
    ),
    (decision([], (YES, YES, NO), 2), "Zutreffende Hinweise: 2 von 3, nötig 2."),
    (decision([NO]), "Nicht erfüllt: Grund."),
    (decision([NO, NO]), "Nicht erfüllt: Grund; Grund."),
    (
        decision([YES], (OPEN, NO), 2),
        "Hinweise, die zutreffen oder noch zutreffen können: 1 von 2, nötig 2.",
    ),
    (
        decision([YES], (YES, NO, OPEN), 0),
        "Das einzige Kriterium ist erfüllt. "
        "Zutreffende Hinweise: 1 von 3; sie dienen der Orientierung, nötig ist keiner.",
    ),
    (
        decision([OPEN], (YES, NO), 0),
        "Noch nicht bekannt: Einwilligung. "
        "Zutreffende Hinweise: 1 von 2; sie dienen der Orientierung, nötig ist keiner.",
    ),
    (decision([NO], (YES, NO), 0), "Nicht erfüllt: Grund."),
]


@pytest.mark.parametrize(("found", "sentence"), SENTENCES)
def test_why(found: Decision, sentence: str):
    assert why(found, "de") == sentence
    assert why(found, "fr")
    assert why(found, "en")


def test_an_answer_that_nothing_can_decide_says_so():
    found = decision([YES])
    stuck = Explanation(conditions.All(()), Truth.OPEN)
    nothing = Decision.of(found.program, found.situation, Answer(found.answer.rule, stuck))
    assert why(nothing, "de") == "Die Angaben reichen für eine Antwort nicht aus."


def test_more_than_three_facts_are_counted():
    unknown = policy().eligibility({}, on="2024-03-05")
    assert "4 weitere Angaben" in why(unknown, "de")
    known: dict[str, object] = {
        "report.date": "2024-03-01",
        "registrations": ["rav"],
        "person.income": "1.00",
    }
    known["case.complex"] = True
    assert why(policy().eligibility(known, on="2024-03-05"), "en") == (
        "Not known yet: Canton of residence; Age."
    )


@pytest.mark.parametrize(
    ("actor", "action", "said"),
    [
        ("cantonal-officer", "refer-dispute", "Dazu befugt, mit: Koordinatoren"),
        ("cantonal-officer", "refer-dispute", ", an: Rechtskommission (VS-4.1.15)."),
        (
            "regional-coordinator",
            "refer-dispute",
            "Kantonaler IIZ-Beauftragter, mit: Koordinatoren",
        ),
        ("front-line", "refer-dispute", "Dafür vorgesehen ist: Kantonaler IIZ-Beauftragter."),
        ("regional-coordinator", "propose-takeover", ", über: Kantonaler IIZ-Beauftragter (VS-"),
        ("cantonal-officer", "propose-takeover", "Dazu befugt, an: Rechtskommission (VS-"),
        ("cantonal-officer", "manage-expenditure", "Dazu befugt (VS-4.1.19)."),
    ],
)
def test_with_whom_to_whom_and_through_whom_one_acts_is_said(actor: str, action: str, said: str):
    case = {"dispute.kind": "dispute", "dispute.settled": False, "dispute.position_taken": True}
    case |= {"dispute.regional_meeting_held": True}
    assert said in why(load("valais", on="2024-03-05").may(actor, action, case), "de")
