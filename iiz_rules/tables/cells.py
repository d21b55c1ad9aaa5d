"""Cells of a portfolio read by the types of facts, a whole column at once. Never coerced.

An empty cell, or one that says `?`, is not known. A cell that is no value of its fact is null in
the column and marked beside it. Amounts may be written as in Switzerland: 1'500.00, 1500.–.
"""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from iiz_rules.language.program.rules import Fact
from iiz_rules.language.values import LARGEST, Domain

APART = "['’\\s\u00a0\u202f]"
GROUPED = f"[0-9]{{1,3}}(?:{APART}[0-9]{{3}})+|[0-9]{{1,16}}"
AMOUNT = f"^(?:CHF|Fr\\.)?\\s*(-?)({GROUPED})(?:[.,](?:([0-9]{{2}})|[–—-]))?\\s*(?:CHF)?$"
TENTH = f"^(-?)({GROUPED})\\.([0-9])$"
NUMBER = f"^(-?)({GROUPED})$"
TRUE = ("true", "ja", "oui", "yes", "wahr", "vrai", "j", "o", "y")
FALSE = ("false", "nein", "non", "no", "falsch", "faux", "n")
UNKNOWN = ("", "?", "offen", "ouvert", "open", "unbekannt", "inconnu")
DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")
MOST_FRANCS = LARGEST // 100
TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "bool": pl.Boolean,
    "judgement": pl.Boolean,
    "int": pl.Int64,
    "chf": pl.Int64,
    "date": pl.Date,
    "code": pl.String,
    "codes": pl.List(pl.String),
    "text": pl.String,
}


@dataclass(frozen=True)
class Column:
    """A column as values, and which of its cells are none."""

    values: pl.Series
    bad: pl.Series


def read_column(given: pl.Series, fact: Fact) -> Column:
    """Read a column as values of a fact."""
    native = _native(given, fact)
    values = _text(given, fact) if native is None else native
    known = given.is_not_null() if native is not None else _said(given)
    values = _limited(values, fact.domain)
    return Column(values, known & values.is_null())


def _native(given: pl.Series, fact: Fact) -> pl.Series | None:
    """Take columns over that have the right type already."""
    kind, dtype = fact.domain.type, given.dtype
    if kind in ("bool", "judgement") and dtype == pl.Boolean:
        return given
    if kind == "date" and dtype == pl.Date:
        return given
    if kind == "int" and dtype.is_integer():
        return given.cast(pl.Int64, strict=False)
    if kind == "chf" and dtype.is_integer():
        francs = given.cast(pl.Int64, strict=False)
        return _limited(francs, Domain("int", at_least=-MOST_FRANCS, at_most=MOST_FRANCS)) * 100
    if kind == "codes" and dtype == pl.List(pl.String):
        return _among_sets(given, fact.domain)
    return None


def _said(given: pl.Series) -> pl.Series:
    """Tell which cells say anything."""
    text = _as_text(given)
    return text.is_not_null() & ~text.str.to_lowercase().is_in(UNKNOWN)


def _as_text(given: pl.Series) -> pl.Series:
    if given.dtype == pl.List(pl.String):
        return given.list.join("|")
    return given.cast(pl.String, strict=False).str.strip_chars()


def _text(given: pl.Series, fact: Fact) -> pl.Series:
    text = _as_text(given)
    text = pl.select(pl.when(_said(given)).then(text)).to_series()
    return _READ[fact.domain.type](text, fact)


def _bool(text: pl.Series, _: Fact) -> pl.Series:
    word = text.str.to_lowercase()
    truth = pl.when(word.is_in(TRUE)).then(True).when(word.is_in(FALSE)).then(False)
    return pl.select(truth).to_series().cast(pl.Boolean)


def _int(text: pl.Series, _: Fact) -> pl.Series:
    return _signed(text, NUMBER, pl.lit(0), 1)


def _chf(text: pl.Series, _: Fact) -> pl.Series:
    fraction = pl.col("text").str.extract(AMOUNT, 3).cast(pl.Int64, strict=False).fill_null(0)
    tenth = pl.col("text").str.extract(TENTH, 3).cast(pl.Int64, strict=False) * 10
    whole = _signed(text, AMOUNT, fraction, 100)
    return whole.zip_with(whole.is_not_null(), _signed(text, TENTH, tenth, 100))


def _signed(text: pl.Series, pattern: str, fraction: pl.Expr, unit: int) -> pl.Series:
    cell = pl.col("text")
    digits = cell.str.extract(pattern, 2).str.replace_all(APART, "").cast(pl.Int64, strict=False)
    sign = pl.when(cell.str.extract(pattern, 1) == "-").then(-1).otherwise(1)
    value = (digits * unit + fraction) * sign
    return text.to_frame("text").select(value.cast(pl.Int64)).to_series()


def _date(text: pl.Series, _: Fact) -> pl.Series:
    found = text.str.to_date(DATES[0], strict=False, exact=True)
    for pattern in DATES[1:]:
        if found.null_count() > text.null_count():
            found = found.zip_with(
                found.is_not_null(), text.str.to_datetime(pattern, strict=False).dt.date()
            )
    return found


def _code(text: pl.Series, fact: Fact) -> pl.Series:
    return text.replace_strict(words(fact), default=None, return_dtype=pl.String)


def words(fact: Fact) -> dict[str, str]:
    """Give what may stand for a code: itself, or its label in one of the languages."""
    labels = {
        label: code for code, text in fact.codes.items() for label in (text.de, text.fr, text.en)
    }
    return labels | {code: code for code in fact.domain.codes}


def _codes(text: pl.Series, fact: Fact) -> pl.Series:
    parts = text.str.split("|").list.eval(pl.element().str.strip_chars())
    return _among_sets(parts, fact.domain)


def _among_sets(sets: pl.Series, domain: Domain) -> pl.Series:
    """Keep sets of known codes without one twice."""
    inner = pl.Series([sorted(domain.codes)], dtype=pl.List(pl.String))
    frame = sets.to_frame("sets")
    known = pl.col("sets").list.set_intersection(pl.lit(inner.first(), pl.List(pl.String)))
    fine = known.list.len() == pl.col("sets").list.len()
    return frame.select(pl.when(fine).then(pl.col("sets"))).to_series()


def _free(text: pl.Series, _: Fact) -> pl.Series:
    return text.str.normalize("NFC")


def _limited(values: pl.Series, domain: Domain) -> pl.Series:
    """Make null what lies outside the limits of a number."""
    if domain.type not in ("int", "chf"):
        return values
    unit = 100 if domain.type == "chf" else 1
    low = -MOST_FRANCS if domain.at_least is None else domain.at_least
    high = MOST_FRANCS if domain.at_most is None else min(domain.at_most, MOST_FRANCS)
    inside = values.is_between(low * unit, high * unit)
    return pl.select(pl.when(inside).then(values)).to_series()


_READ: dict[str, Callable[[pl.Series, Fact], pl.Series]] = {
    "bool": _bool,
    "judgement": _bool,
    "int": _int,
    "chf": _chf,
    "date": _date,
    "code": _code,
    "codes": _codes,
    "text": _free,
}
