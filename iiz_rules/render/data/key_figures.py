"""Key figures as JSON-ready data; null is a number too small to be shown."""

import json
from typing import Any

from iiz_rules.render.key_figures import FigureSheet, FigureTable
from iiz_rules.render.text.key_figures import notes


def sheet_json(sheet: FigureSheet) -> str:
    """Write key figures as JSON."""
    return json.dumps(sheet_data(sheet), ensure_ascii=False, indent=2)


def sheet_data(sheet: FigureSheet) -> dict[str, Any]:
    """Give key figures as data."""
    return {
        "format": 1,
        "canton": sheet.program.canton,
        "edition": sheet.program.edition,
        "digest": sheet.program.digest,
        "from": sheet.start.isoformat(),
        "to": sheet.end.isoformat(),
        "smallest_cell": sheet.smallest,
        "totals": {name.replace("-", "_"): one for name, one in sheet.totals.items()},
        "tables": [_table(table) for table in sheet.tables],
        "readings": sheet.readings,
        "not_regulated": list(sheet.silences),
        "notes": list(notes(sheet)),
    }


def _table(table: FigureTable) -> dict[str, Any]:
    columns = [column.replace("-", "_") for column in table.columns]
    rows = [
        {"id": line.id, "label": line.label, **dict(zip(columns, line.numbers, strict=True))}
        for line in table.lines
    ]
    share = {"low": table.share[0], "high": table.share[1]} if table.share else None
    return {
        "id": table.id,
        "title": table.title,
        "clauses": list(table.clauses),
        "rows": rows,
        "share": share,
    }
