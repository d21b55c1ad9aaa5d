"""`iiz check`: everything found wrong in the files of cantons, and in their cases."""

from collections import Counter

from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import argument, form_option, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.finding import Finding, Severity, in_order
from iiz_rules.render.text.findings import finding_line, findings_text
from iiz_rules.testing.suite import check_canton


@command()
@argument("paths", "check.path", nargs=-1)
@option("--strict", help="check.strict", is_flag=True)
@form_option(help="check.format")
def check(screen: Screen, paths: tuple[str, ...], strict: bool, form: str) -> int:
    """Check all files and all cases; 1 where there are errors, or with `--strict` warnings."""
    files = 0
    findings: list[Finding] = []
    for canton, _ in cantons_meant(paths):
        editions = list(check_canton(canton))
        files += sum(edition.files for edition in editions) - (len(editions) - 1)
        for edition in editions:
            findings += [*edition.findings, *edition.beside]
            findings += [finding for case in edition.cases for finding in case.findings]
            findings += [finding for story in edition.stories for finding in story.findings]
    ordered = in_order(findings)
    count = Counter(finding.severity for finding in ordered)
    if form == "json":
        for finding in ordered:
            screen.print(finding_line(finding, screen.language))
    else:
        screen.print(_text(screen, ordered, files, count))
    return int(count["error"] > 0 or (strict and bool(ordered)))


def _text(
    screen: Screen, findings: tuple[Finding, ...], files: int, count: Counter[Severity]
) -> str:
    if not findings:
        return screen.say("check.clean.one" if files == 1 else "check.clean.many", n=files)
    words = {"n": files, "errors": count["error"], "warnings": count["warning"]}
    closing = screen.say("check.found", **words)
    return f"{findings_text(findings, screen.language, screen.paint)}\n\n{closing}"
