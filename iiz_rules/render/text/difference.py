"""What changes between two policies, in words: for whom, from what to what."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation
from iiz_rules.language.program.events import DateOf, EndOf
from iiz_rules.language.program.money import NamedBearer, Split
from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.findings import where
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import actor_words, duration_words, named_words
from iiz_rules.render.text.verification import readings_text, title, unasked_text, values_text
from iiz_rules.verification.difference.changes import AnswerChange, Side
from iiz_rules.verification.difference.elsewhere import OtherReading
from iiz_rules.verification.difference.own import follows, own_changes
from iiz_rules.verification.difference.proved import Difference
from iiz_rules.verification.space import validity
from iiz_rules.words.formats import amount, written
from iiz_rules.words.frozen import frozen

Sides = tuple[Side, Side]
MOST_NAMED = 3
"""what changes under a reading that is not in force, as far as it is named"""
SHORT = 8
"""So much of a digest tells two editions apart."""


@frozen
class ToldChange:
    """A change in words: what it is of, from what to what, who shows it, why, and the lines.

    `criterion` is the one that turns, with the clauses that it carries out.
    """

    label: str
    name: str
    said: str
    case: str
    criterion: str
    places: str

    @property
    def whole(self) -> str:
        """What it is of, with the name that it has in the files."""
        return f"{self.label} [{self.name}]"


@frozen
class ToldDifference:
    """All changes in words; `following` is what changes with them: names, and what they mean."""

    heading: str
    changes: tuple[ToldChange, ...]
    following: Mapping[str, str]
    closing: str

    @property
    def following_whole(self) -> tuple[str, ...]:
        """What changes with them, each with the name that it has in the files."""
        return tuple(f"{label} [{name}]" for name, label in self.following.items())


def difference_told(difference: Difference, paper: Paper) -> ToldDifference:
    """All changes: those of what is asked of a case in full, and the names of what follows."""
    sides, changes = difference.sides, difference.changes
    own = own_changes(*sides)
    following = [change for change in changes if follows(sides, change, own)]
    in_full = [_change(sides, change, paper) for change in changes if change not in following]
    names = {change.name: label_of(sides, change.name, paper) for change in following}
    return ToldDifference(
        heading_of(sides, paper),
        tuple(in_full),
        names,
        _closing(difference, paper),
    )


def _closing(difference: Difference, paper: Paper) -> str:
    """That nothing else changes, or what was not compared; which readings were not looked at."""
    if difference.unasked:
        said = unasked_text("verification.diff", difference.unasked, paper)
    else:
        said = paper.say(
            "verification.diff.changed" if difference.changes else "verification.diff.same"
        )
    return " ".join([said, *elsewhere_words(difference, paper)])


def elsewhere_words(difference: Difference, paper: Paper) -> Iterator[str]:
    """What changes under readings that are not in force, and how that is seen."""
    others = difference.other_readings
    for key, side, named in (
        ("otherwise", 1, [one for one in others if one.kind == "otherwise" and one.settled]),
        ("unsettled", 1, [one for one in others if one.kind == "otherwise" and not one.settled]),
        ("dropped", 0, [one for one in others if one.kind == "dropped"]),
        ("new", 1, [one for one in others if one.kind == "new"]),
    ):
        program = difference.sides[side].program
        read = "; ".join(
            readings_text(program, {reading.interpretation: reading.option}, paper)
            + _changing(difference.sides, reading, paper)
            + (f" ({where(reading.place)})" if reading.place else "")
            for reading in named
        )
        options = " / ".join(
            f"`--interpretation {reading.interpretation}={reading.option}`" for reading in named
        )
        if named:
            yield paper.say(f"verification.diff.elsewhere.{key}", readings=read, options=options)


def _changing(sides: Sides, reading: OtherReading, paper: Paper) -> str:
    """What changes under a reading, as far as it is shown."""
    names = [label_of(sides, name, paper) for name in reading.changes[:MOST_NAMED]]
    more = [paper.say("verification.diff.others")] if len(reading.changes) > MOST_NAMED else []
    return f" – {', '.join([*names, *more])}" if names else ""


def changes_text(difference: Difference, paper: Paper) -> str:
    """All changes as plain text."""
    told = difference_told(difference, paper)
    parts = [paper.heading(told.heading)]
    parts += ["\n".join(_lines(change, paper)) for change in told.changes]
    if told.following:
        lines = (line for name in told.following_whole for line in paper.block("  ", name))
        parts.append("\n".join([*paper.lines(paper.say("verification.diff.also")), *lines]))
    return "\n\n".join([*parts, "\n".join(paper.block("", told.closing))])


def _lines(change: ToldChange, paper: Paper) -> Iterator[str]:
    yield from paper.block("", paper.colon(change.whole, change.said))
    causes = (("case", change.case), ("criterion", change.criterion))
    keys = {key: paper.say(f"verification.{key}") for key, text in causes if text}
    width = max(map(len, keys.values()), default=0)
    for key, text in causes:
        yield from paper.block(f"  {keys[key]:<{width}}  ", text) if text else ()
    if change.places:
        yield f"  {change.places}"


def heading_of(sides: Sides, paper: Paper) -> str:
    """The two editions, with their digests where they are called alike."""
    named = dict.fromkeys(name for side in sides for name in side.readings)
    titles = [_title(side, named, paper) for side in sides]
    digests = [side.program.digest[:SHORT] for side in sides]
    if titles[0] == titles[1] and digests[0] != digests[1]:
        words = (paper.say("verification.diff.digest", digest=digest) for digest in digests)
        titles = [f"{one} ({word})" for one, word in zip(titles, words, strict=True)]
    return " → ".join(titles)


def _title(side: Side, named: Iterable[str], paper: Paper) -> str:
    """The edition of a side, and how it reads what one of the two reads otherwise."""
    program = side.program
    known = [program.interpretations[name] for name in named if name in program.interpretations]
    options = {one.id: side.readings.get(one.id, one.default) for one in known}
    read = f" ({readings_text(program, options, paper)})" if options else ""
    return f"{title(program, paper)}{read}"


def _change(sides: Sides, change: AnswerChange, paper: Paper) -> ToldChange:
    """From what to what, the case that shows it, and what decides it here and there."""
    program = sides[0 if change.kind == "dropped" else 1].program
    key = "event.facts" if change.kind == "event" and change.after else change.kind
    said = paper.say(f"verification.diff.{key}", **words_of(sides, change, paper))
    case = ""
    if change.case:
        facts = values_text(program, change.case.facts, paper)
        on = paper.say("verification.case.on", on=written(change.case.on, paper.language))
        case = f"{facts or paper.say('verification.case.none')} ({on})"
    label = label_of(sides, change.name, paper)
    if change.label:
        label = change.label[paper.language]
    places = " → ".join(map(where, change.places))
    return ToldChange(label, change.name, said, case, _criterion(change, paper), places)


def _criterion(change: AnswerChange, paper: Paper) -> str:
    """The criterion that turns: `Wohnsitz im Kanton Zürich [residence], ZH-6.2`."""
    one = change.criterion
    return ", ".join([f"{one.label[paper.language]} [{one.id}]", *one.clauses]) if one else ""


def label_of(sides: Sides, name: str, paper: Paper) -> str:
    """What a rule or a way is called, in the later edition where that has it."""
    for side in reversed(sides):
        rule = side.program.rules.get(name)
        label = rule.label if rule else side.program.way_labels.get(name)
        if label:
            return label[paper.language]
    return name


def words_of(sides: Sides, change: AnswerChange, paper: Paper) -> dict[str, str]:
    """From what to what a change goes, and by how much."""
    texts = (change.before, change.after)
    programs = [side.program for side in sides]
    match change.kind:
        case "verdict":
            words = [paper.say(f"answers.verdict.{text}") for text in texts]
        case "next":
            words = [
                step_words(one, text, paper) for one, text in zip(programs, texts, strict=True)
            ]
        case "acts" | "competence" | "told":
            words = [who_words(one, text, paper) for one, text in zip(programs, texts, strict=True)]
        case "due":
            words = [_deadline(side, change.name, paper) for side in sides]
        case "bearers":
            words = [_bearers(side, change.name, paper) for side in sides]
        case "facts" | "event" if change.after:
            known = {**programs[0].facts, **programs[1].facts}
            facts = (known[name] for name in change.after.split(", "))
            return {"facts": ", ".join(fact.label[paper.language] for fact in facts)}
        case "pays":
            word = "less" if change.after.startswith("-") else "more"
            by = change.after.lstrip("+-")
            if not by:
                return {"by": paper.say(f"verification.diff.{word}.unmeasured")}
            return {"by": paper.say(f"verification.diff.{word}", amount=amount(Decimal(by)))}
        case _:
            return {}
    return {"before": words[0], "after": words[1]}


def step_words(program: Program, step: str, paper: Paper) -> str:
    """What a step is called; that there is none."""
    if step not in program.rules:
        return paper.say("verification.diff.no-step")
    return program.rules[step].label[paper.language]


def who_words(program: Program, who: str, paper: Paper) -> str:
    """Whom a change names: a role, and the institution whose role it is; nobody; or several."""
    names = []
    for actor in filter(None, who.split(", ")):
        role, _, of = actor.removesuffix(")").partition(" (")
        known = role in program.actors and (not of or of in program.actors)
        names.append(actor_words(program, role, paper.language, of or None) if known else actor)
    return " / ".join(names) or paper.say("verification.diff.nobody")


def _deadline(side: Side, rule: str, paper: Paper) -> str:
    """By when a duty falls due, as it is written."""
    program = side.program
    read = Situation({}, validity(program)[0], side.readings)
    match chosen(program, read, program.deadlines.get(rule)):
        case EndOf(period=period):
            return paper.say(f"verification.diff.end-of.{period}")
        case DateOf(fact=fact, plus=plus):
            day = program.facts[fact].label[paper.language]
            if plus is None:
                return day
            duration = duration_words(plus, paper.language)
            return paper.say("answers.later", day=day, duration=duration)
    return paper.say("verification.diff.no-date")


def _bearers(side: Side, rule: str, paper: Paper) -> str:
    """Who bears a cost, with their weights where these are not equal."""
    program = side.program
    read = Situation({}, validity(program)[0], side.readings)
    split = program.splits.get(rule)
    bearers = chosen(program, read, split.bearers) if isinstance(split, Split) else None
    if isinstance(bearers, NamedBearer):
        return named_words(program, bearers.fact, paper.language)
    if not isinstance(bearers, dict):
        return paper.say("verification.diff.nobody")
    equal = len({*bearers.values()}) == 1
    names = {name: actor_words(program, name, paper.language) for name in bearers}
    return ", ".join(
        name if equal else f"{name} {bearers[who]}/{sum(bearers.values())}"
        for who, name in names.items()
    )
