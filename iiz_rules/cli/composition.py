"""`iiz composition`: whether bodies are properly composed, and places have their people.

The case says who sits in which body (`members`) and who works where (`staff`).
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from iiz_rules.answers.decision import Decision
from iiz_rules.api import load
from iiz_rules.case.documents import CaseDocument
from iiz_rules.cli.asking import EXIT, chosen, day_of, options, read
from iiz_rules.cli.options import Command
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import CaseError
from iiz_rules.findings.finding import Finding
from iiz_rules.policy import Policy
from iiz_rules.render.text import explanation


def command(screen: Screen) -> click.Command:
    """Build the command."""
    return Command(
        "composition",
        screen.language,
        params=[
            click.Argument(["case"], metavar=screen.say("composition.case")),
            *options(screen),
        ],
        callback=lambda **given: _composition(screen, **given),
    )


def _composition(
    screen: Screen,
    case: str,
    canton: str,
    on: date | None,
    readings: tuple[str, ...],
    kind: str,
    by_verdict: bool,
) -> int:
    document = read(case)
    if not document.members and document.staff is None:
        raise CaseError([Finding("no-members", document.facts.place)])
    policy = load(canton, day_of(screen, on, document))
    how = {"interpretations": {**document.interpretations, **chosen(readings)}}
    found = list(_decisions(policy, document, how))
    if kind == "json":
        answers = {"case": document.name, "decisions": [one.to_dict() for one in found]}
        data = {"format": 1, "cases": [answers | {"ways": []}]}
        screen.print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        texts = (explanation(one, screen.language, screen.paint) for one in found)
        screen.print("\n\n\n".join(texts))
    return EXIT[found[0].verdict] if by_verdict else 0


def _decisions(policy: Policy, document: CaseDocument, how: Any) -> Iterator[Decision]:
    for body, members in document.members.items():
        yield from policy.composition(body, members, **how).decisions
    if document.staff is not None:
        yield from policy.staffing(document.staff, **how)
