"""`iiz gate`: what a change of a canton changes, against what it was declared to change."""

from collections.abc import Iterator
from datetime import date

from iiz_rules.cli.asking import today
from iiz_rules.cli.command import command
from iiz_rules.cli.compared import against_option, compared
from iiz_rules.cli.options import argument, day_option, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.render.data.difference import changes_data
from iiz_rules.render.text.findings import findings_text
from iiz_rules.render.text.gate import draft_text, gate_markdown, summary
from iiz_rules.verification.gate.gate import Gate
from iiz_rules.verification.gate.gate import gate as compare
from iiz_rules.verification.prover import need_solver


@command()
@argument("before", "diff.before")
@argument("after", "diff.after", required=False)
@against_option
@day_option("--on", help="gate.on")
@option("--draft", help="gate.draft", is_flag=True)
@form_option("text", "json", "markdown", help="gate.format")
def gate(
    screen: Screen,
    before: str,
    after: str | None,
    against: str | None,
    on: date | None,
    draft: bool,
    form: str,
) -> int:
    """Let through what is declared; 1 where something is not, or does not happen."""
    need_solver()
    with compared(before, after, against, {}) as pair:
        day = on or today()
        done = compare(*pair, day)
    if draft:
        screen.print(draft_text(done, day, screen.language))
        return 0
    screen.print("\n\n".join(_told(screen, form, done)))
    return int(not done.passed)


def _told(screen: Screen, form: str, done: Gate) -> Iterator[str]:
    if form == "json":
        from iiz_rules.cli.screen import as_json
        from iiz_rules.findings.registry import message

        findings = [
            {
                "code": one.code,
                "severity": one.severity,
                "place": str(one.place),
                "message": message(one, screen.language),
            }
            for one in done.findings
        ]
        data = {"passed": done.passed, "findings": findings, "changes": changes_data(done.changes)}
        yield as_json(data)
    elif form == "markdown":
        yield gate_markdown(done, screen.language)
    else:
        if done.findings:
            yield findings_text(done.findings, screen.language, screen.paint)
        yield summary(done, screen.paper)
