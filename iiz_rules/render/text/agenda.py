"""What is put to the vote, in words and rows that page and terminal share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from iiz_rules.answers.funding import quorum_of
from iiz_rules.answers.readings import InForce
from iiz_rules.engine.columnar.slots import fact_column
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.model.scenario import Repayment, value_of
from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.text.assumptions import answers_words
from iiz_rules.render.text.simulation import between, counted
from iiz_rules.render.text.values import actors_words, cleaned, code_words
from iiz_rules.words.formats import francs, percent, round_francs, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language
from iiz_rules.words.typography import typeset

if TYPE_CHECKING:
    from iiz_rules.funding.ledger import Ledger
    from iiz_rules.portfolio.agenda import Agenda, Effect

Row = tuple[str, ...]


def vote_sentences(simulation: Simulation, language: Language) -> Iterator[str]:
    """Who decides on how much, and what a yes and a no to all come to."""
    agenda = simulation.agenda
    if not agenda.all.rows:
        yield printed("funding.vote.none", language)
        return
    yield _deciding(simulation, language)
    whole = agenda.all
    words = {"all": between(whole.low, whole.high, language)}
    yield printed("funding.vote.yes", language, **words, advance=round_francs(agenda.advanced))
    _, (low, high) = agenda.answered.get("left", ((0, 0), (0, 0)))
    yield printed("funding.vote.no", language, left=between(low, high, language))


def _deciding(simulation: Simulation, language: Language) -> str:
    program, agenda = simulation.policy.program, simulation.agenda
    bodies = dict.fromkeys(program.rules[name].actors["decided_by"] for name in agenda.routes)
    situation = Situation({}, simulation.portfolio.on, simulation.policy.options)
    quorums = {quorum_of(program, situation, body) for body in bodies}
    quorum = quorums.pop() if len(quorums) == 1 else None
    needed = printed("funding.quorum", language, n=quorum) if quorum else ""
    who = actors_words(program, bodies, language)
    words = {"body": who, "quorum": needed}
    return counted("funding.vote.n", agenda.all.rows, language, **words).strip()


def balance_sentences(simulation: Simulation, language: Language) -> Iterator[str]:
    """What the fund has today, and how low it may come."""
    if simulation.scenario.file.answers is not None:
        yield from answers_words(simulation.scenario.file.answers, language)
    fund, risk, ledger = simulation.scenario.file.fund, simulation.risk, simulation.ledger
    on = written(simulation.portfolio.on, language)
    if ledger is not None:
        yield from _booked(ledger, on, language, paid=simulation.paid)
    elif fund is not None:
        balance = round_francs(int(fund.balance * 100))
        yield printed("funding.vote.balance.assumed", language, on=on, balance=balance)
    if risk is not None:
        alone, lowest = (
            round_francs(round(figures.lowest.value)) for figures in (risk.alone, risk.findings)
        )
        key = "funding.vote.lowest.alone" if risk.assumed else "funding.vote.lowest"
        yield printed(key, language, alone=alone, lowest=lowest)


def _booked(standing: "Ledger", on: str, language: Language, *, paid: bool) -> Iterator[str]:
    """What a fund has by its books, and what of it is promised or still owed to it."""
    owed = sum(standing.exposure.values())
    amounts = {"balance": standing.balance, "committed": standing.commitments, "owed": owed}
    words = {"on": on} | {key: round_francs(int(one * 100)) for key, one in amounts.items()}
    key = "ledger.committed" if standing.commitments else "ledger"
    yield printed(f"funding.vote.balance.{key if paid else 'register'}", language, **words)
    if paid and owed:
        yield printed("funding.vote.balance.owed", language, **words)


def decided_sentences(simulation: Simulation, language: Language) -> Iterator[str]:
    """Which measures were decided already: they stand in the book, or were refused."""
    for key in ("decided", "refused"):
        names: tuple[str, ...] = getattr(simulation, key)
        if names:
            measures = ", ".join(map(cleaned, names))
            yield counted(f"funding.vote.{key}", len(names), language, measures=measures)


def route_words(agenda: "Agenda", route: str, language: Language) -> str:
    """What a kind of decision is called."""
    rule = agenda.portfolio.setting.program.rules.get(route)
    return rule.label[language] if rule else printed("funding.route.open", language)


def ballot_rows(agenda: "Agenda", language: Language) -> list[Row]:
    """Each kind of decision: how many measures, how much at least and at most; all of them."""
    rows = [(route_words(agenda, one.route, language), one) for one in agenda.ballots]
    rows.append((printed("funding.route.all", language), agenda.all))
    return [(name, str(one.rows), francs(one.low), francs(one.high)) for name, one in rows]


def answered_rows(agenda: "Agenda", language: Language) -> list[Row]:
    """Who pays the measures after a yes to all, and after a no to all."""
    rules = agenda.portfolio.setting.program.rules
    return [
        (
            rules[name].label[language] if name in rules else printed("funding.left", language),
            *(between(low, high, language) for low, high in both),
        )
        for name, both in agenda.answered.items()
    ]


def who_sentence(simulation: Simulation, route: str, language: Language) -> str:
    """How it is read who takes part in a decision; nothing where no reading says so."""
    used = [_read(one, language) for one in simulation.taking_part(route)]
    return printed("funding.vote.who", language, readings="; ".join(used)) if used else ""


def _read(used: InForce, language: Language) -> str:
    reading = used.reading
    option = reading.options[used.option][language]
    words = {"id": reading.id, "label": reading.label[language], "option": option}
    return printed("funding.vote.reading", language, **words)


def repaid_sentence(simulation: Simulation, language: Language) -> str:
    """By when advances are assumed to be repaid: the fund's rules give no term."""
    risk = simulation.scenario.file.risk
    if risk is None or risk.repayment is None:
        return ""
    program = simulation.policy.program
    others = ""
    for payer, how in (risk.by_payer or {}).items():
        who = actors_words(program, [payer], language) if payer in program.actors else payer
        others += printed("funding.vote.repaid.by", language, who=who, **_repaid(how, language))
    words = _repaid(risk.repayment, language)
    return printed("funding.vote.repaid", language, others=others, **words)


def _repaid(how: Repayment, language: Language) -> dict[str, str]:
    n = f"{value_of(how.after.mean):g}"
    months = printed(f"funding.unit.after.{'one' if n == '1' else 'many'}", language, n=n)
    return {"share": percent(value_of(how.probability)), "months": months}


def motion_words(agenda: "Agenda", row: dict[str, Any], language: Language) -> Row:
    """A measure as it is named: its case, who brings it, what it is, its day."""
    program = agenda.portfolio.setting.program
    kind, fact = row.get("kind") or "", agenda.portfolio.waterfall.kind
    what = code_words(program.facts[fact], kind, language) if fact else ""
    case = row.get("id") or str(row["row"])
    office, day = cleaned(row.get("institution") or ""), written(row["date"], language)
    return cleaned(case), office, what, day


def kind_words(agenda: "Agenda", told: dict[str, Any], language: Language) -> str:
    """What a measure is, of a row as it was split; nothing where the portfolio does not say so."""
    fact = agenda.portfolio.waterfall.kind
    if not fact or not (kind := told.get(fact_column(fact))):
        return ""
    return code_words(agenda.portfolio.setting.program.facts[fact], kind, language)


def measure_name(agenda: "Agenda", measure: str) -> str:
    """How a measure is called on its sheet: its case and who brings it."""
    row = agenda.told(agenda.row_of(measure))
    return " · ".join(filter(None, (cleaned(measure), cleaned(row.get("institution") or ""))))


def repayer_words(agenda: "Agenda", row: dict[str, Any], language: Language) -> str:
    """Who is expected to repay an advance."""
    program, payer = agenda.portfolio.setting.program, row["repaid_by"]
    if payer in program.actors:
        return actors_words(program, [payer], language)
    fact = program.facts[agenda.portfolio.waterfall.repaid_by[row["route"]]]
    return code_words(fact, payer, language)


def lacking_words(agenda: "Agenda", row: int, language: Language) -> tuple[str, str]:
    """What is missing of a measure, and who knows it or has to judge it."""
    program, answer = agenda.portfolio.setting.program, agenda.funding(row)
    lacks = [(one.label[language], one.held_by) for one in answer.missing]
    lacks += [(one.label[language], one.by) for one in answer.pending]
    who = dict.fromkeys(actors_words(program, by, language) for _, by in lacks if by)
    return "; ".join(label for label, _ in lacks), "; ".join(who)


def hanging(effects: "tuple[Effect, ...]", language: Language) -> dict[int, str]:
    """Of each row the interpretations that matter, and by how many francs at most."""
    most: dict[int, dict[str, int]] = {}
    for effect in effects:
        for row, low, high in effect.rows.iter_rows():
            of = most.setdefault(row, {})
            name = effect.reading.reading.id
            of[name] = max(of.get(name, 0), abs(low), abs(high))
    return {row: _hanging(of, language) for row, of in most.items()}


def _hanging(of: dict[str, int], language: Language) -> str:
    by_amount: dict[int, list[str]] = {}
    for name, amount in of.items():
        by_amount.setdefault(amount, []).append(name)
    kind = printed("funding.other-kind", language)
    parts = (
        printed(
            "answers.colon",
            language,
            label=", ".join(names),
            value=round_francs(amount) if amount else kind,
        )
        for amount, names in sorted(by_amount.items(), reverse=True)
    )
    return typeset("; ".join(parts), language)


def effect_rows(effects: "tuple[Effect, ...]", language: Language) -> list[Row]:
    """Each interpretation that changes something: how it is read, how else, and the francs."""
    return [
        (
            f"{effect.reading.reading.id} {effect.reading.reading.label[language]}",
            effect.reading.reading.options[effect.reading.option][language],
            effect.reading.reading.options[effect.option][language],
            str(effect.rows.height),
            *(_signed(amount) for amount in effect.change),
        )
        for effect in effects
        if effect.rows.height
    ]


def _signed(rappen: int) -> str:
    return f"+{francs(rappen)}" if rappen > 0 else francs(rappen)


def without_effect(
    readings: tuple[InForce, ...], effects: "tuple[Effect, ...]", language: Language
) -> str:
    """The interpretations on which no franc of this portfolio hangs, in one line."""
    telling = {effect.reading.reading.id for effect in effects if effect.rows.height}
    rest = [_read(one, language) for one in readings if one.reading.id not in telling]
    return printed("funding.readings.none", language, readings="; ".join(rest)) if rest else ""
