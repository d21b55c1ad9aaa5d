"""Key figures as text and as data: totals, a table for each breakdown, what they rest on."""

from collections.abc import Iterator
from typing import Any

from iiz_rules.render.key_figures import FigureSheet, FigureTable, Number
from iiz_rules.render.text.layout import WIDE, Paper
from iiz_rules.words.formats import number, percent, written
from iiz_rules.words.typography import typeset

COLUMN = 11


def sheet_text(sheet: FigureSheet, paper: Paper) -> str:
    """Write all figures."""
    lines = [paper.heading(title(sheet)), "", *_totals(sheet, paper)]
    for table in sheet.tables:
        lines += ["", *_table(sheet, table, paper)]
    small = (line for note in notes(sheet) for line in paper.block("– ", note, "dim"))
    return "\n".join([*lines, "", *small])


def title(sheet: FigureSheet) -> str:
    """The heading: what, of whom, from when to when."""
    language = sheet.language
    start, end = (written(day, language) for day in (sheet.figures.start, sheet.figures.end))
    period = sheet.say("period", start=start, end=end)
    return typeset(f"{sheet.say('title')} · {sheet.program.label[language]} · {period}", language)


def _totals(sheet: FigureSheet, paper: Paper) -> Iterator[str]:
    if sheet.totals["open-in-period"] == 0 and sheet.totals["closed"] == 0:
        yield sheet.say("empty")
        return
    for name, total in sheet.totals.items():
        yield _row(sheet, paper, sheet.say(f"total.{name}"), (total,))


def _table(sheet: FigureSheet, table: FigureTable, paper: Paper) -> Iterator[str]:
    yield from paper.block("", table.title, "heading")
    columns = (sheet.say(f"column.{name}") for name in table.columns)
    clauses = ", ".join(table.clauses)
    yield paper.paint(paper.row(clauses, *columns, label_width=WIDE, cell_width=COLUMN), "dim")
    for line in table.lines:
        yield _row(sheet, paper, line.label, line.numbers)
    if words := share_words(sheet, table):
        yield from paper.block("  ", words)


def share_words(sheet: FigureSheet, table: FigureTable) -> str:
    """Say the share of what is wanted, between two limits where it is open."""
    if table.share is None:
        return ""
    low, high = (percent(limit) for limit in table.share)
    if low == high:
        return sheet.say("share", what=table.wanted, share=low)
    between = sheet.say("share.between", low=low, high=high)
    return f"{sheet.say('share', what=table.wanted, share=between)}. {sheet.say('share.why')}"


def _row(sheet: FigureSheet, paper: Paper, label: str, numbers: tuple[Number, ...]) -> str:
    cells = (shown(sheet, one) for one in numbers)
    return paper.row(f"  {label}", *cells, label_width=WIDE, cell_width=COLUMN)


def shown(sheet: FigureSheet, count: Number) -> str:
    """Write a number, or the sign that it is left out."""
    return sheet.say("hidden.mark") if count is None else number(count)


def notes(sheet: FigureSheet) -> Iterator[str]:
    """Say how to read it, what it rests on, what the sources leave open, what is left out."""
    language, readings = sheet.language, sheet.program.interpretations
    yield sheet.say("columns")
    for name, option in sheet.figures.readings.items():
        label, words = readings[name].label[language], readings[name].options[option][language]
        yield sheet.say("reading", id=name, label=label, option=words)
    for silence in sheet.figures.silences:
        yield sheet.say("silent", hint=silence[language])
    hidden = "hidden" if sheet.smallest > 1 else "every"
    yield sheet.say(f"{hidden}.note", n=sheet.smallest - 1)


def sheet_data(sheet: FigureSheet) -> dict[str, Any]:
    """Key figures as data that is ready for JSON; null is a number too small to be shown."""
    return {
        "format": 1,
        "canton": sheet.program.canton,
        "edition": sheet.program.edition,
        "digest": sheet.program.digest,
        "from": sheet.figures.start.isoformat(),
        "to": sheet.figures.end.isoformat(),
        "smallest_cell": sheet.smallest,
        "totals": {name.replace("-", "_"): number for name, number in sheet.totals.items()},
        "tables": [_table_data(table) for table in sheet.tables],
        "readings": sheet.figures.readings,
        "not_regulated": [silence[sheet.language] for silence in sheet.figures.silences],
        "notes": list(notes(sheet)),
    }


def _table_data(table: FigureTable) -> dict[str, Any]:
    columns = [column.replace("-", "_") for column in table.columns]
    rows = [
        {"id": line.id, "label": line.label, **dict(zip(columns, line.numbers, strict=True))}
        for line in table.lines
    ]
    share = dict(zip(("low", "high"), table.share, strict=True)) if table.share else None
    known = {"id": table.id, "title": table.title, "clauses": list(table.clauses)}
    return {**known, "rows": rows, "share": share}
