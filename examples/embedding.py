"""The rules inside a program of your own: cases of your own types, a server, many rows.

`python examples/embedding.py` runs it. Everything here is checked by mypy and pyright as well: what
comes back has types, down to the fact that is missing.
"""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date

import polars as pl
from pydantic import BaseModel

import iiz_rules as iiz

ZURICH: iiz.Policy = iiz.load("zurich", on=date(2024, 3, 5))
"""Loaded once, when the program starts: immutable, for all threads, tasks and forks of it."""


@dataclass
class Residence:
    """Where somebody lives."""

    canton: str | None = None


@dataclass
class Person:
    """What the program knows of somebody; the names are those of the facts."""

    residence: Residence = field(default_factory=Residence)
    employable: bool | None = None


@dataclass
class Dossier:
    """A case as a dataclass: facts of other names than the canton's would be refused."""

    person: Person
    registrations: list[str] | None = None


class Request(BaseModel):
    """A case as a pydantic model, with the fields that this program has."""

    person: dict[str, object] | None = None
    registrations: frozenset[str] | None = None


def next_question(dossier: Dossier) -> str | None:
    """Say what to ask next, in German; None where all is decided."""
    missing: tuple[iiz.Missing, ...] = ZURICH.eligibility(dossier).missing
    return missing[0].question["de"] if missing else None


async def answer(body: dict[str, object]) -> dict[str, object]:
    """Answer a request of a server; `ZURICH.Case` checks and documents what is sent.

    A decision takes microseconds and waits for nothing, so that it needs no thread of its own.
    """
    case = ZURICH.Case.model_validate(body)
    decision = ZURICH.eligibility(case)
    return {"verdict": str(decision.verdict), "reasons": decision.explain("fr")}


async def serve(bodies: Iterable[dict[str, object]]) -> list[dict[str, object]]:
    """Answer requests that come at once."""
    return await asyncio.gather(*map(answer, bodies))


def in_threads(dossiers: Iterable[Dossier]) -> list[iiz.Truth]:
    """Answer cases in threads, which share the policy."""
    with ThreadPoolExecutor(4) as pool:
        return [found.verdict for found in pool.map(ZURICH.eligibility, dossiers)]


def many(cases: pl.DataFrame) -> pl.DataFrame:
    """Answer all rows of a frame; what comes back is of the same kind."""
    found: pl.DataFrame = ZURICH.eligibility_frame(cases).frame
    return found


def main() -> None:
    """Show all of them."""
    dossier = Dossier(Person(Residence("ZH"), employable=True), ["rav"])
    print(next_question(dossier))
    print(in_threads([dossier, Dossier(Person(Residence("SG")))]))
    body: dict[str, object] = {"person": {"residence": {"canton": "SG"}}}
    print(ZURICH.eligibility(Request.model_validate(body)).verdict)
    [answered] = asyncio.run(serve([body]))
    print(answered["verdict"])
    try:
        ZURICH.eligibility({"person": {"employable": "yes"}})
    except iiz.CaseError as error:
        print([finding.code for finding in error.findings])
    print(many(pl.DataFrame({"person.residence.canton": ["ZH", "SG", None]})))


if __name__ == "__main__":
    main()
