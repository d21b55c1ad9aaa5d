"""Parquet: typed columns, batch by batch; rows are numbered from 1."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from iiz_rules.tables.source import Cells, Table, check_names, each, guarded


def chunks(path: Path, most: int) -> Iterator[Table]:
    """Read a file."""
    from pyarrow.parquet import ParquetFile

    with guarded(path):
        file = ParquetFile(path)
        schema = file.schema_arrow
    with file:
        check_names(path.name, schema.names)
        whole, seen = file.metadata.num_rows, 0
        for batch in each(path, file.iter_batches(batch_size=most)):
            if not batch.num_rows:
                continue
            numbers = list(range(seen + 1, seen + 1 + batch.num_rows))
            seen += batch.num_rows
            yield Table(path.name, numbers, _columns(path, batch), (), seen / whole)
        if not seen:
            yield Table(path.name, [], _columns(path, schema.empty_table()))


def _columns(path: Path, batch: Any) -> dict[str, Cells]:
    import polars as pl

    with guarded(path):
        return {name: pl.Series(pl.from_arrow(batch[name])) for name in batch.schema.names}
