"""The cases and stories with which mutants are tried: those of an edition that pass today.

Of the editions that it stands on those count that hold in it as well.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from iiz_rules.case.documents import read_example
from iiz_rules.findings.errors import LoadError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.editions import Folder
from iiz_rules.language.layers import Layer, layers_of
from iiz_rules.language.model.sources import EditionEntry
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.files import file_bytes
from iiz_rules.policy import Policy
from iiz_rules.testing.case_files import case_files, story_files
from iiz_rules.testing.expectations import faults
from iiz_rules.testing.stories import read_story
from iiz_rules.verification.mutants.trial import Trial, TriedCase, TriedStory


def read_trial(folder: Folder, entry: EditionEntry, program: Program) -> Trial:
    """Read the cases and stories of an edition. LoadError where one of its own does not pass."""
    policy = Policy.of(program, folder)
    own, *below = layers_of(folder, entry)
    cases = {path.relative_to(own.path): _case(own, path, policy) for path in case_files(own)[0]}
    failing = [one.example.name for one in cases.values() if one.fails(program, one.asked)]
    stories = [*_stories(own, policy)]
    failing += [one.name for one in stories if one.fails(program)]
    if failing:
        raise LoadError([Finding("case-fails", Place(Source(name))) for name in failing])
    anyday = Policy.of(replace(program, valid_from=None, valid_to=None), folder)
    for layer in below:
        for path in case_files(layer)[0]:
            with suppress(LoadError):  # what cannot be asked here is no case of it
                case = _case(layer, path, anyday)
                if not case.fails(program, case.asked):
                    cases.setdefault(path.relative_to(layer.path), case)
    return Trial(program, cases.values(), stories)


def _case(layer: Layer, path: Path, policy: Policy) -> TriedCase:
    name = layer.folder.shown(path)
    data = file_bytes(path, name, LoadError)
    example, findings = read_example(data, name)
    errors = [*findings, *(faults(policy, example) if example else ())]
    if example is None or any(one.severity == "error" for one in errors):
        raise LoadError(errors)
    return TriedCase.of(policy.program, example, data)


def _stories(layer: Layer, policy: Policy) -> Iterator[TriedStory]:
    for path in story_files(layer)[0]:
        name = layer.folder.shown(path)
        data = file_bytes(path, name, LoadError)
        story, findings = read_story(data, name)
        if story is None:
            raise LoadError(findings)
        yield TriedStory(policy, name, story, data)
