"""`iiz check`: everything found wrong in the files of cantons, and in their cases."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import argument, form_option, option
from iiz_rules.cli.rewriting import rewrite
from iiz_rules.cli.screen import Screen, as_json
from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.findings import findings_of
from iiz_rules.editor.fixes import Fix, mended
from iiz_rules.findings.finding import Finding, Severity, in_order
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import check_own
from iiz_rules.language.text.putting import put
from iiz_rules.render.text.findings import finding_line, findings_text
from iiz_rules.schemas import kept_schemas
from iiz_rules.testing.suite import check_canton


@command()
@argument("paths", "check.path", nargs=-1)
@option("--strict", help="check.strict", is_flag=True)
@option("--fix", "mend", help="check.fix", is_flag=True)
@option("--write", "keep", help="check.write", is_flag=True)
@form_option(help="check.format")
def check(
    screen: Screen, paths: tuple[str, ...], strict: bool, mend: bool, keep: bool, form: str
) -> int:
    """Check all files and all cases; 1 where there are errors, or with `--strict` warnings."""
    files = 0
    findings: list[Finding] = []
    for canton, _ in cantons_meant(paths):
        for fix in _fixed(canton) if mend else ():
            screen.complain(
                screen.say("check.fixed", place=fix.finding.place, done=fix.title(screen.language))
            )
        editions = list(check_canton(canton))
        files += sum(edition.files for edition in editions) - (len(editions) - 1)
        told = [finding for edition in editions for finding in edition.told]
        findings += told
        if keep and not any(finding.severity == "error" for finding in told):
            _keep(screen, canton)
    ordered = in_order(findings)
    count = Counter(finding.severity for finding in ordered)
    if form == "json":
        for finding in ordered:
            screen.print(finding_line(finding, screen.language))
    else:
        screen.print(_text(screen, ordered, files, count))
    return int(count["error"] > 0 or (strict and bool(ordered)))


def _keep(screen: Screen, canton: Folder) -> None:
    """Update the schemas that a canton keeps beside its files."""
    for path, schema in kept_schemas(canton).items():
        if path.read_text("utf-8") != (wanted := as_json(schema) + "\n"):
            check_own(canton.path, canton.name)
            put(path, wanted)
            screen.complain(screen.say("written", file=canton.shown(path)))


ROUNDS = 5
"""repeated because mending a fault may reveal others"""


def _fixed(canton: Folder) -> Iterator[Fix]:
    """Mend whatever has exactly one remedy, and yield what was done."""
    for _ in range(ROUNDS):
        files = {one.path: one for one in CantonText(canton).files}
        changes: dict[Path, tuple[bytes, bytes]] = {}
        done: list[Fix] = []
        for path, findings in findings_of(CantonText(canton)).items():
            if path in files:
                after, fixes = mended(files[path].data, path, findings)
                done += fixes
                changes |= {path: (files[path].data, after)} if fixes else {}
        rewrite(canton, changes)
        yield from done
        if not done:
            return


def _text(
    screen: Screen, findings: tuple[Finding, ...], files: int, count: Counter[Severity]
) -> str:
    if not findings:
        return screen.say("check.clean.one" if files == 1 else "check.clean.many", n=files)
    words = {"n": files, "errors": count["error"], "warnings": count["warning"]}
    closing = screen.say("check.found", **words)
    return f"{findings_text(findings, screen.language, screen.paint)}\n\n{closing}"
