"""`iiz interpretations`: how a canton reads its source, and which reading gives which answer."""

from collections.abc import Mapping, Sequence
from datetime import date

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.interpretations import declared_data, tables_data
from iiz_rules.case.documents import CaseDocument, Example
from iiz_rules.cli.asking import Inquiry, canton_of, inquiring, read
from iiz_rules.cli.command import command
from iiz_rules.cli.naming import rules_named
from iiz_rules.cli.options import argument, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.language.program.rules import Program
from iiz_rules.language.values import Value
from iiz_rules.policy import load
from iiz_rules.render.text.interpretations import answers_text, changes_text, declared_text
from iiz_rules.render.text.values import edition_words
from iiz_rules.testing.expectations import counted
from iiz_rules.words.formats import written


@command()
@argument("cases", "interpretations.case", nargs=-1)
@inquiring(on="interpretations.on")
@option("--rule", "rules", help="interpretations.rule", multiple=True, word="schema.name")
@form_option()
def interpretations(
    screen: Screen, inquiry: Inquiry, cases: tuple[str, ...], rules: tuple[str, ...], form: str
) -> int:
    """Tell what an edition declares or, with cases, what each option would answer in them."""
    if not cases:
        program = load(canton_of(inquiry.canton), inquiry.on).program
        if form == "json":
            screen.data(declared_data(program))
        else:
            screen.print(_declared(screen, program))
        return 0
    answers: dict[str, tuple[Decision, ...]] = {}
    for name in cases:
        try:
            answers[name] = _answers(screen, inquiry, rules, read(name, people=True))
        except CaseError as error:  # the other cases are still worth answering
            screen.report(error.findings, form == "json")
    if answers and form == "json":
        screen.data(tables_data(answers))
    elif answers:
        screen.print(_tables(screen, answers))
    return 0 if len(answers) == len(set(cases)) else 2


def _answers(
    screen: Screen, inquiry: Inquiry, rules: Sequence[str], case: CaseDocument
) -> tuple[Decision, ...]:
    policy = inquiry.policy(screen, case)
    program = policy.program
    how = inquiry.keywords(case) | {"counted": _people(case, program, policy.on)}
    rules = rules_named(program, rules, screen.language) or _about(case, program)
    return tuple(policy.ask(rule, case.facts, **how) for rule in rules)


def _people(case: CaseDocument, program: Program, on: date | None) -> Mapping[str, Value]:
    """Count members, staff and meetings that a case names; CaseError where they cannot be right."""
    facts, findings = counted(program, case.file, on) if isinstance(case, Example) else ({}, [])
    if findings:
        raise CaseError(findings)
    return facts


def _about(case: CaseDocument, program: Program) -> Sequence[str]:
    """Choose the rules a case is about: those it expects an answer of, else who may enter."""
    entry = [rule for rule in program.questions if rule == "eligibility"]
    return tuple(case.about) or entry or program.questions


def _declared(screen: Screen, program: Program) -> str:
    paper = screen.paper
    words = {"edition": edition_words(program, screen.language), "n": len(program.interpretations)}
    title = f"{program.label[screen.language]} · {screen.say('interpretations.edition', **words)}"
    readings = (declared_text(one, paper) for one in program.interpretations.values())
    return "\n\n".join([screen.paint(title, "heading"), *readings])


def _tables(screen: Screen, answers: Mapping[str, Sequence[Decision]]) -> str:
    paper = screen.paper
    parts = []
    for name, decisions in answers.items():
        if len(answers) > 1:
            parts.append(screen.paint(f"── {name} ", "heading"))
        program, on = decisions[0].program, written(decisions[0].on, screen.language)
        edition = edition_words(program, screen.language)
        title = f"{program.label[screen.language]} · {edition} · {on}"
        parts += [screen.paint(title, "heading"), answers_text(decisions, paper)]
    if len(answers) > 1:
        together = [decision for each in answers.values() for decision in each]
        parts.append(changes_text(len(answers), together, paper))
    return "\n\n".join(parts)
