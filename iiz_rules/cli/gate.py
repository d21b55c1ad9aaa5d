"""`iiz gate`: what a change of a canton changes, against what it was declared to change."""

import os
from collections.abc import Iterator
from datetime import date

from iiz_rules.cli.asking import today
from iiz_rules.cli.command import command
from iiz_rules.cli.compared import against_option, check_two, compared
from iiz_rules.cli.options import argument, day_option, fault, form_option, option, wrong
from iiz_rules.cli.proving import Allowed, limit_option
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.findings.registry import message
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import check_own, schema_line
from iiz_rules.language.text.putting import put
from iiz_rules.render.data.difference import changes_data
from iiz_rules.render.text.findings import findings_text
from iiz_rules.render.text.gate import draft_text, gate_markdown, summary
from iiz_rules.testing.declared import CHANGES, NAME
from iiz_rules.verification.gate.gate import ChangeGate
from iiz_rules.verification.gate.gate import gate as compare
from iiz_rules.verification.prover import need_solver


@command()
@argument("before", "diff.before")
@argument("after", "diff.after", required=False)
@against_option
@day_option("--on", help="gate.on")
@option("--draft", help="gate.draft", word="schema.name")
@limit_option("verify.time-limit")
@form_option("text", "json", "markdown", help="gate.format")
def gate(
    screen: Screen,
    before: str,
    after: str | None,
    against: str | None,
    on: date | None,
    draft: str | None,
    allowed: Allowed,
    form: str,
) -> int:
    """Pass a declared change; 1 if it is undeclared, does not happen or is not fully proved."""
    need_solver()
    check_two(before, after, against)
    with compared(before, after, against, {}) as pair:
        day = on or today()
        done = compare(*pair, day, allowed())
        folder = pair[1].folder
    if draft is not None:
        schema = schema_line(folder.path, "declared-change", 1)
        _draft(screen, folder, draft, draft_text(done, day, schema, screen.language))
        return 0
    screen.give("\n\n".join(_told(screen, form, done)), form)
    return int(not done.passed)


def _draft(screen: Screen, folder: Folder, name: str, text: str) -> None:
    """Write a declaration of this name where there is none yet."""
    check_own(folder.path, folder.name)
    if not NAME.fullmatch(name):
        raise wrong("--draft", name, known="2026-11-wohnsitz")
    file = folder.path / CHANGES / f"{name}.yaml"
    if os.path.lexists(file):
        raise fault("already-there", folder=folder.shown(file))
    try:
        file.parent.mkdir(exist_ok=True)
    except OSError:
        raise fault("unwritable-folder", folder=folder.shown(file.parent)) from None
    put(file, text.encode())
    screen.print(screen.say("written", file=folder.shown(file)))


def _told(screen: Screen, form: str, done: ChangeGate) -> Iterator[str]:
    if form == "json":
        findings = [
            {
                "code": finding.code,
                "severity": finding.severity,
                "place": str(finding.place),
                "message": message(finding, screen.language),
            }
            for finding in done.findings
        ]
        data = {"passed": done.passed, "findings": findings, "changes": changes_data(done.changes)}
        data["unasked"] = dict(done.unasked)
        yield as_json(data)
    elif form == "markdown":
        yield gate_markdown(done, screen.language)
    else:
        if done.findings:
            yield findings_text(done.findings, screen.language, screen.paint)
        yield summary(done, screen.paper)
