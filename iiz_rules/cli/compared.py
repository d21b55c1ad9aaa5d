"""Two policies to compare: editions, folders, a commit and the working tree, or options."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from iiz_rules.cli.options import fault, option
from iiz_rules.engine.askable import checked_options
from iiz_rules.findings.errors import LoadError
from iiz_rules.language.editions import Folder, entry_on, find_folder, read_canton
from iiz_rules.language.folders import CANTON
from iiz_rules.loading import edition_of, load_edition
from iiz_rules.policy import Policy
from iiz_rules.verification.committed import committed
from iiz_rules.verification.space import validity

against_option = option("--against", help="diff.against", word="diff.commit")
Pair = tuple[Policy, Policy]


def check_two(before: str, *others: object) -> None:
    """UsageError where nothing says with what one state is to be compared."""
    if not any(others):  # with itself nothing ever changes
        raise fault("nothing-to-compare", name=before)


@contextmanager
def compared(
    before: str,
    after: str | None,
    against: str | None,
    readings: Mapping[str, str],
    scenario: str | None = None,
) -> Iterator[Pair]:
    """The two policies, for as long as they are needed, both under the readings.

    With a commit the first is what stands in `before` as it stood then; without a second name both
    are the same edition, and the second one alone is under the readings. It may be that under a
    scenario.
    """
    if against and after:
        raise fault("clashing-options", got=after, other="--against")
    folder, edition = _place(before)
    new = _kept(*((folder, edition) if after is None else _place(after)))
    options = checked_options(new.program, readings)
    read = _under(Policy.of(new.program, new.folder, None, options), scenario)
    if against is None:
        yield (new if after is None else _read(_kept(folder, edition), options)), read
        return
    with committed(folder, against) as then:
        known = {one.id for one in read_canton(then).editions}
        yield _read(_policy(then, edition if edition in known else None), options), read


def _read(policy: Policy, options: Mapping[str, str]) -> Policy:
    """A policy with those of some options that it knows."""
    known = policy.program.interpretations
    chosen = {name: one for name, one in options.items() if name in known}
    chosen = {name: one for name, one in chosen.items() if one in known[name].options}
    return Policy.of(policy.program, policy.folder, None, chosen)


def _under(policy: Policy, scenario: str | None) -> Policy:
    """A policy under a scenario, on its day or else a day on which the policy is in force."""
    if scenario is None:
        return policy
    from iiz_rules.portfolio.scenario import read_scenario, under

    assumed = read_scenario(scenario)
    return under(policy, assumed, assumed.on or validity(policy.program)[0]).policy


def _place(name: str) -> tuple[Folder, str | None]:
    """The folder of a canton, and the edition if the folder of one is named."""
    path = Path(name)
    inside = (path.parent / CANTON).is_file() and path.is_dir() and not (path / CANTON).is_file()
    folder = find_folder(path.parent if inside else name)
    if not inside:
        return folder, None
    if path.name not in {one.id for one in read_canton(folder).editions}:
        find_folder(name)  # says that it is none
    return folder, path.name


def _kept(folder: Folder, edition: str | None) -> Policy:
    """An edition, or the newest one of a canton, from the cache if possible."""
    if edition is not None:
        return _policy(folder, edition)
    program = load_edition(str(folder.path), folder.name, None).program
    return Policy.of(program, folder)


def _policy(folder: Folder, edition: str | None) -> Policy:
    """An edition, or the newest one of a canton."""
    canton = read_canton(folder)
    named = [one for one in canton.editions if one.id == edition]
    entry = named[0] if named else entry_on(canton, None, folder.name)
    program, findings = edition_of(folder, entry, homed=False)
    if program is None:
        raise LoadError(findings)
    return Policy.of(program, folder)
