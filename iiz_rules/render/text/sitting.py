"""A sitting as it stands, in words and rows: the fund, each measure, what was answered on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from iiz_rules.funding.sittings import HeldSitting, MotionAnswer, SittingNote
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.organisation import Body
from iiz_rules.language.program.rules import Program
from iiz_rules.portfolio.agenda import OPEN
from iiz_rules.portfolio.deliberation import Deliberation, Prospect
from iiz_rules.portfolio.risk.statistics import Estimate
from iiz_rules.render.text.agenda import (
    hanging,
    lacking_words,
    motion_words,
    repayer_words,
    who_sentence,
)
from iiz_rules.render.text.values import actors_words, cleaned, quality_name, short
from iiz_rules.words.formats import NBSP, francs, grouped, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

Pair = tuple[str, str]
RAPPEN = 100


@dataclass(frozen=True)
class SittingView:
    """What is shown: what is before the body, what it answered, what it decided earlier."""

    deliberation: Deliberation
    sitting: HeldSitting
    past: tuple[tuple[date, MotionAnswer], ...] = ()
    """the decisions in the register, with their days"""

    @property
    def program(self) -> Program:
        """The rules in force, under the scenario."""
        return self.deliberation.simulation.policy.program

    @property
    def body(self) -> Body | None:
        """The body that sits; None where nothing is to be decided."""
        rules = self.program.rules
        bodies = (rules[one.route].actors["decided_by"] for one in self._ballots)
        name = next(bodies, None)
        return self.program.bodies[name] if name else None

    @property
    def _ballots(self) -> list[Any]:
        return [one for one in self.deliberation.agenda.ballots if one.route != OPEN]

    @property
    def attested(self) -> frozenset[str]:
        """The qualities that have to be known of who sits there: `iv.high-decision-competence`."""
        if self.body is None:
            return frozenset()
        simulation = self.deliberation.simulation
        seats = [{"of": seat.of} for seat in self.body.seats]
        asked = simulation.policy.composition(self.body.id, seats, on=simulation.portfolio.on)
        return frozenset(asked.unproved)

    def waiting(self, route: str = "") -> frozenset[int]:
        """The rows on which nothing was answered yet, of one kind of decision or of all."""
        motions = self.deliberation.motions
        asked = {row for row, told in motions.items() if not route or told["route"] == route}
        return frozenset(asked - self.sitting.answers.keys())

    @property
    def prospects(self) -> tuple[Prospect, Prospect]:
        """The fund with what is approved, and with all that is left as well."""
        now = self.sitting.outcomes("approved") & self.deliberation.motions.keys()
        return self.deliberation.prospect(now), self.deliberation.prospect(now | self.waiting())

    def alike(self, row: int) -> list[tuple[date, MotionAnswer]]:
        """What was decided earlier in the same way on the same kind of measure."""
        motion = self.deliberation.motions[row]
        return [
            (on, answer)
            for on, answer in self.past
            if answer.decision
            and answer.decision["route"] == motion["route"]
            and answer.kind == (motion.get("kind") or "")
        ]

    def name(self, row: int) -> str:
        """What a measure is called."""
        if row in self.sitting.answers:
            return self.sitting.answers[row].measure
        return self.deliberation.motions[row].get("id") or str(row)

    @property
    def elsewhere(self) -> tuple[int, ...]:
        """The rows that were answered here, and are not on the agenda any more."""
        return tuple(sorted(self.sitting.answers.keys() - self.deliberation.motions.keys()))


# ------------------------------------------------------------------------------- the fund


def answered_sentence(view: SittingView, language: Language) -> str:
    """How many measures are answered, and how."""
    sitting = view.sitting
    there = view.deliberation.motions.keys()
    counts = {one: len(sitting.outcomes(one) & there) for one in OUTCOMES}
    words = {**counts, "n": sum(counts.values()), "of": len(view.deliberation.motions)}
    return printed("sitting.standing.answered", language, **words)


OUTCOMES = ("approved", "refused", "undecided", "postponed")


def standing_rows(view: SittingView, language: Language) -> Iterator[tuple[str, str, str]]:
    """The fund with what is approved, and with all that is left as well, side by side."""
    both = view.prospects
    free = _free(view)

    def row(key: str, cells: Iterable[str]) -> tuple[str, str, str]:
        now, rest = cells
        return printed(f"sitting.row.{key}", language), now, rest

    yield row("measures", (str(one.measures) for one in both))
    yield row("committed", (francs(one.committed) for one in both))
    yield row("advanced", (francs(one.advanced) for one in both))
    if free is not None:
        yield row("free", (francs(free - one.committed) for one in both))
    alone = [one.alone for one in both if one.alone]
    assumed = [one.assumed for one in both if one.assumed]
    if alone:
        yield row("alone", (_share(one.shortage) for one in alone))
        yield row("lowest", (_whole(one.lowest) for one in alone))
    if assumed and view.deliberation.awaits_others:
        yield row("assumed", (_share(one.shortage) for one in assumed))
        yield row("lowest.assumed", (_whole(one.lowest) for one in assumed))


def _free(view: SittingView) -> int | None:
    """What is in the fund and not yet promised, in Rappen; None where nobody says so."""
    fund = view.deliberation.simulation.scenario.file.fund
    ledger = view.deliberation.simulation.ledger
    if ledger is not None:
        return int(ledger.free * RAPPEN)
    return None if fund is None else int(fund.balance * RAPPEN)


def _share(estimate: Estimate) -> str:
    return f"{estimate.value * 100:.1f}{NBSP}% ±{estimate.error * 100:.1f}"


def _whole(estimate: Estimate) -> str:
    return grouped(round(estimate.value / RAPPEN))


# --------------------------------------------------------------------------- one measure


def outcome_words(answer: MotionAnswer | None, language: Language) -> str:
    """What was answered; nothing where nothing was."""
    if answer is None:
        return ""
    outcome = printed(f"documents.outcome.{answer.outcome}", language)
    if answer.decision is None:
        return outcome
    ballots = answer.decision["ballots"]
    votes = f"{ballots['in_favour']} : {ballots['against']} : {ballots['abstained']}"
    return f"{outcome} ({votes})"


def measure_words(view: SittingView, row: int, language: Language) -> tuple[str, str]:
    """What a measure is called, and what it is: its kind, who brings it, its day."""
    told = view.deliberation.motions[row]
    case, office, kind, day = motion_words(view.deliberation.agenda, told, language)
    return case, " · ".join(filter(None, (kind, office, day)))


def hints(view: SittingView, row: int, hangs: dict[int, str], language: Language) -> Iterator[Pair]:
    """What a member has to know of a measure before the vote, with what each is called."""
    motion = view.deliberation.motions[row]
    if motion["route"] == OPEN:
        lacks, who = lacking_words(view.deliberation.agenda, row, language)
        yield from _told({"lacks": lacks, "who": who}, language)
        return
    advance = motion["route"] in view.deliberation.simulation.portfolio.waterfall.repaid_by
    payer = short(repayer_words(view.deliberation.agenda, motion, language)) if advance else ""
    if advance and sits(view, motion["repaid_by"]):
        payer = printed("sitting.hint.seat", language, who=payer)
    labels = view.program.rules
    others = [labels[rule].label[language] for rule in view.deliberation.after_a_no[row]]
    share = view.deliberation.own.get(row)
    points = _points(share.shortage, language) if share and round(share.shortage, 3) else ""
    alike = view.alike(row)
    said = {
        "repaid": payer,
        "term": _term(view.sitting.answers.get(row), language),
        "no": ", ".join(others) or printed("sitting.hint.nobody", language),
        "readings": hangs.get(row, ""),
        "own": points,
        "alike": _counted(alike, language) if alike else "",
    }
    yield from _told(said, language)


def _told(said: dict[str, str], language: Language) -> Iterator[Pair]:
    for key, words in said.items():
        if words:
            yield printed(f"sitting.hint.{key}", language), words


def _points(shortage: float, language: Language) -> str:
    """By how much a probability changes; in French one and a half is still one."""
    n = f"{shortage * 100:.1f}"
    key = "few" if abs(float(n)) < 2 else "many"
    return printed(f"sitting.hint.own.points.{key}", language, n=n)


def _term(answer: MotionAnswer | None, language: Language) -> str:
    decision = answer.decision if answer else None
    term = parse_date(decision["term"] or "") if decision else None
    return written(term, language) if term else ""


def _counted(alike: Sequence[tuple[date, MotionAnswer]], language: Language) -> str:
    outcomes = [answer.outcome for _, answer in alike]
    words = {one: outcomes.count(one) for one in ("approved", "refused")}
    return printed("sitting.alike.n", language, **words)


def sits(view: SittingView, actor: str) -> bool:
    """Whether somebody has a seat in the body that decides."""
    body = view.body
    return body is not None and any(seat.of == actor for seat in body.seats)


def hanging_words(view: SittingView, language: Language) -> dict[int, str]:
    """Of each row the interpretations that matter, with their francs."""
    return hanging(view.deliberation.simulation.effects, language)


def motion_sentence(view: SittingView, row: int, language: Language) -> str:
    """What is put to the vote, where nobody words it otherwise.

    How it is to be decided says the record itself, in the language of whoever reads it.
    """
    return ", ".join(measure_words(view, row, language))


# ------------------------------------------------------------------------ the whole body


def repaying(view: SittingView, language: Language) -> Iterator[tuple[str, int, int]]:
    """Who is expected to repay advances on the agenda: how many, and how much in Rappen."""
    advances: dict[str, list[int]] = {}
    for motion in view.deliberation.motions.values():
        if motion["repaid_by"]:
            who = repayer_words(view.deliberation.agenda, motion, language)
            advances.setdefault(who, []).append(motion["high"])
    yield from ((who, len(amounts), sum(amounts)) for who, amounts in advances.items())


def abstaining(view: SittingView, language: Language) -> Iterator[str]:
    """Who may have to stand aside: as it is read, and who is to repay and has a seat itself."""
    agenda = view.deliberation.agenda
    told = [
        who_sentence(view.deliberation.simulation, ballot.route, language)
        for ballot in view._ballots
    ]
    readings = [*dict.fromkeys(filter(None, told))]
    yield from readings or [printed("sitting.abstains.none", language)]
    payers = [row["repaid_by"] for row in view.deliberation.motions.values() if row["repaid_by"]]
    for payer in dict.fromkeys(payers):
        if sits(view, payer):
            who = actors_words(agenda.portfolio.setting.program, [payer], language)
            yield printed("sitting.abstains.payer", language, who=who, n=payers.count(payer))
    if readings:
        yield printed("sitting.abstains.how", language)


def seat_words(view: SittingView, seat: str, language: Language) -> str:
    """What a seat is called."""
    return view.program.actors[seat][language] if seat in view.program.actors else seat


def quality_words(view: SittingView, seat: str, quality: str, language: Language) -> str:
    """What a quality is called that is asked of who sits there."""
    assert view.body is not None  # it has a seat
    name = quality_name(view.program, view.body.id, seat, quality, language)
    return printed("sitting.members.attested", language, quality=name)


def present_sentence(view: SittingView, language: Language) -> str:
    """Who is there, as it was noted."""
    there = [one["of"] for one in view.sitting.members if one.get("present")]
    if not view.sitting.members:
        return printed("sitting.members.missing", language)
    who = ", ".join(short(seat_words(view, one, language)) for one in there)
    return printed("sitting.members.noted", language, present=who or "–")


def note_words(note: SittingNote, language: Language) -> Iterator[str]:
    """What somebody noted, and when."""
    moment = datetime.fromisoformat(note.recorded).astimezone()
    user = f"{cleaned(note.user)} · " if note.user else ""
    words = {"time": f"{moment:%H:%M}", "user": user}
    if "members" in note.said:
        yield printed("sitting.note.members", language, **words)
    if "closed" in note.said:
        yield printed("sitting.note.closed", language, **words)
    for measure in note.said.get("back", {}).values():
        outcome = printed("sitting.note.back", language)
        words |= {"measure": cleaned(measure), "outcome": outcome}
        yield printed("sitting.note.answer", language, **words)
    for one in note.said.get("answers", {}).values():
        answer = MotionAnswer(**one)
        words |= {"measure": cleaned(answer.measure), "outcome": outcome_words(answer, language)}
        yield printed("sitting.note.answer", language, **words)
