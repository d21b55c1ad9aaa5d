"""Tables written to a file, whole or not at all; nothing in them is taken for a formula.

All goes to a file beside the one that was named, which takes its place at the end and not before.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import TYPE_CHECKING, Self

from iiz_rules.findings.errors import UsageError, needed
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.tables.formats import FORMATS, LIBRARIES
from iiz_rules.tables.source import Cells, kind_of

if TYPE_CHECKING:
    import polars as pl


class Writer:
    """A table that is being written; leaving it with an error leaves no file.

    `option` is what the file was asked for with.
    """

    def __init__(self, target: Path, option: str = "--output") -> None:
        kind = kind_of(target, FORMATS, option)
        needed(LIBRARIES.get(kind, ()), "batch")
        self.target = target
        beside = target.with_name(f".{target.name[:80]}{token_hex(8)}")
        try:
            self.file = beside.open("xb")
        except OSError as error:
            raise self._unwritable(error) from None
        self.format = FORMATS[kind](self.file)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            self.format.close()  # what a library keeps beside is cleared away by itself alone
            if kind is None:
                self.file.flush()
                os.fsync(self.file.fileno())
                self.file.close()
                Path(self.file.name).replace(self.target)
        except OSError as failed:
            error = failed
        finally:
            self.file.close()
            Path(self.file.name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise self._unwritable(error) from None

    def write(self, columns: Mapping[str, Cells]) -> None:
        """Write some rows, by column; every call has the same columns."""
        self.format.write(columns)

    def _unwritable(self, error: OSError) -> UsageError:
        words = {"file": shown(str(self.target)), "why": error.strerror or type(error).__name__}
        return UsageError([Finding("unwritable-file", Place(Source(self.target.name)), words)])


def save(frame: "pl.DataFrame", path: str | Path) -> None:
    """Write a frame, by the ending of the name."""
    with Writer(Path(path)) as writer:
        writer.write(frame.to_dict())


def check_apart(target: Path, sources: Iterable[Path]) -> None:
    """Refuse to write onto what is read, by whatever path."""
    for source in sources:
        same = source.resolve() == target.resolve()
        if same or (source.exists() and target.exists() and source.samefile(target)):
            words = {"file": shown(target.name)}
            raise UsageError([Finding("output-is-input", Place(Source(target.name)), words)])
