"""Results written to a file, whole or not at all; nothing in them can be taken for a formula."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import polars as pl

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source

FORMULA = "^[=+\\-@\t\r]"
BOM = b"\xef\xbb\xbf"


def neutral(frame: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before texts that a spreadsheet would compute.

    >>> neutral(pl.DataFrame({"id": ["=1+1", "a-1"]}))["id"].to_list()
    ["'=1+1", 'a-1']
    """
    texts = pl.col(pl.String)
    return frame.with_columns(
        pl.when(texts.str.contains(FORMULA)).then("'" + texts).otherwise(texts).name.keep()
    )


def save(frame: pl.DataFrame, path: str | Path) -> None:
    """Write a result as CSV (semicolons, as spreadsheets here read it) or Parquet, by the name."""
    target = Path(path)
    try:
        with NamedTemporaryFile(dir=target.parent, prefix=target.name, delete=False) as file:
            draft = Path(file.name)
            try:
                _write(frame, file, target.suffix.lower())
                draft.replace(target)
            finally:
                draft.unlink(missing_ok=True)
    except OSError as error:
        words = {"file": str(path), "why": error.strerror or type(error).__name__}
        raise UsageError([Finding("unwritable-file", Place(Source(str(path))), words)]) from None


def _write(frame: pl.DataFrame, file: IO[bytes], kind: str) -> None:
    if kind == ".parquet":
        frame.write_parquet(file)
    else:
        file.write(BOM + neutral(frame).write_csv(separator=";").encode())
    file.flush()
    os.fsync(file.fileno())
