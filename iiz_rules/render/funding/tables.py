"""Tables of a report."""

from collections.abc import Iterable, Sequence

from iiz_rules.render.markup import Markup, element

MOST_TOGETHER = 16
"""A table of so many rows is not broken between two pages."""


def table(
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    numbers: Sequence[int] = (),
    sums: Sequence[str] | None = None,
) -> Markup:
    """Make a table; `numbers` are the columns that stand to the right, `sums` is its last row."""

    def cells(kind: str, row: Sequence[str]) -> list[Markup]:
        return [
            element(
                "th" if place == 0 and kind == "td" else kind, one, **_look(place, numbers, kind)
            )
            for place, one in enumerate(row)
        ]

    body = [element("tr", *cells("td", row)) for row in rows]
    if sums:
        body.append(element("tr", *cells("td", sums), class_="sum"))
    head = element("thead", element("tr", *cells("th", heads)))
    look = "wide whole" if len(body) <= MOST_TOGETHER else "wide"
    return element("div", element("table", head, element("tbody", *body)), class_=look)


def _look(place: int, numbers: Sequence[int], kind: str) -> dict[str, str]:
    look = {"class": "number"} if place in numbers else {}
    scope = {"scope": "col" if kind == "th" else "row"} if kind == "th" or place == 0 else {}
    return {**look, **scope}


def turned(head: str) -> Markup:
    """Set a heading upright, where columns are many and narrow."""
    return element("span", element("span", head), class_="turned")


def figure(caption: str, drawn: Markup) -> Markup:
    """Put a picture below what it shows."""
    return element("figure", element("figcaption", caption), drawn)


def listed(items: Iterable[str]) -> Markup:
    """Make a list."""
    return element("ul", *(element("li", one) for one in items))
