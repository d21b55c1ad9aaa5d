"""`iiz check`: everything found wrong in the files of cantons, and in their cases."""

from collections import Counter
from functools import partial

import click

from iiz_rules.cli.options import Choice, Command, Option
from iiz_rules.cli.paths import chosen
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.finding import Finding, Severity, in_order
from iiz_rules.render.findings import finding_line, findings_text
from iiz_rules.testing.suite import check_canton


def command(screen: Screen) -> click.Command:
    """Build the command."""
    language, kinds = screen.language, Choice(["text", "json"])
    option = partial(Option, language=language)
    return Command(
        "check",
        language,
        params=[
            click.Argument(["paths"], nargs=-1, metavar=screen.say("check.path")),
            option("--strict", help="check.strict", is_flag=True),
            option("--format", "kind", help="check.format", type=kinds, default="text"),
        ],
        callback=lambda **given: _check(screen, **given),
    )


def _check(screen: Screen, paths: tuple[str, ...], strict: bool, kind: str) -> int:
    files = 0
    findings: list[Finding] = []
    for one in chosen(paths):
        editions = list(check_canton(one.folder))
        files += sum(edition.files for edition in editions) - (len(editions) - 1)
        for edition in editions:
            findings += edition.findings
            findings += [found for case in edition.cases for found in case.findings]
    found = in_order(findings)
    count = Counter(one.severity for one in found)
    if kind == "json":
        for finding in found:
            screen.print(finding_line(finding, screen.language))
    else:
        screen.print(_text(screen, found, files, count))
    return int(count["error"] > 0 or (strict and bool(found)))


def _text(screen: Screen, found: tuple[Finding, ...], files: int, count: Counter[Severity]) -> str:
    if not found:
        return screen.say("check.clean.one" if files == 1 else "check.clean.many", n=files)
    words = {"n": files, "errors": count["error"], "warnings": count["warning"]}
    closing = screen.say("check.found", **words)
    return f"{findings_text(found, screen.language, screen.paint)}\n\n{closing}"
