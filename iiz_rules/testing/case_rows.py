"""Writing cases as rows of a table that `case_tables` reads back."""

from collections.abc import Iterator, Sequence
from typing import Any

from iiz_rules.case.documents import Example
from iiz_rules.language.text.node import Node
from iiz_rules.testing.case_tables import DATE, NONE, TITLE, TITLES, is_ours
from iiz_rules.words.text import Text


def as_table(cases: Sequence[Example]) -> tuple[dict[str, list[Any]], list[Text]]:
    """Cases as columns of a table, and the titles of those that do not fit into a row."""
    rows: list[dict[str, Any]] = []
    left: list[Text] = []
    for case in cases:
        row = _row(case)
        if row is None:
            left.append(case.file.title.text)
        else:
            rows.append(row)
    names = dict.fromkeys(name for row in rows for name in row)
    order = sorted(names, key=_order)
    return {name: [row.get(name) for row in rows] for name in order}, left


def _order(name: str) -> tuple[bool, bool, bool]:
    """The titles and the date come first, what is expected behind the facts."""
    titled = TITLES.fullmatch(name) is not None
    return not titled, name != DATE, is_ours(name)


SIMPLE = {"title", "date", "canton", "clauses", "interpretations", "facts", "next", "may", "expect"}
"""the keys of a case that a row can hold"""


def _row(case: Example) -> dict[str, Any] | None:
    """A case as a row; None if it has histories, people or meetings, or expects more."""
    file = case.file
    if not file.model_fields_set <= SIMPLE:
        return None
    main = file.title.main
    titles = file.title.texts.items()
    row: dict[str, Any] = {TITLE if one == main else f"{TITLE}.{one}": text for one, text in titles}
    row[DATE] = file.date
    facts = list(_flat(case.facts, ""))
    if any(cell is None for _, cell in facts):
        return None
    row |= {name: cell for name, cell in facts if cell != ""}
    row |= {f"interpretations.{name}": one for name, one in (file.interpretations or {}).items()}
    row |= {f"next.{name}": step for name, step in (file.next or {}).items()}
    row |= {f"may.{one.actor}:{one.action}": one.answer for one in file.may or ()}
    row |= {"clauses": "|".join(file.clauses)} if file.clauses else {}
    for rule, expected in (file.expect or {}).items():
        if expected.parts:
            return None
        for part in ("missing", "pending", "decisive"):
            names = getattr(expected, part)
            row |= {} if names is None else {f"expect.{rule}:{part}": "|".join(names) or NONE}
        for part in ("actor", "due", "not_regulated"):
            word = getattr(expected, part)
            row |= {} if word is None else {f"expect.{rule}:{part}": str(word).lower()}
        row[f"expect.{rule}"] = expected.verdict
        criteria = (expected.criteria or {}).items()
        row |= {f"expect.{rule}.{criterion}": verdict for criterion, verdict in criteria}
    return row


def _flat(node: Node, above: str) -> Iterator[tuple[str, Any]]:
    """The facts of a case as cells; None if a cell cannot hold one."""
    for key, inner in node.value.items() if isinstance(node.value, dict) else ():
        match inner.value:
            case dict(value) if "at_least" in value:
                yield f"{above}{key}", None
            case dict():
                yield from _flat(inner, f"{above}{key}.")
            case list(members) if any(isinstance(one.value, (dict, list)) for one in members):
                yield f"{above}{key}", None
            case list(members):
                yield f"{above}{key}", "|".join(str(one.value) for one in members) or "[]"
            case None:
                yield f"{above}{key}", ""
            case bool(said):
                yield f"{above}{key}", "true" if said else "false"
            case value:
                yield f"{above}{key}", value
