"""The pages of a sitting: the list, the agenda, one measure, and what of them changes at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from iiz_rules.funding.sittings import HeldSitting, SittingNote
from iiz_rules.portfolio.agenda import OPEN
from iiz_rules.render.html.page import PageTable, page
from iiz_rules.render.html.report import left_out_table
from iiz_rules.render.html.sheet import typeset_part
from iiz_rules.render.text import sheet, sitting
from iiz_rules.render.text.agenda import (
    balance_sentences,
    decided_sentences,
    effect_rows,
    kind_words,
    repaid_sentence,
    route_words,
    vote_sentences,
    without_effect,
)
from iiz_rules.render.text.record import kind_name
from iiz_rules.render.text.simulation import is_invented
from iiz_rules.render.text.sitting import SittingView
from iiz_rules.words.formats import amount, francs, whole_francs, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language

ASKED = (
    "agenda", "committed", "repaid", "refused", "risk", "balance", "readings", "abstains",
    "alike", "sign",
)  # fmt: skip
"""questions of members, each the id of a section of the agenda's page"""
PRESENT = {True: "yes", False: "no", None: ""}
MOVING = 10
"""measures shown that move the risk most"""


@dataclass(frozen=True)
class Fault:
    """Why something was not noted, and what was submitted, to be sent again."""

    title: str
    sentences: tuple[str, ...]
    again: str = ""
    """the value of the button that was pressed"""
    mine: str = ""
    """what was submitted, in words"""


@dataclass(frozen=True)
class NewSitting:
    """What the form holds by which a sitting is begun."""

    day: str
    named: Mapping[str, str]
    """the files that the service was started with, by what they are; empty where there is none"""
    scenarios: Mapping[str, str]
    """their labels, by number"""
    fault: Fault | None = None


@dataclass(frozen=True)
class SittingPage:
    """The pages of one sitting in a language."""

    view: SittingView
    language: Language
    lasting: bool = True
    fault: Fault | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    """the submitted form of a measure"""

    def agenda(self) -> str:
        """The whole sitting."""
        view, language = self.view, self.language
        simulation = view.deliberation.simulation
        return page(
            "sitting",
            language,
            **self._common,
            asked=ASKED,
            lead=[*vote_sentences(simulation, language)],
            balance=[*balance_sentences(simulation, language)],
            notes=[*decided_sentences(simulation, language)],
            standing=self._standing(),
            groups=[*self._groups()],
            elsewhere=[{"row": row, "name": view.name(row)} for row in view.elsewhere],
            repaid=repaid_sentence(simulation, language),
            repaying=self._repaying(),
            refused=self._refused(),
            moving=self._moving(),
            readings=self._readings(),
            rest=without_effect(simulation.readings, simulation.effects, language),
            abstaining=[*sitting.abstaining(view, language)],
            alike=self._alike(view.past),
            seats=[*self._seats()],
            body=view.body.label[language] if view.body else "",
            present=sitting.present_sentence(view, language),
            left_out=left_out_table(simulation, language),
            end=self._end(),
        )

    def changed(self, rows: Iterable[int]) -> str:
        """The changed parts of the agenda: some measures, the fund, a fault."""
        return page(
            "sitting_changed",
            self.language,
            **self._common,
            standing=self._standing(),
            motions=[self._motion(row) for row in rows if row in self.view.deliberation.motions],
            blocks=[*self._blocks()],
            end=self._end(),
        )

    def measure(self, row: int) -> str:
        """One measure: who pays it, who decides, the form to vote."""
        view, language = self.view, self.language
        answer = view.deliberation.agenda.funding(row)
        parts = [
            sheet.paying(answer, language),
            *sheet.deciding(answer, language),
            sheet.opened(answer.program, answer.missing, answer.pending, language),
            sheet.other_readings(answer, language),
        ]
        waiting = sorted(view.waiting() - {row})
        later = [one for one in waiting if one > row] or waiting
        motion = view.deliberation.motions[row]
        ready = motion["route"] != OPEN
        typed = self.typed or self._noted(row)
        return page(
            "sitting_measure",
            language,
            **self._common,
            motion=self._motion(row),
            what=sitting.measure_words(view, row, language)[1],
            lead=[*sheet.funding_lead(answer, language)],
            parts=[
                typeset_part(answer.program, part, language) for part in parts if not part.is_empty
            ],
            alike=self._alike(view.alike(row)) if ready else None,
            ready=ready,
            advance=motion["route"] in view.deliberation.simulation.portfolio.waterfall.repaid_by,
            seats=[*self._seats(typed)],
            typed=typed,
            next=later[0] if later else None,
        )

    @property
    def _common(self) -> dict[str, Any]:
        held, program = self.view.sitting, self.view.program
        return {
            "where": program.label[self.language],
            "canton": program.canton,
            "title": printed("sitting.title", self.language, on=written(held.on, self.language)),
            "sitting": held,
            "at": f"/sitting/{program.canton}/{held.name}",
            "languages": LANGUAGES,
            "invented": is_invented(self.view.deliberation.simulation),
            "scenario": getattr(self._scenario.label, self.language) if self._has_scenario else "",
            "lasting": self.lasting,
            "fault": self.fault,
        }

    @property
    def _scenario(self) -> Any:
        return self.view.deliberation.simulation.scenario.file

    @property
    def _has_scenario(self) -> bool:
        return "scenario" in self.view.sitting.papers

    @cached_property
    def _hangs(self) -> dict[int, str]:
        return sitting.hanging_words(self.view, self.language)

    # ------------------------------------------------------------------------- the fund

    def _standing(self) -> dict[str, Any]:
        heads = ["", *(printed(f"sitting.column.{key}", self.language) for key in ("now", "rest"))]
        rows = [*sitting.standing_rows(self.view, self.language)]
        paths = self.view.deliberation.kept
        key = "beyond" if paths else "without"
        months = paths.plan.risk.months if paths else 0
        return {
            "answered": sitting.answered_sentence(self.view, self.language),
            "table": PageTable(heads, rows, (1, 2)),
            "note": printed(f"sitting.standing.{key}", self.language, months=months),
        }

    def _moving(self) -> PageTable | None:
        moving = [one for one in self.view.deliberation.own.values() if one.shortage or one.lost]
        if not moving:
            return None
        rows = [
            (
                *self._named(share.row),
                whole_francs(round(share.lost)),
                f"{share.shortage * 100:.1f}",
            )
            for share in moving[:MOVING]
        ]
        heads = [printed(f"funding.column.{key}", self.language) for key in ("case", "kind")]
        heads += [printed(f"funding.own.{key}", self.language) for key in ("lost", "shortage")]
        return PageTable(heads, rows, (2, 3))

    def _named(self, row: int) -> tuple[str, str]:
        """A measure by its case, and what it is."""
        if row not in self.view.deliberation.motions:
            return str(row), ""
        told = self.view.deliberation.agenda.told(row)
        return self.view.name(row), kind_words(self.view.deliberation.agenda, told, self.language)

    def _refused(self) -> PageTable:
        from iiz_rules.render.text.agenda import answered_rows

        keys = ("payer", "yes-to-all", "no-to-all")
        heads = [printed(f"funding.column.{key}", self.language) for key in keys]
        return PageTable(heads, answered_rows(self.view.deliberation.agenda, self.language), (1, 2))

    def _repaying(self) -> PageTable:
        """Who is expected to repay how many advances, and how much."""
        keys = ("repaid-by", "rows", "amount")
        heads = [printed(f"funding.column.{key}", self.language) for key in keys]
        rows = [
            (who, str(n), francs(amount_))
            for who, n, amount_ in sitting.repaying(self.view, self.language)
        ]
        return PageTable(heads, rows, (1, 2))

    def _readings(self) -> PageTable:
        keys = ("reading", "option", "otherwise", "rows", "sure", "high-chf")
        heads = [printed(f"funding.column.{key}", self.language) for key in keys]
        effects = self.view.deliberation.simulation.effects
        return PageTable(heads, effect_rows(effects, self.language), (3, 4, 5))

    # --------------------------------------------------------------------- the measures

    def _groups(self) -> Iterator[dict[str, Any]]:
        agenda, motions = self.view.deliberation.agenda, self.view.deliberation.motions
        for ballot in agenda.ballots:
            rows = [row for row, told in motions.items() if told["route"] == ballot.route]
            key = "open" if ballot.route == OPEN else ""
            words = {
                "route": route_words(agenda, ballot.route, self.language),
                "n": ballot.rows,
                "amount": francs(ballot.high),
            }
            name = "sitting.group.open" if key else "sitting.group"
            yield {
                "route": ballot.route,
                "ready": not key,
                "heading": printed(name, self.language, **words),
                "block": self._block(ballot.route),
                "motions": [self._motion(row) for row in rows],
            }

    def _blocks(self) -> Iterator[dict[str, Any]]:
        for ballot in self.view.deliberation.agenda.ballots:
            if ballot.route != OPEN:
                yield self._block(ballot.route)

    def _block(self, route: str) -> dict[str, Any]:
        return {"route": route, "left": len(self.view.waiting(route))}

    def _motion(self, row: int) -> dict[str, Any]:
        view = self.view
        motion, answer = view.deliberation.motions[row], view.sitting.answers.get(row)
        name, what = sitting.measure_words(view, row, self.language)
        return {
            "row": row,
            "name": name,
            "what": what,
            "amount": f"{francs(motion['high'])}\u00a0CHF",
            "ready": motion["route"] != OPEN,
            "hints": [*sitting.hints(view, row, self._hangs, self.language)],
            "outcome": answer.outcome if answer else "",
            "told": sitting.outcome_words(answer, self.language),
            "reason": answer.reason if answer else "",
        }

    def _alike(self, alike: Iterable[Any]) -> PageTable | None:
        program = self.view.program
        rows = [
            (
                written(on, self.language),
                answer.measure,
                kind_name(program, answer.kind, self.language),
                amount_of(answer.decision).removesuffix("\u00a0CHF"),
                sitting.outcome_words(answer, self.language),
            )
            for on, answer in alike
            if answer.decision
        ]
        if not rows:
            return None
        columns = ("day", "case", "kind", "amount", "decision")
        heads = [printed(f"funding.column.{key}", self.language) for key in columns]
        return PageTable(heads, rows, (3,))

    # ------------------------------------------------------------------ who sits, the end

    def _seats(self, typed: Mapping[str, str] | None = None) -> Iterator[dict[str, Any]]:
        """The seats of the body, with what was noted of each, and with what stands in a form."""
        body, noted = self.view.body, {one["of"]: one for one in self.view.sitting.members}
        if body is None:
            return
        attested = self.view.attested
        seats = {
            seat.of: [one for one in seat.qualities if f"{seat.name}.{one}" in attested]
            for seat in body.seats
        }
        for of in (*seats, *body.advisory):
            label = sitting.seat_words(self.view, of, self.language)
            member = noted.get(of, {})
            yield {
                "of": of,
                "label": label
                if of in seats
                else printed("sitting.members.advisory", self.language, who=label),
                "votes": of in seats,
                "present": PRESENT[member.get("present")],
                "qualities": [
                    (name, sitting.quality_words(self.view, of, name, self.language),
                     name in member.get("has", ()))
                    for name in seats.get(of, ())
                ],
                "vote": (typed or {}).get(f"vote:{of}", ""),
                "reason": (typed or {}).get(f"reason:{of}", ""),
            }  # fmt: skip

    def _noted(self, row: int) -> dict[str, str]:
        """What was noted on a measure, as it stands in the form."""
        answer = self.view.sitting.answers.get(row)
        if answer is None or answer.decision is None:
            reasons = answer.reason if answer else ""
            ready = self.view.deliberation.motions[row]["route"] != OPEN
            motion = sitting.motion_sentence(self.view, row, self.language) if ready else ""
            return {"reasons": reasons, "motion": motion, "term": ""}
        said = answer.decision
        term = said["term"] or ""
        typed = {"motion": said["motion"], "reasons": said["reasons"], "term": term}
        for member in said["members"]:
            typed[f"vote:{member['of']}"] = member["vote"] or ""
            typed[f"reason:{member['of']}"] = member["reason"] or ""
        return typed

    def _end(self) -> dict[str, Any]:
        held = self.view.sitting
        decided = [one for one in held.answers.values() if one.decision]
        rest = len(self.view.deliberation.motions) - len(decided)
        return {
            "decided": len(decided),
            "lead": printed("sitting.end.lead", self.language, n=len(decided), rest=rest),
        }


def amount_of(decision: Mapping[str, Any]) -> str:
    """The amount of a decision."""
    from decimal import Decimal

    return amount(Decimal(decision["amount"]))


def note_words(notes: Iterable[SittingNote], language: Language) -> tuple[str, ...]:
    """What was noted, line by line."""
    return tuple(line for one in notes for line in sitting.note_words(one, language))


def sittings_page(
    canton: str,
    where: str,
    held: Iterable[HeldSitting],
    new: NewSitting,
    language: Language,
    lasting: bool,
) -> str:
    """The list of sittings, and the form to begin one."""
    return page(
        "sittings",
        language,
        canton=canton,
        where=where,
        title=printed("sitting.sittings", language),
        held=[
            {
                "name": sitting.name,
                "title": printed("sitting.title", language, on=written(sitting.on, language)),
                "number": sitting.name.removeprefix(sitting.on.isoformat()).lstrip("-"),
                "closed": sitting.closed is not None,
            }
            for sitting in held
        ],
        languages=LANGUAGES,
        new=new,
        lasting=lasting,
    )
