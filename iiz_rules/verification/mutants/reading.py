"""The cases and stories with which mutants are tried: those of an edition that pass today.

Of the editions that it stands on those count that hold in it as well.
"""

from collections.abc import Iterator
from pathlib import Path

from iiz_rules.case.documents import read_example
from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.editions import Folder
from iiz_rules.language.layers import Layer, layers_of
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.files import read_file
from iiz_rules.policy import Policy
from iiz_rules.testing.case_files import case_files, story_files
from iiz_rules.testing.expectations import faults
from iiz_rules.testing.stories import read_story
from iiz_rules.verification.mutants.trial import Trial, TriedCase, TriedStory


def read_trial(folder: Folder, entry: EditionEntry, program: Program) -> Trial:
    """Read the cases and stories of an edition. LoadError where one of its own does not pass."""
    policy = Policy.of(program, folder)
    own, *below = layers_of(folder, entry)
    known = {path.relative_to(own.path) for path in case_files(own)[0]}
    cases = [*_cases(own, policy, {*known})]
    failing = [one for one in cases if one.fails(program, one.asked)]
    stories = [*_stories(own, policy)]
    failing_stories = [one for one in stories if one.fails(program)]
    names = [*(one.example.name for one in failing), *(one.name for one in failing_stories)]
    if names:
        raise LoadError([_failing(name) for name in names])
    for layer in below:
        inherited = {path.relative_to(layer.path) for path in case_files(layer)[0]} - known
        known |= inherited
        others = _cases(layer, policy, inherited)
        cases += [one for one in others if not one.fails(program, one.asked)]
    return Trial(program, cases, stories)


def _failing(name: str) -> Finding:
    return Finding("case-fails", Place(Source(name)))


def _cases(layer: Layer, policy: Policy, meant: set[Path]) -> Iterator[TriedCase]:
    for path in case_files(layer)[0]:
        if path.relative_to(layer.path) not in meant:
            continue
        name = layer.folder.shown(path)
        data = read_file(path, name)
        example, findings = (
            (None, (data,)) if isinstance(data, Finding) else read_example(data, name)
        )
        errors = [*findings, *(faults(policy, example) if example else ())]
        if example is None or any(one.severity == "error" for one in errors):
            raise LoadError(errors)
        assert not isinstance(data, Finding)  # there is a case
        yield TriedCase.of(policy.program, example, data)


def _stories(layer: Layer, policy: Policy) -> Iterator[TriedStory]:
    for path in story_files(layer)[0]:
        name = layer.folder.shown(path)
        data = read_file(path, name)
        if isinstance(data, Finding):
            raise LoadError([data])
        story, findings = read_story(data, name)
        if story is None:
            raise LoadError(findings)
        yield TriedStory(policy, name, story, data)
