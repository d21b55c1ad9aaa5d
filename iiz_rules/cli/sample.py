"""How a finding looks: the bad example of its page, put into a tiny canton and checked."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from iiz_rules import findings
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.findings.registry import stages
from iiz_rules.language.editions import Folder
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.policy import load
from iiz_rules.testing.stories import tell
from iiz_rules.testing.story_document import read_story
from iiz_rules.testing.suite import check_canton

TINY = Path(findings.__file__).parent / "tiny"
EDITION = "2024-01-01"
# They read facts that an example of facts.yaml does not declare.
READERS = ("escalation.yaml", "events.yaml", "interpretations.yaml", "eligibility.yaml")
STORY = "story.yaml"


def findings_of(page: Page) -> list[Finding]:
    """Give what is found wrong in the page's bad example; nothing where it is no file."""
    data = page.bad_bytes or page.bad.encode()
    if page.file.endswith(".json"):
        return list(read_json(data, page.file).findings)
    if not page.file.endswith(".yaml") or not data:
        return []
    if stages()[page.code] == "text":
        return list(read_yaml(data, page.file).findings)
    if page.file == STORY:
        return _of_story(data)
    with TemporaryDirectory() as place:
        folder = Folder(Path(place) / "tiny", "tiny")
        _write(folder.path, page.file, data)
        runs = list(check_canton(folder))
    cases = [found for run in runs for case in run.cases for found in case.findings]
    return [found for run in runs for found in run.findings] + cases


def _of_story(data: bytes) -> list[Finding]:
    """Tell a story in the tiny canton, and give what is refused."""
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
    places = {"canton.yaml": folder / file, "case.yaml": folder / EDITION / "cases" / file}
    path = places.get(file, folder / EDITION / file)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
