"""Questions about one case or many; each answer is in the log before it is returned."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.form import written
from iiz_rules.case.documents import CaseDocument
from iiz_rules.case.facts import read_facts
from iiz_rules.case.people import PEOPLE
from iiz_rules.engine.askable import body
from iiz_rules.findings.errors import CaseError, IizError, StoreError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.text.node import Node
from iiz_rules.policy import Policy
from iiz_rules.receipts.log import LoggedDecision
from iiz_rules.web.calls import KEY, REFERENCE, JsonAnswer, ServiceCall
from iiz_rules.web.faults import refused

Asked = Callable[[Policy, CaseDocument, Mapping[str, str], dict[str, Any]], Any]
"""What is asked: of a policy, about a case, with the names in the address and further keywords."""


@dataclass(frozen=True)
class WebQuestion:
    """One question: its address below the canton, how it is asked, the schema of its answer."""

    path: str
    ask: Asked
    answer: str
    """the name of a schema; with `[]` a list of such, `verdicts` the verdict of each rule"""
    about: str
    """a sentence for those who read the description"""


class SentFacts(Node):
    """The submitted facts of a case: plain values, with places only if needed."""

    def _iiz_plain(self) -> dict[str, Any] | None:
        plain = self.plain()
        return plain if isinstance(plain, dict) else None


def _of_case(method: str) -> Asked:
    """A question that is about facts alone."""

    def ask(policy: Policy, case: CaseDocument, _: Mapping[str, str], how: dict[str, Any]) -> Any:
        sent = SentFacts(case.facts.value, case.facts.source, way=case.facts.way)
        return getattr(policy, method)(sent, known_on=case.known_on, **how)

    return ask


def _told(policy: Policy, case: CaseDocument, how: dict[str, Any], key: str, *inside: str) -> Any:
    """What a document says of people under a key: nobody told of them is not that there are none.

    UsageError for a body that there is not; CaseError where nothing is told, and for wrong facts,
    which no question of this kind reads.
    """
    for name in (*case.members, *case.meetings):
        body(policy.program, name)
    facts = read_facts(policy.program, case.facts, how["on"], how["name"])
    if facts.findings:
        raise CaseError(facts.findings)
    told = getattr(case, key)
    for name in inside:
        told = told.get(name)
    if told is None:
        words = {"key": ".".join((key, *inside)), "keys": ", ".join(PEOPLE), "near": ""}
        raise CaseError([Finding("missing-key", case.facts.place, words)])
    return told


QUESTIONS = (
    WebQuestion("eligibility", _of_case("eligibility"), "decision", "Whether a person may enter."),
    WebQuestion("exchange", _of_case("exchange"), "decision", "Whether data of the case may flow."),
    WebQuestion("route", _of_case("route"), "way", "Which step of the model is next."),
    WebQuestion("dispute", _of_case("dispute"), "way", "Where a dispute goes next."),
    WebQuestion("funding", _of_case("funding"), "funding-answer", "Who pays each franc."),
    WebQuestion("steps", _of_case("steps"), "decision[]", "Whether each step is open to the case."),
    WebQuestion("duties", _of_case("duties"), "decision[]", "Whether each duty is owed."),
    WebQuestion("obligations", _of_case("obligations"), "decision[]", "The duties that are owed."),
    WebQuestion(
        "possible-obligations", _of_case("possible_obligations"), "decision[]",
        "The duties of which it is open whether they are owed.",
    ),
    WebQuestion("delegations", _of_case("delegations"), "decision[]", "Which delegations apply."),
    WebQuestion("decide", _of_case("decide"), "overview", "Every question about the case."),
    WebQuestion("verdicts", _of_case("verdicts"), "verdicts", "The verdict of every question."),
    WebQuestion(
        "ask/{rule}",
        lambda policy, case, names, how: policy.ask(
            names["rule"], case.facts, known_on=case.known_on, **how
        ),
        "decision", "One rule of the edition, by its id.",
    ),
    WebQuestion(
        "ladder/{ladder}",
        lambda policy, case, names, how: policy.ladder(
            names["ladder"], case.facts, known_on=case.known_on, **how
        ),
        "way", "Which rung of a ladder is next.",
    ),
    WebQuestion(
        "may/{actor}/{action}",
        lambda policy, case, names, how: policy.may(
            names["actor"], names["action"], case.facts, known_on=case.known_on, **how
        ),
        "decision", "Whether a role or institution may do something.",
    ),
    WebQuestion(
        "composition/{body}",
        lambda policy, case, names, how: policy.composition(
            names["body"], _told(policy, case, how, "members", names["body"]), **how
        ),
        "composition", "Whether a body (`members` of the document) is composed and quorate.",
    ),
    WebQuestion(
        "meetings/{body}",
        lambda policy, case, names, how: policy.meetings(
            names["body"], _told(policy, case, how, "meetings", names["body"]), **how
        ),
        "decision", "Whether a body met as often as it has to (`meetings` of the document).",
    ),
    WebQuestion(
        "staffing",
        lambda policy, case, _, how: policy.staffing(_told(policy, case, how, "staff"), **how),
        "decision[]", "Whether every place has the people it needs (`staff` of the document).",
    ),
)  # fmt: skip


def single(question: WebQuestion) -> Callable[[ServiceCall], JsonAnswer]:
    """The handler of one question about one case."""

    def handle(call: ServiceCall) -> JsonAnswer:
        on = call.query("on").get("on")
        return JsonAnswer(_answered(call, question, call.root, call.reference, call.key, on))

    return handle


def batch(question: WebQuestion) -> Callable[[ServiceCall], JsonAnswer]:
    """The handler of one question about many cases, by reference.

    What is wrong with a case is the answer to that one; what cannot be recorded, to all of them.
    """

    def handle(call: ServiceCall) -> JsonAnswer:
        on = call.query("on").get("on")
        if call.header(REFERENCE):  # each case has its own
            raise refused("unknown-parameter", name=REFERENCE, known=KEY)
        cases = _cases(call)
        answers: dict[str, str] = {}
        for reference, root in cases:  # each for itself: others may record in between
            try:
                answer = _answered(call, question, root, reference, call.key, on)
            except StoreError:
                raise
            except IizError as error:
                answer = written({"problem": error.to_problem(call.language)})
            answers[reference] = answer
        members = ",".join(f"{written(reference)}:{told}" for reference, told in answers.items())
        return JsonAnswer(f'{{"answers":{{{members}}}}}')

    return handle


def _cases(call: ServiceCall) -> Iterator[tuple[str, Node]]:
    """The cases of a batch with their references, all of them looked at before any is asked."""
    cases, keys = call.root.child("cases"), call.root.plain()
    if cases is None or not isinstance(cases.value, dict) or len(keys) > 1:
        words = {"key": "cases", "keys": "cases", "near": ""}
        raise CaseError([Finding("missing-key", call.root.place, words)])
    if len(cases.value) > call.service.settings.limits.batch:
        raise refused("body-too-large", most=call.service.settings.limits.batch)
    return iter(cases.value.items())


def _answered(
    call: ServiceCall,
    question: WebQuestion,
    root: Node,
    reference: str,
    key: str,
    on: str | None,
) -> str:
    """Ask, and give what was answered with what names it in the log, as JSON."""
    canton, case = call.canton, call.document(root)
    if case.canton and case.canton.rpartition("/")[2] != canton.canton:
        raise refused("other-canton", case=reference, canton=case.canton, loaded=canton.canton)
    day = case.on or call.day(None, "date") if on is None else call.day(on)
    logged: list[LoggedDecision] = []
    policy = canton.on(day).with_log(
        call.service.log, user=call.token.name, key=key, on_decision=logged.append
    )
    how = {"on": day, "interpretations": case.interpretations or None, "name": reference}
    answer = question.ask(policy, case, call.request.path_params, how)
    return f'{{"decision":{written(_named(logged))},"answer":{in_json(answer)}}}'


def _named(logged: list[LoggedDecision]) -> dict[str, Any] | None:
    """What identifies a logged decision; null if no rule answered."""
    if not logged:
        return None
    last = logged[-1]
    names = {"id": last.receipt.id, "reference": last.receipt.reference}
    return {**names, "seq": last.seq, "recorded": last.recorded, "hash": last.receipt.hash}


def in_json(answer: Any) -> str:
    """An answer as JSON."""
    match answer:
        case tuple():
            return f"[{','.join(map(in_json, answer))}]"
        case Decision():
            return answer.to_json()
        case Mapping() if not hasattr(answer, "to_dict"):
            return written({rule: str(verdict) for rule, verdict in answer.items()})
    return written(answer.to_dict())
