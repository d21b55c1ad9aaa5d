"""A form of a canton's facts: what was typed, how it is read, and its fields.

What somebody types is read as a cell of a table is: `ja`, `1'500.00`, `31.12.2026`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.registry import message
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.language.values import Problem, Value, plain_value
from iiz_rules.render.text.values import actors_words
from iiz_rules.tables.cells import EMPTY_SET, reader
from iiz_rules.web.faults import as_sentence, refused
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

DAY, KNOWN, READING, FACT = "on", "known_on", "reading:", "fact:"
SINCE, LEARNED = "since:", "learned:"
MOST_FIELDS = 2_000
CHOICES = {"bool": ("yes", "no"), "judgement": ("yes", "no")}


@dataclass(frozen=True)
class FormOption:
    """One of the answers to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class FormField:
    """A question of the form: its text, the answer, and what is wrong with it."""

    name: str
    label: str
    question: str
    kind: str
    """`choice`, `several`, `day`, `number` or `text`"""
    options: tuple[FormOption, ...] = ()
    given: str = ""
    problem: str = ""
    who: str = ""
    fact: str = ""
    since: str = ""
    """since when it holds, as it was typed in"""
    learned: str = ""
    """since when it is known"""


@dataclass(frozen=True)
class CaseForm:
    """What was typed: a text for each fact, like the cell of a table."""

    program: Program
    cells: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    """the options chosen other than the defaults"""
    typed_day: str = ""
    typed_known: str = ""
    """the day whose knowledge counts, as typed; empty if everything counts"""
    since: Mapping[str, str] = field(default_factory=dict)
    learned: Mapping[str, str] = field(default_factory=dict)

    @property
    def known_on(self) -> date | None:
        """The day whose knowledge counts; None if not given, or not a date."""
        return typed_day(self.typed_known)

    @property
    def days_wrong(self) -> list[str]:
        """Which of the two days of the form is invalid."""
        wrong = [] if self.day else ["pages.case.no-day"]
        no_day = self.typed_known.strip() and self.known_on is None
        return [*wrong, "pages.case.no-known-on"] if no_day else wrong

    @property
    def day(self) -> date | None:
        """The date of the question; None if invalid."""
        return typed_day(self.typed_day)

    def values(self) -> tuple[dict[str, Value], dict[str, Problem]]:
        """The valid facts, and what is wrong with the others."""
        known: dict[str, Value] = {}
        wrong: dict[str, Problem] = {}
        for name, cell in self.cells.items():
            read = reader(self.program.facts[name])(cell)
            if isinstance(read, Problem):
                wrong[name] = replace(read, words={**read.words, **_as_typed(read, cell)})
            elif read is not None:
                known[name] = read
            for typed in (self.since.get(name, ""), self.learned.get(name, "")):
                if typed.strip() and typed_day(typed) is None:
                    wrong[name] = Problem("impossible-date", {"got": typed.strip()[:40]})
        return known, wrong

    def case(self) -> dict[str, Any]:
        """The facts in the form of a case; one with a day becomes a history."""
        known, _ = self.values()
        return {name: self._dated(name, value) for name, value in known.items()}

    def _dated(self, name: str, value: Value) -> Any:
        since, learned = (typed_day(days.get(name, "")) for days in (self.since, self.learned))
        first = since or learned
        if first is None:
            return plain_value(value)
        entry: dict[str, Any] = {"from": first.isoformat(), "value": plain_value(value)}
        if learned:
            entry["learned_on"] = learned.isoformat()
        return [entry]

    def field_of(self, fact: Fact, language: Language, problem: str = "") -> FormField:
        """The field of a fact."""
        cell = self.cells.get(fact.id, "")
        who = fact.by or fact.held_by
        return FormField(
            f"{FACT}{fact.id}",
            fact.label[language],
            typeset(fact.question[language], language),
            _kind(fact),
            tuple(_options(fact, cell, language)),
            cell,
            problem,
            actors_words(self.program, who, language) if who else "",
            fact.id,
            self.since.get(fact.id, ""),
            self.learned.get(fact.id, ""),
        )

    def choices(self, language: Language) -> Iterator[FormField]:
        """A field for each interpretation, with the option that applies."""
        for name, reading in self.program.interpretations.items():
            applies = self.readings.get(name, reading.default)
            options = (
                FormOption(option, label[language], option == applies)
                for option, label in reading.options.items()
            )
            title = f"{name} {reading.label[language]}"
            question = typeset(reading.question[language], language)
            yield FormField(f"{READING}{name}", title, question, "choice", tuple(options))


def read_form(program: Program, body: bytes) -> CaseForm:
    """Read what a browser sends; names that the edition does not know are passed over.

    They come from the form of another edition, when the day was changed.
    """
    try:
        pairs = parse_qsl(body.decode(), errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:  # more than any form has, or no UTF-8: no browser sends that
        raise refused("not-a-form") from None
    cells: dict[str, list[str]] = {}
    readings: dict[str, str] = {}
    days: dict[str, dict[str, str]] = {SINCE: {}, LEARNED: {}}
    day = until = ""
    for name, text in pairs:
        fact, reading = name.removeprefix(FACT), name.removeprefix(READING)
        if name == DAY:
            day = text
        elif name == KNOWN:
            until = text
        elif (kind := name.partition(":")[0] + ":") in days:
            days[kind][name.removeprefix(kind)] = text
        elif reading in program.interpretations and reading != name:
            usual = program.interpretations[reading]
            if text in usual.options and text != usual.default:
                readings[reading] = text
        elif fact in program.facts and fact != name and text.strip():
            cells.setdefault(fact, []).append(text)
    joined = {name: "|".join(texts) for name, texts in cells.items()}
    return CaseForm(program, joined, readings, day, until, days[SINCE], days[LEARNED])


def typed_day(typed: str) -> date | None:
    """A day as typed, `31.12.2026` or `2026-12-31`; None if invalid.

    >>> typed_day("1.2.2026"), typed_day("31.02.2026")
    (datetime.date(2026, 2, 1), None)
    """
    text = typed.strip()
    parts = text.split(".")
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        text = "-".join((parts[2], parts[1].zfill(2), parts[0].zfill(2)))
    return parse_date(text)


def _as_typed(wrong: Problem, cell: str) -> dict[str, str]:
    """A day that there is not as somebody typed it, and not as a case would have it."""
    return {"got": cell.strip()[:40]} if wrong.code == "impossible-date" else {}


def problem_words(fact: Fact, wrong: Problem, language: Language) -> str:
    """A sentence about what is wrong with an answer."""
    told = message(Finding(wrong.code, Place(Source(fact.id)), wrong.words), language)
    return as_sentence(told)


def day_text(day: date, language: Language) -> str:
    """A day as written in a field."""
    return written(day, language) if language != "en" else day.isoformat()


def _kind(fact: Fact) -> str:
    kind = fact.domain.type
    if fact.domain.day:
        return "text"
    if kind in CHOICES or kind == "code":
        return "choice"
    kinds = {"codes": "several", "date": "day", "int": "number", "commune": "number"}
    return kinds.get(kind, "text")


def _options(fact: Fact, cell: str, language: Language) -> Iterable[FormOption]:
    """The answers to choose from; of a set also that it is empty."""
    chosen = {part.strip() for part in cell.split("|")}
    if _kind(fact) == "several":
        yield from (FormOption(c, label[language], c in chosen) for c, label in fact.codes.items())
        none = printed("pages.case.none", language)
        yield FormOption(EMPTY_SET, none, EMPTY_SET in chosen)
    elif fact.domain.type in CHOICES and not fact.domain.day:
        for word in CHOICES[fact.domain.type]:
            yield FormOption(word, printed(f"answers.{word}", language), word in chosen)
    else:
        yield from (FormOption(c, label[language], c in chosen) for c, label in fact.codes.items())
