"""What a scenario assumes of chance, held against the rules: no name and no number is passed over.

A probability of 85 is not 85 per cent, a misspelt fact would leave the assumption without effect,
and shares that are not the whole would lose futures.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from iiz_rules.findings.finding import Finding, Place
from iiz_rules.findings.names import shown, unknown_name
from iiz_rules.language.model.base import Part
from iiz_rules.language.model.scenario import (
    Distribution,
    Fund,
    Repayment,
    Risk,
    ScenarioFile,
    Spread,
)
from iiz_rules.language.program.rules import Fact, Program
from iiz_rules.words.say import text

DEFAULT = "default"
WHOLE = Decimal(1)


def faults(program: Program, file: ScenarioFile) -> Iterator[Finding]:
    """What cannot be right in a scenario about risk, answers and the fund."""
    if file.answers is not None:
        yield from _likely(file.answers, "probability", file.answers.probability)
    if file.fund is not None:
        yield from _funded(program, file.fund)
    if file.risk is not None:
        yield from _risky(program, file.risk)


def _funded(program: Program, fund: Fund) -> Iterator[Finding]:
    """A fund pays as one of the payers, and what it prefers are routes of theirs."""
    payers = program.waterfall.payers if program.waterfall else ()
    actors = [payer.actor for payer in payers]
    if fund.payer not in actors:
        yield unknown_name("unknown-actor", fund.place_of("payer"), actors, actor=fund.payer)
    routes = [route for payer in payers for route in payer.routes]
    for position, route in enumerate(fund.prefer):
        if route not in routes:
            place = fund.place_of("prefer", position)
            yield unknown_name("not-a-route", place, routes, rule=route)


def _risky(program: Program, risk: Risk) -> Iterator[Finding]:
    for name in risk.by_payer or {}:
        if name not in program.actors:
            place = risk.place_of_key(name, "by_payer")
            yield unknown_name("unknown-actor", place, program.actors, actor=name)
    for repayment in (risk.repayment, *(risk.by_payer or {}).values()):
        if repayment is not None:
            yield from _repaid(repayment)
    for spread in (risk.overrun, risk.arrivals):
        if spread is not None:
            key = "mean" if isinstance(spread, Distribution) else "per_month"
            yield from _spread(spread, key)
    for name, odds in (risk.open or {}).items():
        yield from _odds(program, risk, name, odds)


def _repaid(repayment: Repayment) -> Iterator[Finding]:
    how = repayment.probability
    if isinstance(how, Spread):
        for key in ("value", "low", "high"):
            yield from _likely(how, key, getattr(how, key))
    else:
        yield from _likely(repayment, "probability", how)
    yield from _spread(repayment, "probability")
    yield from _spread(repayment.after, "mean")


def _likely(part: Part, key: str, probability: float) -> Iterator[Finding]:
    if probability > 1:
        words = {"got": f"{probability:g}", "low": 0, "high": 1}
        yield Finding("out-of-range", part.place_of(key), words)


def _spread(part: Part, key: str) -> Iterator[Finding]:
    """What is assumed lies between its own limits."""
    how = getattr(part, key)
    if isinstance(how, Spread) and not how.low <= how.value <= how.high:
        words = {"got": f"{how.value:g}", "low": f"{how.low:g}", "high": f"{how.high:g}"}
        yield Finding("out-of-range", how.place_of("value"), words)


def _odds(program: Program, risk: Risk, name: str, odds: Any) -> Iterator[Finding]:
    place = risk.place_of_key(name, "open")
    fact = program.facts.get(name)
    if fact is None and name != DEFAULT:
        yield unknown_name("unknown-fact", place, program.facts, fact=name)
    elif fact is not None and fact.domain.type == "code":
        yield from _shares(fact, risk.place_of("open", name), odds)
    elif fact is not None and fact.domain.type not in ("bool", "judgement"):
        kind, needed = fact.domain.type, text("findings.type.bool")
        words = {"fact": name, "type": text(f"findings.type.{kind}"), "needed": needed}
        yield Finding("unsuited-fact", place, words)
    elif _share(odds) is None:
        yield _no_share(risk.place_of("open", name), odds)


def _shares(fact: Fact, place: Place, odds: Any) -> Iterator[Finding]:
    """Each code of a list has a share, and together they are the whole."""
    if not isinstance(odds, Mapping):
        words = {"expected": text("findings.expected.mapping"), "got": shown(odds)}
        yield Finding("wrong-type", place, words)
        return
    known = fact.domain.codes
    for code in odds:
        if code not in known:
            words = {"got": shown(code), "codes": ", ".join(sorted(known)), "near": ""}
            yield Finding("unknown-code", place, words)
    shares = [_share(share) for share in odds.values()]
    if None in shares:
        yield _no_share(place, odds)
        return
    total = sum(share for share in shares if share is not None)
    if total != WHOLE:
        yield Finding("shares-not-whole", place, {"fact": fact.id, "got": f"{total:f}"})


def _share(raw: Any) -> Decimal | None:
    """A share from 0 to 1 with the digits it is written with; None if it is none."""
    if isinstance(raw, bool) or raw is None:
        return None
    try:
        share = Decimal(str(raw))
    except InvalidOperation:
        return None
    return share if share.is_finite() and 0 <= share <= WHOLE else None


def _no_share(place: Place, odds: Any) -> Finding:
    words = {"expected": text("findings.expected.share"), "got": shown(odds)}
    return Finding("wrong-type", place, words)
