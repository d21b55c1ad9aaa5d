"""A decision about money and the minutes of a sitting, in parts with sentences and rows."""

from collections.abc import Iterable, Iterator, Sequence

from iiz_rules.funding.minutes import Minutes
from iiz_rules.funding.record import Record, Voice
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.sheet import SheetPart, cited, heads, parts_text, tie_words
from iiz_rules.render.text.values import actors_words, cleaned, code_words, quality_name
from iiz_rules.words.formats import amount, written
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language

NARRATED = 4_000
"""letters of reasons or of a motion; a page for the file is no place for more"""
VOICE = ("seat", "attested", "present", "vote", "reason")
MISSED = ("seat", "present", "vote")


def program_of(record: Record) -> Program:
    """The edition whose words a document speaks."""
    assert record.program is not None  # made by a policy, or read from its register
    return record.program


def outcome_words(record: Record, language: Language) -> str:
    """What was decided, in a sentence."""
    words = _moved(record, language)
    return printed(f"documents.record.{record.outcome}", language, **words)


def decided(record: Record, language: Language) -> Iterator[str]:
    """What was decided, and of an advance that is paid out who repays it."""
    yield outcome_words(record, language)
    if record.approved:
        yield repayment_words(record, language)


def _moved(record: Record, language: Language) -> dict[str, str]:
    """What was moved: who is to pay how much, on which route."""
    program = program_of(record)
    return {
        "route": program.rules[record.route].label[language],
        "amount": amount(record.amount),
        "payer": actors_words(program, [record.payer], language),
    }


def repayment_words(record: Record, language: Language) -> str:
    """Who repays an advance and until when; nothing of what is none."""
    if not record.advance:
        return ""
    program = program_of(record)
    who, fact = record.repaid_by, _repayer(program, record.route)
    if who is None or fact is None:
        return printed("funding.advance.unknown", language)
    words = {"who": code_words(program.facts[fact], who, language)}
    if record.term is None:
        return printed("documents.record.repaid", language, **words)
    return printed(
        "documents.record.repaid.until", language, on=written(record.term, language), **words
    )


def _repayer(program: Program, route: str) -> str | None:
    return program.waterfall.repaid_by.get(route) if program.waterfall else None


def record_parts(record: Record, language: Language) -> Iterator[SheetPart]:
    """A decision: motion, who sat there, the vote, why, on what basis."""
    yield motion(record, language)
    yield attendance([record], language)
    yield vote(record, language)
    yield SheetPart(printed("documents.part.reasons", language), _told(record.reasons))
    program = program_of(record)
    yield readings([record], language)
    yield cited(program, record.clauses, language)
    yield evidence([record], language)


def motion(record: Record, language: Language) -> SheetPart:
    """What was put to the vote: the motion, the amount, who repays."""
    words = _moved(record, language)
    said = [*_told(record.motion), *_measure(record, language)]
    said.append(printed("documents.record.asked", language, **words))
    said += filter(None, [repayment_words(record, language)])
    return SheetPart(printed("documents.part.motion", language), said)


def _measure(record: Record, language: Language) -> Iterator[str]:
    """What the measure is; one without a name, as it was written, where no motion words it."""
    name = kind_name(program_of(record), record.kind, language)
    written_as = printed("answers.as-written", language, text=cleaned(record.kind))
    if name or (record.kind and not record.motion):
        yield printed("documents.record.measure", language, what=name or written_as)


def kind_name(program: Program, kind: str, language: Language) -> str:
    """What a kind of measure is called; nothing where no catalogue and no list names it."""
    fact = program.waterfall.kind if program.waterfall else None
    if fact is None or kind not in _named(program, fact):
        return ""
    return code_words(program.facts[fact], kind, language)


def _named(program: Program, fact: str) -> set[str]:
    return {*program.facts[fact].codes, *program.facts[fact].names}


def _told(text: str) -> list[str]:
    """What somebody wrote, paragraph by paragraph, without signs that nobody sees."""
    return [cleaned(line, NARRATED) for line in text.splitlines() if line.strip()]


def attendance(records: Iterable[Record], language: Language) -> SheetPart:
    """Who sat there, as checked: seats with what was attested, presence, votes, why without one."""
    record = next(iter(records))
    ballots = record.ballots
    said = [printed("documents.record.composed", language)]
    words = {"n": ballots.present, "of": ballots.voting, "needed": ballots.needed}
    key = "present" if ballots.needed is None else "present-of"
    said.append(printed(f"answers.body.{key}", language, **words) + ".")
    return _voices(record, language, VOICE, said)


def _voices(
    record: Record, language: Language, columns: Sequence[str], said: Sequence[str] = ()
) -> SheetPart:
    """Who sat there, in these columns; one in which nothing stands only where it is missed."""
    voices = [
        *(_voice(record, one, language) for one in record.members),
        *(_voice(record, one, language, advisory=True) for one in record.advisory),
    ]
    shown = [name for name in columns if name in MISSED or any(one[name] for one in voices)]
    rows = [tuple(one[name] for name in shown) for one in voices]
    heading = printed("documents.part.attendance", language)
    return SheetPart(heading, said, heads(" ".join(shown), language), rows)


def _voice(
    record: Record, voice: Voice, language: Language, advisory: bool = False
) -> dict[str, str]:
    program = program_of(record)
    seat = program.actors[voice.of][language] if voice.of and voice.of in program.actors else ""
    present = voice.present or voice.vote is not None
    key = "advisory" if advisory else voice.vote or "none"
    return {
        "seat": seat or printed("documents.record.member", language),
        "attested": ", ".join(_attested(program, record.body, voice, language)),
        "present": printed(f"answers.{'yes' if present else 'no'}", language),
        "vote": printed(f"documents.vote.{key}", language),
        "reason": cleaned(voice.reason or ""),
    }


def _attested(program: Program, body: str, voice: Voice, language: Language) -> Iterator[str]:
    """The qualities attested of somebody that are asked of the seat."""
    for seat in program.bodies[body].seats:
        for quality in seat.qualities if seat.of == voice.of else ():
            if quality in voice.has:
                yield quality_name(program, body, seat.name, quality, language)


def vote(record: Record, language: Language, level: int = 2) -> SheetPart:
    """The vote in numbers, the rule, and on a tie who decided it, or that nothing says so."""
    ballots, program = record.ballots, program_of(record)
    words = {"for": ballots.in_favour, "against": ballots.against, "abstained": ballots.abstained}
    said = [printed("answers.body.votes", language, **words) + "."]
    if ballots.rule is None:
        said.append(printed("documents.majority.none", language))
    else:
        said.append(printed(f"answers.body.rule.{ballots.rule}", language))
    if ballots.tie and ballots.rule == "simple":
        key = "tie" if ballots.in_favour else "tie.nobody"
        said.append(printed(f"documents.record.{key}", language))
        said.append(tie_words(program, ballots.tie_broken_by, language))
    return SheetPart(
        printed("documents.part.vote", language),
        [*said, outcome_words(record, language)],
        level=level,
    )


def readings(records: Iterable[Record], language: Language) -> SheetPart:
    """How the text was read."""
    rows: dict[str, tuple[str, ...]] = {}
    for record in records:
        program = program_of(record)
        for name, option in record.readings.items():
            reading = program.interpretations[name]
            rows[name] = (f"{name} {reading.label[language]}", reading.options[option][language])
    heading = printed("documents.part.readings", language)
    return SheetPart(heading, (), heads("reading option", language), list(rows.values()))


def evidence(records: Iterable[Record], language: Language) -> SheetPart:
    """What lets somebody check it later: the record, the facts, the rules, a receipt."""
    rows = []
    for record in records:
        values = {
            "record": record.id,
            "facts": record.facts,
            "receipt": f"{record.receipt.id} / {record.receipt.hash}" if record.receipt else "",
        }
        rows += [
            (printed(f"documents.evidence.{key}", language, measure=cleaned(record.measure)), value)
            for key, value in values.items()
            if value
        ]
    heading = printed("documents.part.evidence", language)
    return SheetPart(heading, (), heads("proof digest", language), rows)


def minutes_parts(minutes: Minutes, language: Language) -> Iterator[SheetPart]:
    """A sitting: who sat there, the agenda with what was decided, then each item."""
    records = minutes.records
    yield attendance_of(minutes, language)
    yield agenda(minutes, language)
    for number, record in enumerate(records, 1):
        title = f"{number}. {item_title(record, language)}"
        asked = motion(record, language)
        yield SheetPart(title, asked.sentences)
        yield vote(record, language, 3)
        if record.members != records[0].members or any(one.reason for one in record.members):
            votes = _voices(record, language, [one for one in VOICE if one != "attested"])
            heading = printed("documents.part.votes", language)
            yield SheetPart(heading, (), votes.heads, votes.rows, level=3)
        yield SheetPart(printed("documents.part.reasons", language), _told(record.reasons), level=3)
    yield readings(records, language)
    program = program_of(records[0])
    yield cited(program, (name for one in records for name in one.clauses), language)
    yield evidence(records, language)


def item_title(record: Record, language: Language) -> str:
    """What an item is called: the measure and what kind it is, and what was asked."""
    program = program_of(record)
    kind = kind_name(program, record.kind, language)
    named = " ".join(filter(None, (cleaned(record.measure), kind)))
    return " – ".join(filter(None, (named, program.rules[record.route].label[language])))


def attendance_of(minutes: Minutes, language: Language) -> SheetPart:
    """Who sat there in the whole sitting, without the votes."""
    part = attendance(minutes.records, language)
    seen = _voices(minutes.records[0], language, ("seat", "attested", "present"))
    return SheetPart(part.heading, part.sentences, seen.heads, seen.rows)


def agenda(minutes: Minutes, language: Language) -> SheetPart:
    """The items in one table, with what was put off."""
    rows = []
    for number, record in enumerate(minutes.records, 1):
        ballots = record.ballots
        votes = f"{ballots.in_favour} : {ballots.against} : {ballots.abstained}"
        title = f"{number}. {item_title(record, language)}"
        outcome = printed(f"documents.outcome.{record.outcome}", language)
        rows.append((title, amount(record.amount), votes, outcome))
    outcome = printed("documents.outcome.postponed", language)
    for put_off in minutes.postponed:
        if put_off.reason:
            words = {"label": outcome, "value": cleaned(put_off.reason)}
            told = printed("answers.colon", language, **words)
            rows.append((cleaned(put_off.measure), "", "", told))
    approved = [one for one in minutes.records if one.approved]
    words = {"n": str(len(approved)), "amount": amount(sum(one.amount for one in approved))}
    said = [printed("documents.minutes.committed", language, **words)]
    rest = [cleaned(one.measure) for one in minutes.postponed if not one.reason]
    if rest:
        words = {"n": str(len(rest)), "measures": ", ".join(rest)}
        said.append(printed("documents.minutes.postponed", language, **words))
    columns = heads("item amount votes outcome", language)
    return SheetPart(printed("documents.part.agenda", language), said, columns, rows, (1, 2))


def record_text(record: Record, paper: Paper) -> str:
    """A decision for a terminal."""
    told = parts_text(record_parts(record, paper.language), paper)
    return f"{_title('record', record, paper)}\n\n{told}"


def minutes_text(minutes: Minutes, paper: Paper) -> str:
    """The items of a sitting for a terminal; the rest stands in the document."""
    title = _title("minutes", minutes.records[0], paper)
    return f"{title}\n\n{parts_text([agenda(minutes, paper.language)], paper)}"


def _title(key: str, record: Record, paper: Paper) -> str:
    language, program = paper.language, program_of(record)
    body = actors_words(program, [record.body], language)
    day = printed("documents.sitting", language, on=written(record.on, language))
    what = printed(f"documents.title.{key}", language)
    return paper.heading(" · ".join((program.label[language], what, body, day)))
