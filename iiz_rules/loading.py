"""Where editions come from: the cache, or else their files."""

from __future__ import annotations

import os
from functools import partial

from iiz_rules.cache import entries, plans
from iiz_rules.cache.snapshot import ABOVE, CATALOGUES, Snapshot
from iiz_rules.loaded import Loaded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date
    from typing import Any

    from iiz_rules.findings.finding import Finding
    from iiz_rules.language.editions import Folder
    from iiz_rules.language.program.rules import Program
    from iiz_rules.programs import Read


def load_edition(path: str, name: str, day: date | None) -> Loaded:
    """Load the edition of a folder in force on a day, or the newest one.

    Raises LoadError where its files have faults, UsageError for a day outside all editions.
    """
    snapshot = Snapshot(path, name)
    found = _recalled(snapshot, day)
    if found is not None:
        return found
    from iiz_rules.programs import read_edition_on

    folder = _folder(path, name)
    read = read_edition_on(folder, day)
    _remember(snapshot, read)
    return Loaded.of(read.program, folder, read.findings)


def _folder(path: str, name: str) -> Folder:
    from pathlib import Path

    from iiz_rules.language.editions import Folder

    return Folder(Path(path), name)


def _recalled(snapshot: Snapshot, day: date | None) -> Loaded | None:
    """Find an edition in the cache; one that is no edition is as good as none."""
    key = snapshot.index_key()
    index = entries.read(key) if key else None
    try:
        edition = _in_force(index, day) if index else None
        files = snapshot.files(edition) if edition else None
        if edition is None or files is None:
            return None
        parts = entries.read(snapshot.edition_key(edition, files))
        return None if parts is None else _loaded(snapshot, *parts)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def _loaded(snapshot: Snapshot, plan: dict[str, Any], whole: bytes) -> Loaded:
    read = plans.unpack(plan)
    folder = partial(_folder, snapshot.path, snapshot.name)
    return Loaded(lambda: read, partial(_whole, whole), folder)


def _remember(snapshot: Snapshot, read: Read) -> None:
    """Keep an edition, provided that it was made from the bytes that it is found by."""
    from iiz_rules.cache import codec
    from iiz_rules.engine.compiled.planning import plan_of
    from iiz_rules.language.editions import digest_of
    from iiz_rules.language.model.edition import FILES

    key, files = snapshot.index_key(), snapshot.files(read.entry.id)
    if key is None or files is None:
        return
    above = {ABOVE: os.path.basename(ABOVE)}
    used = {above.get(one, one): data for one, data in files.items() if _is_read(one, FILES)}
    if digest_of(used.items()) == read.program.digest:
        editions = [(one.id, one.valid_from, one.valid_to) for one in read.canton.editions]
        entries.write(key, editions)
        parts = plans.pack(plan_of(read.program)), codec.pack(read.program, read.findings)
        entries.write(snapshot.edition_key(read.entry.id, files), parts)


def _is_read(name: str, known: Container[str]) -> bool:
    return name == ABOVE or name in known or name.startswith(f"{CATALOGUES}/")


def _in_force(editions: list[tuple[str, str | None, str | None]], day: date | None) -> str | None:
    """Name the edition in force on a day, the newest without one; None where there is none."""
    if day is None:
        return editions[-1][0]
    for name, first, last in editions:
        if (first or "0001-01-01") <= day.isoformat() <= (last or "9999-12-31"):
            return name
    return None


def _whole(text: bytes) -> tuple[Program, tuple[Finding, ...]]:
    from iiz_rules.cache import codec

    return codec.unpack(text)
