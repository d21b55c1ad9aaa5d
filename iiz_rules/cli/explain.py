"""`iiz explain`: what a finding means, an example that has the fault, and the same mended."""

import shutil
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from iiz_rules.case.roster import ROSTER
from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, fault
from iiz_rules.cli.screen import Screen
from iiz_rules.findings import registry
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import near, shown
from iiz_rules.findings.page import Page
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import CATALOGUES
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.policy import load
from iiz_rules.render.text.findings import findings_text
from iiz_rules.testing.stories import read_story, tell
from iiz_rules.testing.suite import check_canton
from iiz_rules.words.typography import typeset

TINY = Path(registry.__file__).parent / "tiny"
EDITION = "2024-01-01"
# They read facts that an example of facts.yaml does not declare.
READERS = ("escalation.yaml", "events.yaml", "interpretations.yaml", "eligibility.yaml")
STORY = "story.yaml"
MEASURES = "measure: {amount: person.income, kind: person.note}\n"
"""what a catalogue needs beside it"""


@command()
@argument("code", "explain.code", required=False)
def explain(screen: Screen, code: str | None) -> int:
    """Explain one finding, or list all of them by what is looked at."""
    if code is None:
        screen.print("\n\n".join(_stages(screen)))
    elif code in registry.stages():
        screen.print(typeset("\n\n".join(_page(screen, registry.page(code))), screen.language))
    else:
        raise fault("unknown-finding", got=shown(code), near=near(code, registry.stages()))
    return 0


def _stages(screen: Screen) -> Iterator[str]:
    width = max(map(len, registry.stages()))
    for stage in registry.STAGES:
        codes = [code for code, of in registry.stages().items() if of == stage]
        messages = {code: _message(screen, registry.page(code)) for code in codes}
        blocks = (screen.paper.block(f"  {code:<{width}}  ", messages[code]) for code in codes)
        lines = [line for block in blocks for line in block]
        yield "\n".join([screen.paint(screen.say(f"stage.{stage}"), "heading"), *lines])
    yield typeset(screen.say("explain.more"), screen.language)


def _message(screen: Screen, page: Page) -> str:
    """Show the message with `…` for what it fills in."""
    words: dict[str, str] = defaultdict(lambda: "…")
    return typeset(page.message[screen.language].format_map(words), screen.language)


def _page(screen: Screen, page: Page) -> Iterator[str]:
    language = screen.language
    yield f"{screen.paint(page.code, 'heading')}: {_message(screen, page)}"
    yield "\n".join(screen.paper.lines(page.why[language]))
    if page.bad:
        yield _example(screen, "explain.bad", page.file, page.bad)
    faults = [finding for finding in findings_of(page) if finding.code == page.code]
    if faults:
        text = findings_text(faults[:1], language, screen.paint)
        yield f"{screen.say('explain.finding')}\n\n{textwrap.indent(text, '    ')}"
    if page.good:
        yield _example(screen, "explain.good", page.file, page.good)


def _example(screen: Screen, key: str, file: str, text: str) -> str:
    place = file if "." in file else screen.say(f"explain.place.{file}")
    return f"{screen.say(key, file=place)}\n\n{textwrap.indent(text.rstrip(), '    ')}"


def findings_of(page: Page) -> list[Finding]:
    """Find what is wrong in the bad example of a page, put into a tiny canton if it is a file."""
    data = page.bad_bytes or page.bad.encode()
    if page.file.endswith(".json"):
        return list(read_json(data, page.file).findings)
    if not page.file.endswith(".yaml") or not data:
        return []
    if registry.stages()[page.code] == "text":
        return list(read_yaml(data, page.file).findings)
    if page.file == STORY:
        return _of_story(data)
    with TemporaryDirectory() as place:
        folder = Folder(Path(place) / "tiny", "tiny")
        _write(folder.path, page.file, data)
        runs = list(check_canton(folder))
    cases = [finding for run in runs for case in run.cases for finding in case.findings]
    findings = [finding for run in runs for finding in run.findings] + cases
    proved = registry.stages()[page.code] == "proof" and page.code not in {
        finding.code for finding in findings
    }
    return findings + [one for run in runs if proved for one in _of_proofs(run.program)]


def _of_proofs(program: Program | None) -> list[Finding]:
    """What `iiz verify` finds; nothing where its solver is not installed."""
    from iiz_rules.verification.claims import prove_claims
    from iiz_rules.verification.prover import solvable
    from iiz_rules.verification.questions.examine import examine
    from iiz_rules.verification.verified import Verification

    if program is None or not solvable():
        return []
    proofs = tuple(prove_claims(program))
    found = Verification(program, proofs, tuple(examine(program, hints=True))).found
    return [one.finding for one in found]


def _of_story(data: bytes) -> list[Finding]:
    """Tell a story in the tiny canton, to see what is refused."""
    story, findings = read_story(data, STORY)
    try:
        if story:
            tell(load(TINY, story.opened), story)
    except IizError as error:
        return list(error.findings)
    return list(findings)


def _write(folder: Path, file: str, data: bytes) -> None:
    """Copy the tiny canton with one file exchanged, and without what then no longer fits."""
    shutil.copytree(TINY, folder)
    if file == "facts.yaml":
        for name in READERS:
            (folder / EDITION / name).unlink()
    places = dict.fromkeys(("canton.yaml", ROSTER), folder / file)
    places["case.yaml"] = folder / EDITION / "cases" / file
    path = places.get(file, folder / EDITION / file)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    if file.startswith(CATALOGUES):
        (folder / EDITION / "funding.yaml").write_text(MEASURES, encoding="utf-8")
