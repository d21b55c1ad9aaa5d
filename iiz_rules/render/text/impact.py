"""What a change does to what there is, in words: how many, how much, which cases, and why.

Cases go by their names; no value of a fact is shown, sensitive or not.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from iiz_rules.findings.registry import message
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.comparison import labels_of
from iiz_rules.render.text.difference import Sides, heading_of, label_of, step_words, who_words
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.left_out import left_out_lines
from iiz_rules.render.text.values import SENTENCE, cleaned, short_place
from iiz_rules.verification.impact.cases import TriedCases
from iiz_rules.verification.impact.effects import CaseEffect, CaseImpact, EffectReason
from iiz_rules.verification.impact.impact import Impact
from iiz_rules.words.formats import amount, francs, number, written

if TYPE_CHECKING:
    from iiz_rules.portfolio.comparison import Comparison

OPEN = str(Truth.OPEN)
MOST_LISTED, MOST_ROWS = 20, 5
"""So many cases of a source and rows of a portfolio are named in a text; data names all."""


def impact_text(impact: Impact, paper: Paper) -> str:
    """The whole impact: each source with its numbers and its cases, then the sums."""
    parts = [paper.heading(heading_of(impact.sides, paper))]
    for tried in impact.tried:
        lines = [*paper.lines(summary(tried, paper)), *_refused(tried, paper)]
        lines += _counted(impact, tried, paper)
        parts.append("\n".join([*lines, *_listed(impact, tried, paper)]))
    if impact.evenly:
        parts.append("\n".join(paper.lines(evenly_words(impact, paper))))
    if impact.money is not None:
        parts.append("\n".join(_money(impact.money, paper)))
    return "\n\n".join([*parts, closing(impact, paper)])


def closing(impact: Impact, paper: Paper) -> str:
    """Say that all other answers stay the same, that none changes, or that there was no case."""
    tried = impact.money is not None or any(one.total > one.left_out for one in impact.tried)
    key = "changed" if impact.changes else "same" if tried else "nothing"
    return paper.say(f"verification.impact.{key}")


def _refused(tried: TriedCases, paper: Paper) -> Iterator[str]:
    """Where those that could not be asked are wrong, and in what, as far as a page holds."""
    for finding in tried.refused[:MOST_ROWS]:
        said = f"{cleaned(message(finding, paper.language), SENTENCE)} [{finding.code}]"
        yield from paper.block("  ", paper.colon(str(finding.place), said))
    if len(tried.refused) > MOST_ROWS:
        yield "  …"


def summary(tried: TriedCases, paper: Paper) -> str:
    """Of how many cases how many are answered otherwise, and how many could not be asked."""
    words = {"n": number(tried.total), "changed": number(len(tried.changed))}
    said = paper.say(f"verification.impact.{tried.source}", **words)
    if not tried.refused:
        return said
    refused = paper.say("verification.impact.refused", n=number(tried.left_out))
    return f"{said} {refused}"


def evenly_words(impact: Impact, paper: Paper) -> str:
    """Say which facts of a made-up population were drawn evenly."""
    facts = impact.sides[1].program.facts
    names = ", ".join(facts[name].label[paper.language] for name in impact.evenly)
    return paper.say("verification.impact.evenly", facts=names)


def counts(impact: Impact, tried: TriedCases, paper: Paper) -> list[tuple[str, str, str]]:
    """Each kind of effect in words, in how many cases, and how many francs more or less."""
    counted = tried.counts()
    rows = []
    for effect, cases in sorted(counted.items(), key=lambda item: -item[1]):
        first = next(one for one in tried.effects() if tried.kind_of(one) == effect)
        sums = [one.francs for one in tried.effects() if tried.kind_of(one) == effect]
        known = [one for one in sums if one is not None]
        more = f"{'+' if sum(known) > 0 else ''}{amount(sum(known))}" if known else ""
        said = kind_words(impact.sides, first, paper)
        rows.append(
            (paper.colon(label_of(impact.sides, first.name, paper), said), str(cases), more)
        )
    return rows


def _counted(impact: Impact, tried: TriedCases, paper: Paper) -> Iterator[str]:
    for said, cases, more in counts(impact, tried, paper):
        yield from paper.block(f"  {cases:>5} × ", f"{said} ({more})" if more else said)


def _listed(impact: Impact, tried: TriedCases, paper: Paper) -> Iterator[str]:
    for case in tried.changed[:MOST_LISTED]:
        yield f"  {named(case, paper)}"
        for effect in case.effects:
            yield from paper.block("    ", told(impact.sides, effect, paper))
    more = len(tried.changed) - MOST_LISTED
    if more > 0:
        yield from paper.lines(paper.say("verification.impact.more", n=number(more)))


def _money(money: "Comparison", paper: Paper) -> Iterator[str]:
    """What each payer pays of a portfolio under both, and the rows of which a part changes."""
    labels = labels_of(money, paper.language)
    heads = (paper.say(f"verification.impact.column.{key}") for key in ("before", "after", "more"))
    yield paper.row(paper.say("verification.impact.column.payer"), *heads)
    for rule, (_, first), (_, second) in money.sums():
        sign = "+" if second > first else ""
        yield paper.row(labels[rule], francs(first), francs(second), sign + francs(second - first))
    yield from paper.lines(paper.say("funding.compare.most"))
    rows = money.changed.to_dicts()
    yield from paper.lines(paper.say("verification.impact.rows", n=number(len(rows))))
    for row in rows[:MOST_ROWS]:
        moved = (
            paper.colon(labels[rule], f"{francs(first)} → {francs(second)}")
            for rule, first, second in money.moved_parts(row)
        )
        yield from paper.block(f"  {cleaned(str(row.get('id') or row['row']))}  ", "; ".join(moved))
    if len(rows) > MOST_ROWS:
        more = number(len(rows) - MOST_ROWS)
        yield from paper.lines(paper.say("verification.impact.more-rows", n=more))
    yield from left_out_lines(money.bad, paper)


def named(case: CaseImpact, paper: Paper) -> str:
    """A case by its name, and the day on which it was asked."""
    return f"{cleaned(case.name)} ({written(case.on, paper.language)})"


def told(sides: Sides, effect: CaseEffect, paper: Paper) -> str:
    """An effect of a case, and why."""
    said = paper.colon(label_of(sides, effect.name, paper), effect_words(sides, effect, paper))
    reasons = "; ".join(_reason(reason, paper) for reason in effect.reasons)
    return f"{said}. {reasons}" if reasons else said


def kind_words(sides: Sides, effect: CaseEffect, paper: Paper) -> str:
    """What an effect has in common with others of its kind."""
    if effect.kind in ("pays", "due"):
        return paper.say(f"verification.impact.kind.{effect.kind}")
    return effect_words(sides, effect, paper)


def effect_words(sides: Sides, effect: CaseEffect, paper: Paper) -> str:
    """From what to what an effect goes."""
    programs = [side.program for side in sides]
    pairs = list(zip(programs, (effect.before, effect.after), strict=True))
    match effect.kind:
        case "verdict":
            words = [paper.say(f"answers.verdict.{text}") for _, text in pairs]
        case "next":
            words = [step_words(program, text, paper) for program, text in pairs]
        case "acts" if OPEN in (effect.before, effect.after):
            settled = ((program, text) for program, text in pairs if text != OPEN)
            [who] = (who_words(program, text, paper) for program, text in settled)
            key = "who-open" if effect.after == OPEN else "who-settled"
            return paper.say(f"verification.impact.{key}", who=who)
        case "acts" | "bearers":
            words = [who_words(program, text, paper) for program, text in pairs]
        case "due":
            words = [_day(text, paper) for _, text in pairs]
        case "pays":
            words = [_francs(text, paper) for _, text in pairs]
        case _:
            return paper.say(f"verification.diff.{effect.kind}")
    key = "pays-to" if effect.kind == "pays" else effect.kind
    place = "impact" if effect.kind == "pays" else "diff"
    return paper.say(f"verification.{place}.{key}", before=words[0], after=words[1])


def _day(text: str, paper: Paper) -> str:
    if text == OPEN:
        return paper.say(f"answers.verdict.{OPEN}")
    if not text:
        return paper.say("verification.diff.no-date")
    return written(date.fromisoformat(text), paper.language)


def _francs(text: str, paper: Paper) -> str:
    return amount(Decimal(text)) if text else paper.say("answers.verdict.open")


def _reason(reason: EffectReason, paper: Paper) -> str:
    """A criterion that comes to something else: `Wohnsitz: ja → nein (eligibility.yaml:24)`."""
    verdicts = (
        paper.say(f"answers.verdict.{verdict}") if verdict else "–"
        for verdict in (reason.before, reason.after)
    )
    said = paper.colon(reason.label[paper.language], " → ".join(verdicts))
    return f"{said} ({short_place(reason.place)})"
