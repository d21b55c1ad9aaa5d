"""Writing tables to a file, whole or not at all, and safe from formulas."""

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from iiz_rules.findings.errors import needed
from iiz_rules.language.text.putting import Draft, unwritable
from iiz_rules.tables.formats import FORMATS, LIBRARIES
from iiz_rules.tables.source import Cells, kind_of

if TYPE_CHECKING:
    import polars as pl


class Writer:
    """A table that is being written; leaving it with an error leaves no file.

    A new one can be read by its owner alone. `option` is what the file was asked for with.
    """

    def __init__(self, target: Path, option: str = "--output") -> None:
        kind = check_kind(target, option)
        needed(LIBRARIES.get(kind, ()), "batch")
        self.draft = Draft(target, private=True)
        self.format = FORMATS[kind](self.draft.file)
        self.finished = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        failed = error
        try:
            self._close()  # what a library keeps beside is cleared away by itself alone
        except BaseException as at_the_end:
            failed = failed or at_the_end
            if not isinstance(at_the_end, OSError):
                raise
        finally:
            self.draft.__exit__(type(failed) if failed else None, failed, trace)

    def finish(self) -> None:
        """Flush it to the disk; only renaming is left to do."""
        try:
            self._close()
            self.draft.finish()
        except OSError as error:
            raise unwritable(self.draft.target, error) from None

    def _close(self) -> None:
        if not self.finished:
            self.finished = True
            self.format.close()

    def write(self, columns: Mapping[str, Cells]) -> None:
        """Append rows, by column; every call has the same columns."""
        self.format.write(columns)


def check_kind(target: Path, option: str = "--output") -> str:
    """The ending of a table file to write; an unknown one is refused early."""
    return kind_of(target, FORMATS, option)


def save(frame: "pl.DataFrame", path: str | Path) -> None:
    """Write a frame, by the ending of the name."""
    with Writer(Path(path)) as writer:
        writer.write(frame.to_dict())
