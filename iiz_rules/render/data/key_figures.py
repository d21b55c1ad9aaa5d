"""Key figures as JSON-ready data; null is a number too small to be shown."""

import json
from typing import Any

from iiz_rules.render.key_figures import FigureSheet, FigureTable
from iiz_rules.render.text.key_figures import notes


def sheet_json(found: FigureSheet) -> str:
    """Write key figures as JSON."""
    return json.dumps(sheet_data(found), ensure_ascii=False, indent=2)


def sheet_data(found: FigureSheet) -> dict[str, Any]:
    """Give key figures as data."""
    return {
        "format": 1,
        "canton": found.program.canton,
        "edition": found.program.edition,
        "digest": found.program.digest,
        "from": found.start.isoformat(),
        "to": found.end.isoformat(),
        "smallest_cell": found.smallest,
        "totals": {name.replace("-", "_"): one for name, one in found.totals.items()},
        "tables": [_table(one) for one in found.tables],
        "readings": found.readings,
        "not_regulated": list(found.silences),
        "notes": list(notes(found)),
    }


def _table(table: FigureTable) -> dict[str, Any]:
    columns = [one.replace("-", "_") for one in table.columns]
    rows = [
        {"id": one.id, "label": one.label, **dict(zip(columns, one.numbers, strict=True))}
        for one in table.lines
    ]
    share = {"low": table.share[0], "high": table.share[1]} if table.share else None
    return {
        "id": table.id,
        "title": table.title,
        "clauses": list(table.clauses),
        "rows": rows,
        "share": share,
    }
