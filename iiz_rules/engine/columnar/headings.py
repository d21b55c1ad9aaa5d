"""What the headings of a table mean: a fact by its name or its label, or a column of one's own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from iiz_rules.engine.columnar.slots import misspelt, no_column, unknown_column
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import NOTHING, Finding, Place, Source
from iiz_rules.findings.names import Spelt, near, shown, unknown_name
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.characters import composed
from iiz_rules.words.say import text

MOST_TOLD = 12
"""of how many headings is told what they could mean"""


@dataclass(frozen=True)
class Headings:
    """The headings of a table, and what its owner says of them.

    `known` are the names that a heading may have, `properties` those of them that are no facts;
    `renamed` says of some headings what they mean, `own` which are no fact whatever they look like.
    `nested` are those whose cells have names in them.
    """

    source: str
    names: Sequence[str]
    known: Collection[str]
    properties: Collection[str] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    own: Collection[str] = ()
    nested: Collection[str] = ()

    def place(self, heading: str) -> Place:
        """Where a heading stands."""
        return Place(Source(self.source), 1, self._columns[heading])

    @cached_property
    def spelt(self) -> Spelt:
        """The names that a heading may have, to find the one that it misspells."""
        return Spelt(self.known)

    @cached_property
    def _columns(self) -> Mapping[str, int]:
        """At which column each heading stands first; ten thousand are not looked through each."""
        return {name: len(self.names) - n for n, name in enumerate(reversed(self.names))}


def meanings(program: Program, headings: Headings) -> dict[str, str]:
    """The known name that each heading stands for; one that is not in the answer is one's own.

    Raises UsageError with every heading that is missing, misspelt or not clear, and where none of
    them is a fact: all its answers would be open, and nobody would notice.
    """
    labels = facts_by_label(program)
    letters = {_letters(label): label for label in labels}
    meant: dict[str, str] = {}
    findings = [*_not_there(headings)]
    for heading in headings.names:
        names = _names(headings, labels, heading)
        fault = _fault(program, headings, heading, names, meant.values())
        label = "" if names or heading in headings.own else letters.get(_letters(heading), "")
        if fault:
            findings.append(fault)
        elif label:
            findings.append(unknown_column(headings.place(heading), Spelt([label]), heading))
        elif names:
            meant[heading] = names[0]
    if headings.names and not findings and set(meant.values()) <= set(headings.properties):
        findings.append(no_fact(program, headings))
    if findings:
        raise UsageError(findings)
    return meant


def facts_by_label(program: Program) -> dict[str, list[str]]:
    """The facts that each label belongs to, in every language."""
    facts: dict[str, list[str]] = {}
    for fact in program.facts.values():
        for label in set(fact.label.by_language.values()) if fact.given else ():
            facts.setdefault(_as_seen(label), []).append(fact.id)
    return facts


def _as_seen(words: str) -> str:
    """Words as people see them: a line break or a no-break space is a blank, several are one."""
    return " ".join(composed(words).split())


def _letters(words: str) -> str:
    """The letters and digits alone, to find a label with a colon or an unseen character in it."""
    return "".join(filter(str.isalnum, composed(words)))


def _not_there(headings: Headings) -> Iterator[Finding]:
    for heading in (*headings.renamed, *headings.own):
        if heading not in headings.names:
            yield no_column(Place(Source(headings.source), 1, 1), heading, headings.names)


def _names(headings: Headings, labels: Mapping[str, list[str]], heading: str) -> list[str]:
    """What a heading may stand for: nothing if it is one's own, several if its label is theirs."""
    if heading in headings.own:
        return []
    if heading in headings.renamed:
        return [headings.renamed[heading]]
    return [heading] if heading in headings.known else labels.get(_as_seen(heading), [])


def _fault(
    program: Program, headings: Headings, heading: str, names: list[str], meant: Collection[str]
) -> Finding | None:
    place, known, spelt = headings.place(heading), headings.known, headings.spelt
    if len(names) > 1:
        words = {"column": shown(heading), "facts": ", ".join(names)}
        return Finding("ambiguous-column", place, words)
    if names and names[0] not in known:
        return unknown_name("unknown-fact", place, known, fact=names[0])
    if names and names[0] in meant:
        return Finding("column-twice", place, {"column": shown(heading), "fact": shown(names[0])})
    group = heading in headings.nested and heading in program.groups
    if not names and heading not in headings.own and (group or misspelt(program, spelt, heading)):
        return unknown_column(place, spelt, heading)
    return None


def no_fact(program: Program, headings: Headings) -> Finding:
    """Say that no heading is a fact, and what they could mean as far as they are like one."""
    called = facts_by_label(program)
    for name in headings.known:
        if name not in headings.properties:
            for word in {name, name.rpartition(".")[2]}:
                called.setdefault(word, []).append(name)
    listed = [heading for heading in headings.names if heading][:MOST_TOLD]
    settled = {*headings.own, *headings.properties}
    doubtful = [heading for heading in listed if heading not in settled]
    alike = {heading: called.get(near(heading, called), [])[:3] for heading in doubtful}
    could = [f"{shown(heading)} → {' / '.join(facts)}" for heading, facts in alike.items() if facts]
    columns = (", ".join(map(shown, listed)) or "–") + (
        ", …" if len(headings.names) > MOST_TOLD else ""
    )
    alike_to = text("findings.could-be", could=", ".join(could)) if could else NOTHING
    words = {"file": shown(headings.source), "columns": columns, "could": alike_to}
    return Finding("no-fact-column", Place(Source(headings.source), 1, 1), words)
