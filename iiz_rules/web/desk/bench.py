"""One file on the desk: its text while somebody edits it, and what follows from it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from iiz_rules.editor.amending import InheritedThing, begun, inherited
from iiz_rules.editor.canton import CantonText, TextFile
from iiz_rules.editor.criteria import NewCriterion, names_in, with_criterion
from iiz_rules.editor.edits import Edit, applied
from iiz_rules.editor.usual import TEXTS, Fields, UsualChange
from iiz_rules.findings.errors import IizError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.folders import schema_line
from iiz_rules.language.in_force import read_in_force
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.retyped import as_shown, patch, retyped
from iiz_rules.web.desk import consequences
from iiz_rules.web.desk.folder import DeskCanton, FileChange, digest_of
from iiz_rules.web.desk.rules import ListedThing, chosen, listed
from iiz_rules.web.desk.state import DeskState, DeskStates
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class Bench:
    """A file, its content on the disk, and the text being edited."""

    desk: DeskCanton
    states: DeskStates
    path: Path
    on_disk: bytes | None
    text: str
    language: Language
    way: str = ""
    """the path of the selected thing"""
    problems: tuple[str, ...] = ()
    """what is wrong with the submitted fields"""

    @property
    def name(self) -> str:
        """The name of the file within the canton."""
        return self.desk.name_of(self.path)

    @property
    def data(self) -> bytes:
        """The new content of the file; if it is not a text it stays as it is."""
        return retyped(self.on_disk or b"", self.text) if self.readable else self.on_disk or b""

    @property
    def readable(self) -> bool:
        """Whether the file on the disk is a text."""
        return self.on_disk is None or as_shown(self.on_disk) is not None

    @property
    def changed(self) -> bool:
        """Whether the new content differs from the one on the disk."""
        return self.data != (self.on_disk or b"")

    @property
    def change(self) -> FileChange:
        """The change to save."""
        return FileChange(self.path, digest_of(self.on_disk), self.data)

    @cached_property
    def before(self) -> DeskState:
        """The canton as saved."""
        return self.states.of(self.desk.text())

    @cached_property
    def after(self) -> DeskState:
        """The canton with the change."""
        return self.states.of(self.desk.text(self.change)) if self.changed else self.before

    @cached_property
    def canton(self) -> CantonText:
        """The canton with the text as shown, with uniform line ends."""
        return self.desk.text(FileChange(self.path, "", self.text.encode()))

    @cached_property
    def file(self) -> TextFile | None:
        """The file as shown; None if it does not exist and nothing is written yet."""
        if not self.readable:
            return None
        return self.canton.file(self.path) if self.text or self.on_disk is not None else None

    @property
    def edition(self) -> str:
        """The edition shown."""
        _, edition = self.canton.kind_of(self.path)
        return self.after.shown_edition(edition)

    @cached_property
    def things(self) -> list[ListedThing]:
        """What stands in the file."""
        state = self.states.of(self.canton)
        return listed(state, self.file, self.language) if self.file else []

    @property
    def thing(self) -> ListedThing | None:
        """The selected thing."""
        return chosen(self.things, self.way)

    @cached_property
    def fields(self) -> Fields | None:
        """The fields of the selected thing, or of the whole file."""
        state = self.after if self.edition in self.after.programs else self.before
        program = state.programs.get(self.edition)
        if program is None or self.file is None or not self.things:
            return None
        whole = self.thing.entry.whole if self.thing else None
        return Fields(program, self.file, self.language, whole, self.canton.main)

    def usual(self) -> list[UsualChange]:
        """The fields as a list; of a file with several things only those of the file itself."""
        fields = self.fields
        if fields is None or self.thing or len(self.things) < 2:
            return fields.changes() if fields else []
        root = fields.file.root
        own = (root.child(key) for key in TEXTS) if root else ()
        return [one for node in own if node for one in replace(fields, whole=node).changes()]

    @cached_property
    def inherited(self) -> list[InheritedThing]:
        """What the edition inherits from the one below."""
        entry = self.after.entries.get(self.edition)
        if entry is None or not (entry.based_on or entry.under):
            return []
        name = self.path.relative_to(self.desk.folder.path / entry.id).as_posix()
        try:
            rules = read_in_force(self.after.text.folder, entry)
        except IizError:
            return []
        return list(inherited(rules, name, self.file.root if self.file else None))

    def errors(self) -> list[Finding]:
        """What keeps it from being saved."""
        return consequences.errors_of(self.before, self.after, self.path)

    def patch(self) -> bytes:
        """The change as a patch."""
        return patch(self.on_disk or b"", self.data, f"{self.desk.name}/{self.name}")

    # ------------------------------------------------------------------ changed

    def filled(self, typed: Mapping[str, Sequence[str]]) -> "Bench":
        """The bench with changed fields put into the text."""
        edits: list[Edit] = []
        problems: list[str] = []
        for field in self.usual():
            values = typed.get(field.at)
            if values is None or self.fields is None:
                continue
            edit = self.fields.edit(field, values)
            if isinstance(edit, str):
                problems.append(say("answers.colon", self.language, label=field.label, value=edit))
            else:
                edits.append(edit)
        return replace(self, text=applied(self.text, edits), problems=tuple(problems))

    def taken(self, name: str) -> "Bench":
        """The bench with an amendment of something inherited begun."""
        thing = next((one for one in self.inherited if one.name == name), None)
        text = begun(self.text, thing, self._schema()) if thing else None
        if text is not None:
            return replace(self, text=text, way=name)
        return replace(self, problems=(say("desk.take-by-hand", self.language, what=name),))

    @property
    def criteria(self) -> Node | None:
        """The criteria of the selected rule, or of the rule that contains the selected thing."""
        steps = self.way.split("/") if self.way else []
        ways = ["/".join(steps[:number]) for number in range(len(steps), 0, -1)]
        wholes = [one.entry.whole for way in ways if (one := chosen(self.things, way))]
        root = self.file.root if self.file else None
        every = (whole.child("criteria") for whole in [*wholes, *([root] if root else [])])
        return next((one for one in every if one and isinstance(one.value, list)), None)

    def with_criterion(self, new: NewCriterion | None) -> "Bench":
        """The bench with a submitted criterion appended to the others."""
        listed, condition = self.criteria, new.condition(self.language) if new else []
        if new is None or listed is None or not isinstance(condition, str):
            return replace(self, problems=tuple(condition))
        text = with_criterion(self.text, listed, new.written(condition, names_in(listed)))
        if text is None:
            by_hand = say(
                "desk.take-by-hand", self.language, what=new.conditions[0].fact.label[self.language]
            )
            return replace(self, problems=(by_hand,))
        return replace(self, text=text)

    def _schema(self) -> str:
        """The first line of a new file, by which editors find its schema."""
        folder = self.desk.folder.path
        kind, _ = self.canton.kind_of(self.path)
        return schema_line(folder, kind, len(self.path.relative_to(folder).parts) - 1)


def opened(
    desk: DeskCanton, states: DeskStates, path: Path, language: Language, way: str = ""
) -> Bench:
    """A file as it stands."""
    data = desk.read(path)
    text = as_shown(data) if data is not None else ""
    return Bench(desk, states, path, data, text or "", language, way)


def digest_of_text(text: str) -> str:
    """A short digest by which fields know the text they were made for."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
