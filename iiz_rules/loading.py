"""Where editions come from: the cache, or else they are read, checked, compiled and proved.

What only the second way needs is imported there, to keep the first one fast.
"""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from iiz_rules.cache import circuits, entries
from iiz_rules.cache.snapshot import ABOVE, Snapshot, entry_key
from iiz_rules.engine.compiled.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from typing import Any, TypeVar

    from iiz_rules.engine.asking.reach import Proved
    from iiz_rules.findings.finding import Finding
    from iiz_rules.language.editions import Folder
    from iiz_rules.language.model.edition import Edition
    from iiz_rules.language.model.sources import CantonFile, EditionEntry
    from iiz_rules.language.program.rules import Program

    Findings = tuple[Finding, ...]
    Whole = tuple[Program, Findings]
    Made = TypeVar("Made")
    IndexRow = tuple[str, str | None, str | None, tuple[str, ...]]


def read_day(on: str | date, name: str = "on") -> date:
    """Read the date of a question; UsageError, naming the keyword, if it is not a date.

    >>> read_day("2024-03-05")
    datetime.date(2024, 3, 5)
    """
    from datetime import date

    from iiz_rules.language.dates import parse_date

    day = on if type(on) is date else parse_date(on) if isinstance(on, str) else None
    if day is not None:
        return day
    from iiz_rules.findings.errors import UsageError
    from iiz_rules.findings.finding import Finding, Place, Source
    from iiz_rules.language.values import Domain, Problem, read_value

    read = read_value(on, Domain("date"))  # the way of a case's dates, which knows what to say
    if isinstance(read, Problem):
        raise UsageError([Finding(read.code, Place(Source(name)), read.words)])
    assert isinstance(read, date)  # what a reader of dates gives
    return read


def load_edition(path: str, name: str, day: date | None) -> Engine:
    """Load the edition of a folder in force on a day, or the newest one.

    Raises LoadError where its files have faults, UsageError for a day outside all editions.
    """
    snapshot = Snapshot(path, name)
    recalled = _recalled(snapshot, day)
    return _uncollected(lambda: _read(snapshot, day)) if recalled is None else recalled


def load_answering(path: str, name: str, day: date) -> Engine:
    """The edition in force on a day, or one that answers that none is."""
    from iiz_rules.findings.errors import UsageError

    try:
        return load_edition(path, name, day)
    except UsageError as error:
        if [finding.code for finding in error.findings] != ["no-edition"]:
            raise
        return _load_outside(path, name, day)


def _load_outside(path: str, name: str, day: date) -> Engine:
    """An edition for a day outside all others: it answers that none is in force."""
    from pathlib import Path

    from iiz_rules.language.editions import Folder, nearest, read_canton, spans
    from iiz_rules.language.program.outside import outside

    canton = read_canton(Folder(Path(path), name))
    entry = nearest(canton, day)
    bound = entry.valid_from if (entry.valid_from or "") > day.isoformat() else entry.valid_to
    engine = load_edition(path, name, read_day(bound) if bound else None)
    program = outside(engine.program, day, spans(canton), entry.predecessor, entry.place)
    return Engine.of(program, engine.findings)


def _uncollected(make: Callable[[], Made]) -> Made:
    """Call `make` without garbage collection, which would walk through all that stays."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return make()
    finally:
        if enabled:
            gc.enable()


# ------------------------------------------------------------------------ out of the cache

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"
NEVER = LAST_DAY, FIRST_DAY
"""the days of an edition that is assumed to be replaced: none"""
SPOILT = ValueError, TypeError, LookupError, AttributeError
"""what reading an entry raises that is intact and yet not an edition"""


def _recalled(snapshot: Snapshot, day: date | None) -> Engine | None:
    """Find an edition in the cache; a spoilt entry counts as none."""
    key = snapshot.index_key()
    index = entries.read(key) if key else None
    try:
        entry = _in_force(index, day) if index else None
        files = snapshot.files(*entry) if entry else None
        if entry is None or files is None:
            return None
        edition, _ = entry
        parts = entries.read(snapshot.edition_key(edition, files))
        return None if parts is None else _unpacked(*parts, snapshot=snapshot)
    except SPOILT:
        return None


def _listed(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """The editions that the cache knows, in their order, with the layers below each.

    None of them where one is assumed to be replaced: then the order is not that of canton.yaml.
    """
    key = snapshot.index_key()
    try:
        index: list[IndexRow] = (entries.read(key) if key else None) or []
        replaced = any((first, last) == NEVER for _, first, last, _ in index)
        return {} if replaced else {name: tuple(layers) for name, _, _, layers in index}
    except SPOILT:
        return {}


def _from_cache(
    snapshot: Snapshot, edition: str, layers: tuple[str, ...], *, homed: bool = True
) -> Whole | None:
    """A whole edition from the cache; None if it is missing or spoilt."""
    files = snapshot.files(edition, layers)
    parts = entries.read(snapshot.edition_key(edition, files)) if files else None
    try:
        if parts is None:
            return None
        if not homed:
            return unpacked(parts[1], snapshot.path, snapshot.name, homed=False)
        engine = _unpacked(*parts, snapshot=snapshot)
        return engine.program, engine.findings
    except SPOILT:
        return None


def _in_force(index: list[IndexRow], day: date | None) -> tuple[str, tuple[str, ...]] | None:
    """The edition in force on a day, or else the newest, and the layers below it."""
    for name, first, last, layers in index if day else index[-1:]:
        if not day or (first or FIRST_DAY) <= day.isoformat() <= (last or LAST_DAY):
            return name, layers
    return None


def _unpacked(circuit: dict[str, Any], whole: bytes, *, snapshot: Snapshot) -> Engine:
    """The engine of an entry: its circuit at once, the program when needed."""
    read = circuits.unpack(circuit)
    return Engine(lambda: read, partial(unpacked, whole, snapshot.path, snapshot.name))


def unpacked(text: bytes, path: str, name: str, *, homed: bool = True) -> Whole:
    """Read a program that was packed; `homed` as the files of a folder give it."""
    from iiz_rules.cache import codec
    from iiz_rules.language.program.homes import at_home

    program, findings = _uncollected(lambda: codec.unpack(text, name))
    return at_home(program, edition_again, path, name) if homed else program, findings


def edition_again(key: tuple[str, str, str], path: str, name: str) -> Program:
    """Read an edition again; UsageError if its files have changed since."""
    from pathlib import Path

    from iiz_rules.findings.errors import UsageError
    from iiz_rules.findings.finding import Finding, Place, Source
    from iiz_rules.language.editions import Folder, read_canton

    _, edition, digest = key
    editions = {one.id: one for one in read_canton(Folder(Path(path), name)).editions}
    begins = editions[edition].valid_from if edition in editions else None
    program = load_edition(path, name, read_day(begins) if begins else None).program
    if (program.canton, program.edition, program.digest) != key:
        words = {"edition": edition, "digest": digest[:12]}
        raise UsageError([Finding("edition-edited", Place(Source(name)), words)])
    return program


def _remember(snapshot: Snapshot, canton: CantonFile, edition: str, whole: Whole) -> None:
    """Keep an edition, provided that its files are still those of the snapshot."""
    if not entries.kept():
        return
    from iiz_rules.cache import codec
    from iiz_rules.engine.compiled.numbering import circuit_of
    from iiz_rules.language.edition_files import belongs, digest_of
    from iiz_rules.language.folders import CANTON, WITHIN

    program, findings = whole
    index = [
        (entry.id, *_days(canton, entry), _below(snapshot, entry))
        for entry in sorted(canton.editions, key=lambda one: one.id not in canton.replaced)
    ]
    layers = next(row[3] for row in index if row[0] == edition)
    key, files = snapshot.index_key(), snapshot.files(edition, layers)
    if key is None or files is None:
        return
    used = {
        CANTON if name == ABOVE else name: data
        for name, data in files.items()
        if name == ABOVE or name.endswith(WITHIN + CANTON) or belongs(name.rpartition(WITHIN)[2])
    }
    if digest_of(used.items()) == program.digest:
        entries.write(key, index)
        parts = circuits.pack(circuit_of(program)), codec.pack(program, findings, snapshot.name)
        entries.write(snapshot.edition_key(edition, files), parts)


def _days(canton: CantonFile, entry: EditionEntry) -> tuple[str | None, str | None]:
    """The first and last day of an edition; one assumed to be replaced is in force on none."""
    if entry.id in canton.replaced:
        return NEVER
    return entry.valid_from, entry.valid_to


def _below(snapshot: Snapshot, entry: EditionEntry) -> tuple[str, ...]:
    """The layers below an edition; none if one is missing, so that it is not found."""
    from pathlib import Path

    from iiz_rules.findings.errors import LoadError
    from iiz_rules.language.editions import Folder
    from iiz_rules.language.layers import layers_of

    try:
        layers = layers_of(Folder(Path(snapshot.path), snapshot.name), entry)
    except LoadError:
        return ()
    return tuple(layer.name for layer in layers[1:])


# ---------------------------------------------------------------------- from a canton's files


def _read(snapshot: Snapshot, day: date | None) -> Engine:
    """Read the edition in force on a day, and keep it."""
    from pathlib import Path

    from iiz_rules.findings.errors import LoadError
    from iiz_rules.language.editions import Folder, entry_on, read_canton
    from iiz_rules.language.program.homes import at_home

    folder = Folder(Path(snapshot.path), snapshot.name)
    canton = read_canton(folder)
    entry = entry_on(canton, day, folder.name)
    program, findings = read_program(folder, entry)
    if program is None:
        raise LoadError(findings)
    _remember(snapshot, canton, entry.id, (program, findings))
    return Engine.of(at_home(program, edition_again, snapshot.path, snapshot.name), findings)


def edition_of(
    folder: Folder, entry: EditionEntry, *, homed: bool = True
) -> tuple[Program | None, Findings]:
    """One edition of a canton, from the cache or else read, checked and compiled.

    The program is None where a finding is an error; such an edition is read each time. `homed`
    where the folder is there to stay, so that the program can be had from it again.
    """
    if folder.unsaved:
        return read_program(folder, entry)
    snapshot = Snapshot(str(folder.path), folder.name)
    cached = _from_cache(snapshot, entry.id, _below(snapshot, entry), homed=homed)
    if cached is not None:
        return cached
    program, findings = read_program(folder, entry)
    if program is not None:
        from iiz_rules.language.editions import read_canton

        _remember(snapshot, read_canton(folder), entry.id, (program, findings))
    return program, findings


def editions_of(folder: Folder) -> Iterator[tuple[str, Program | None, Findings]]:
    """Every edition of a canton by its name, as `edition_of` has it; the files may stay unread.

    In the order of canton.yaml; LoadError where that is wrong.
    """
    snapshot = Snapshot(str(folder.path), folder.name)
    known = {} if folder.unsaved else _listed(snapshot)
    for edition in known or [entry.id for entry in _entries(folder)]:
        cached = _from_cache(snapshot, edition, known[edition]) if known else None
        if cached is None:
            entry = next(one for one in _entries(folder) if one.id == edition)
            yield edition, *edition_of(folder, entry)
        else:
            yield edition, *cached


def _entries(folder: Folder) -> tuple[EditionEntry, ...]:
    from iiz_rules.language.editions import read_canton

    return read_canton(folder).editions


def read_program(
    folder: Folder, entry: EditionEntry, amend: Callable[[Edition], Edition] | None = None
) -> tuple[Program | None, Findings]:
    """Read, check and compile one edition. The program is None where a finding is an error.

    `amend` may exchange parts of the edition before it is checked, as a scenario does.
    """
    from iiz_rules.language.checks.run import check_edition
    from iiz_rules.language.compiler.program import compile_edition
    from iiz_rules.language.completing import complete
    from iiz_rules.language.edition_files import read_edition

    edition, findings = read_edition(folder, entry)
    if edition is not None and amend is not None:
        edition = amend(edition)
        findings = [*findings, *complete(edition)]
    if edition is not None:
        findings = [*findings, *check_edition(edition)]
    if edition is None or _faulty(findings):
        return None, tuple(findings)
    program = compile_edition(edition)
    findings = [*findings, *_proved(program)]
    return None if _faulty(findings) else program, tuple(findings)


def _proved(program: Program) -> Iterator[Finding]:
    """Prove what is proved of every edition on loading, unless proved before."""
    from iiz_rules.engine.asking.reach import Proof, impossible, unborne, unreachable

    key = entry_key(f"reach {program.edition}", program.canton, ())
    before = _proved_before(key)
    proof = Proof(program, before if entries.kept() else None)
    unmet = unreachable(program, proof)
    yield from unmet
    if all(one.code != "never-met" for one in unmet):
        yield from impossible(program, proof)
    yield from unborne(program, proof)
    if proof.asked != before:
        entries.write(key, {digest: tuple(one) for digest, one in proof.asked.items()})


def _proved_before(key: str) -> dict[str, Proved]:
    """What was proved of an edition before; nothing if the entry is spoilt."""
    from iiz_rules.engine.asking.reach import Proved
    from iiz_rules.language.truth import Truth

    try:
        entry = (entries.read(key) or {}).items()
        return {
            digest: Proved(tuple(str(Truth(truth)) for truth in truths), bool(whole), int(steps))
            for digest, (truths, whole, steps) in entry
        }
    except SPOILT:
        return {}


def _faulty(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
