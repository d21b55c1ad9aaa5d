"""Events, triggers, cases and stories as entries of the site."""

from collections.abc import Iterable, Iterator

from iiz_rules.escalation.moves import Move
from iiz_rules.escalation.state import Change
from iiz_rules.language.dates import parse_date
from iiz_rules.language.program.events import MISSED, Event, EventDay, Trigger
from iiz_rules.language.program.rules import ACTOR
from iiz_rules.render.drawing.brief import Brief
from iiz_rules.render.site.entry import EntryLink, Item, SiteEntry, links, rows
from iiz_rules.render.text.flow import change_notes
from iiz_rules.render.text.rule import condition_told
from iiz_rules.render.text.values import duration_words, value_words
from iiz_rules.testing.expectations import ComparedAnswer
from iiz_rules.testing.suite import CaseRun, StoryRun
from iiz_rules.testing.trace.matrix import Trace
from iiz_rules.words.formats import written
from iiz_rules.words.say import say

VERDICTS = ("yes", "no", "open")
TRUTHS = {"True": "yes", "False": "no"}


class HappeningEntries(Brief):
    """Events, triggers and examples as entries in one language."""

    def events(self) -> Iterator[SiteEntry]:
        """Every event, then every trigger."""
        yield from map(self.event, self.program.events.values())
        yield from map(self.trigger, self.program.triggers.values())

    def event(self, event: Event) -> SiteEntry:
        """Tell what comes with an event, and who may record it."""
        order = [*self.program.facts].index
        brought = sorted(event.tells - set(event.needs), key=order)
        kind = say("trace.kind.event", self.language)
        action = [event.action] if event.action else []
        return SiteEntry(
            ("event", event.id),
            event.label[self.language],
            kind,
            rows=rows(
                ("needs", links("fact", event.needs)),
                ("brings", (self._brought(event, fact) for fact in brought)),
                ("anew", links("fact", sorted(event.anew, key=order))),
                ("action", links("action", action)),
                ("clauses", links("clause", event.clauses)),
            ),
            group=kind,
        )

    def _brought(self, event: Event, fact: str) -> EntryLink:
        value = event.sets.get(fact)
        if value is None or isinstance(value, EventDay):
            return EntryLink(("fact", fact))
        words = value_words(self.program.facts[fact], value, self.language)
        return EntryLink(("fact", fact), note=say("site.is", self.language, value=words))

    def trigger(self, trigger: Trigger) -> SiteEntry:
        """Tell what sets a trigger off, and what follows from it at once."""
        rule, kind = self.program.rules[trigger.id], say("trace.kind.trigger", self.language)
        due = [duration_words(trigger.within, self.language)] if trigger.within else []
        due += [self.say(f"due.end.{trigger.by}")] if trigger.by else []
        return SiteEntry(
            ("trigger", trigger.id),
            rule.label[self.language],
            kind,
            rows=rows(
                ("on", map(self._cause, trigger.on)),
                ("notify", links("actor", trigger.notify)),
                ("request", links("action", [trigger.request] if trigger.request else [])),
                ("oblige", links("rule", [trigger.oblige] if trigger.oblige else [])),
                ("due", due),
                ("clauses", links("clause", rule.clauses)),
            ),
            told=condition_told(self.program, rule.node, self.language) if rule.criteria else None,
            group=kind,
        )

    def _cause(self, name: str) -> Item:
        if name.startswith(MISSED):
            duty = name.removeprefix(MISSED)
            label = self.program.rules[duty].label[self.language]
            return EntryLink(("rule", duty), say("site.row.missed", self.language, label=label))
        return EntryLink(("event" if name in self.program.events else "trigger", name))

    def cases(self, trace: Trace, stories: Iterable[StoryRun]) -> Iterator[SiteEntry]:
        """Every case that is answered as expected, then the stories."""
        heading = say("site.back.case", self.language)
        tried: dict[str, list[str]] = {}
        for traced in trace.clauses:
            for run in traced.cases:
                tried.setdefault(run.name, []).append(traced.clause.id)
        for run in trace.cases:
            yield self.case(run, tried.get(run.name, ()), heading)
        heading = say("site.back.story", self.language)
        for story in stories:
            file = story.name.rpartition("/")[2]
            name = file.removesuffix(".yaml")
            parts = tuple(self._moves(name, story.moves))
            about = rows(("file", [file]))
            yield SiteEntry(
                ("story", name), story.title[self.language], rows=about, parts=parts, group=heading
            )

    def _moves(self, story: str, moves: Iterable[Move]) -> Iterator[SiteEntry]:
        """What happened in a story, event by event: by whom, what became known, what followed."""
        for number, move in enumerate(moves, 1):
            record = move.record
            if record is None or move.event is None:
                continue
            yield SiteEntry(
                ("move", f"{story}-{number}"),
                written(move.on, self.language),
                rows=rows(
                    ("event", links("event", [move.event])),
                    ("recorded", links("actor", [record.actor] if record.actor else [])),
                    ("days", map(self._change, move.passed)),
                    ("followed", map(self._change, move.fired)),
                ),
            )

    def _change(self, change: Change) -> EntryLink:
        """One thing that followed: what it is about, of which kind, for whom and until when."""
        kind = "rule" if change.rule not in self.program.triggers else "trigger"
        what = say(f"flow.kind.{change.kind}", self.language)
        said = ", ".join([what, *change_notes(change, self.language)])
        return EntryLink((kind, change.rule), note=f" – {said}")

    def case(self, run: CaseRun, clauses: Iterable[str], heading: str) -> SiteEntry:
        """Tell what is known in a case and what is answered."""
        situation = run.comparisons[0].decision.situation if run.comparisons else None
        chosen = situation.options.items() if situation else ()
        read = (self._chosen(name, option) for name, option in chosen)
        return SiteEntry(
            ("case", run.name.rpartition("/cases/")[2].removesuffix(".yaml")),
            run.title[self.language],
            rows=rows(
                ("date", [written(situation.on, self.language)] if situation else ()),
                ("given", self._given(run.comparisons)),
                ("read", read),
                ("expected", map(self._answered, run.comparisons)),
                ("clauses", links("clause", clauses)),
                ("file", [run.name.rpartition("/cases/")[2]]),
            ),
            group=heading,
        )

    def _chosen(self, name: str, option: str) -> EntryLink:
        words = self.program.interpretations[name].options[option][self.language]
        return EntryLink(("interpretation", name), note=say("site.is", self.language, value=words))

    def _given(self, comparisons: Iterable[ComparedAnswer]) -> Iterator[EntryLink]:
        """What the case says, but for what is sensitive, of which only that it is known."""
        facts = self.program.facts
        values = {k: v for one in comparisons for k, v in one.decision.situation.facts.items()}
        for name in (name for name in facts if values.get(name) is not None):
            fact = facts[name]
            if fact.given and not fact.is_date and not fact.sources:
                words = value_words(fact, values[name], self.language)
                note = "" if fact.domain.sensitive else say("site.is", self.language, value=words)
                yield EntryLink(("fact", name), note=note)

    def _answered(self, compared: ComparedAnswer) -> EntryLink:
        """One answer; of a part of it which one."""
        rule, wanted = compared.decision.answer.rule, compared.expected
        asked = "trigger" if rule.id in self.program.triggers else "rule"
        kind = {"competence": "action", "term": "term"}.get(rule.kind, asked)
        part, to = compared.part, (kind, rule.id)
        actor = compared.decision.situation.facts.get(ACTOR) if kind == "action" else None
        if part in {one.id for one in rule.criteria}:
            to = ("competence" if kind == "action" else "criterion", part)
            to = to if kind == "action" else ("criterion", f"{rule.id}/{part}")
            part = ""
        words = say(f"answers.verdict.{wanted}", self.language) if wanted in VERDICTS else wanted
        aspects = [self.label(actor)] if isinstance(actor, str) else []
        aspects += [say(f"site.part.{part}", self.language)] if part else []
        aspect = "".join(f" · {one}" for one in aspects)
        return EntryLink(
            to, note=f"{aspect}{say('site.is', self.language, value=self._named(words))}"
        )

    def _named(self, words: str) -> str:
        """Names among what is expected, by what they are called."""
        inner = words[1:-1] if words.startswith("[") else words
        return ", ".join(map(self._word, inner.split(", "))) if inner else "–"

    def _word(self, word: str) -> str:
        program, language = self.program, self.language
        if word in TRUTHS:
            return say(f"answers.{TRUTHS[word]}", language)
        if day := parse_date(word):
            return written(day, language)
        name, colon, amount = word.partition(": ")
        known = (program.facts, program.rules, program.interpretations)
        found = next((one[name].label for one in known if name in one), None)
        label = program.actors.get(name) or found
        return f"{label[language] if label else name}{colon}{amount}"
