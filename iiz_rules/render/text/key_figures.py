"""Key figures as text: totals, a table for each breakdown, what they rest on."""

from collections.abc import Iterator

from iiz_rules.render.key_figures import FigureSheet, FigureTable, Number
from iiz_rules.render.text.layout import WIDTH, Paint, block, plain, wrapped
from iiz_rules.words.formats import number, percent, written
from iiz_rules.words.say import printed
from iiz_rules.words.typography import typeset

COLUMN = 11


def sheet_text(found: FigureSheet, paint: Paint = plain) -> str:
    """Write all figures."""
    lines = [paint(title(found), "heading"), "", *_totals(found)]
    for table in found.tables:
        lines += ["", *_table(found, table, paint)]
    return "\n".join([*lines, "", *_notes(found, paint)])


def title(found: FigureSheet) -> str:
    """Give the heading: what, of whom, from when to when."""
    language = found.language
    start, end = written(found.start, language), written(found.end, language)
    period = printed("statistics.period", language, start=start, end=end)
    parts = [printed("statistics.title", language), found.program.label[language], period]
    return typeset(" · ".join(parts), language)


def _totals(found: FigureSheet) -> Iterator[str]:
    language = found.language
    if found.totals["open-in-period"] == 0 and found.totals["closed"] == 0:
        yield printed("statistics.empty", language)
        return
    for name, one in found.totals.items():
        yield _row(found, printed(f"statistics.total.{name}", language), (one,))


def _table(found: FigureSheet, table: FigureTable, paint: Paint) -> Iterator[str]:
    language = found.language
    clauses = ", ".join(table.clauses)
    yield from block("", table.title, language, paint, "heading")
    heads = "".join(
        f"{printed(f'statistics.column.{one}', language):>{COLUMN}}" for one in table.columns
    )
    yield paint(f"{clauses:<{WIDTH - len(heads)}}"[: WIDTH - len(heads)] + heads, "dim")
    for line in table.lines:
        yield from _rows(found, line.label, line.numbers)
    if words := share_words(found, table):
        yield from block("  ", words, language, paint)


def share_words(found: FigureSheet, table: FigureTable) -> str:
    """Say the share of what is wanted, between two limits where it is open."""
    if table.share is None:
        return ""
    language = found.language
    low, high = (percent(one) for one in table.share)
    if low == high:
        return printed("statistics.share", language, what=table.wanted, share=low)
    between = printed("statistics.share.between", language, low=low, high=high)
    share = printed("statistics.share", language, what=table.wanted, share=between)
    return f"{share}. {printed('statistics.share.why', language)}"


def _rows(found: FigureSheet, label: str, numbers: tuple[Number, ...]) -> list[str]:
    room = WIDTH - COLUMN * len(numbers)
    lines = wrapped(label, found.language, 2)
    short = [one for part in lines for one in _cut(part, room)]
    return [*short[:-1], _row(found, short[-1].removeprefix("  "), numbers)]


def _cut(line: str, room: int) -> list[str]:
    """Break a line once more where numbers stand beside it."""
    if len(line) < room:
        return [line]
    at = line.rfind(" ", 0, room - 1)
    return [line[:at], f"    {line[at + 1 :]}"]


def _row(found: FigureSheet, label: str, numbers: tuple[Number, ...]) -> str:
    room = WIDTH - COLUMN * len(numbers)
    cells = (shown(found, one) for one in numbers)
    return f"  {label:<{room - 2}}" + "".join(f"{one:>{COLUMN}}" for one in cells)


def shown(found: FigureSheet, one: Number) -> str:
    """Write a number, or the sign that it is left out."""
    return printed("statistics.hidden.mark", found.language) if one is None else number(one)


def _notes(found: FigureSheet, paint: Paint) -> Iterator[str]:
    for note in notes(found):
        yield from block("– ", note, found.language, paint, "dim")


def notes(found: FigureSheet) -> Iterator[str]:
    """Say how to read it, what it rests on, what the sources leave open, what is left out."""
    language, readings = found.language, found.program.interpretations
    yield printed("statistics.columns", language)
    for id_, option in found.readings.items():
        one = readings[id_]
        words = {"id": id_, "label": one.label[language], "option": one.options[option][language]}
        yield printed("statistics.reading", language, **words)
    for hint in found.silences:
        yield printed("statistics.silent", language, hint=hint)
    if found.smallest > 1:
        yield printed("statistics.hidden.note", language, n=found.smallest - 1)
    else:
        yield printed("statistics.every.note", language)
