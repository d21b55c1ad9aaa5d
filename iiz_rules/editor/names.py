"""What a canton declares and where it is named, in all of its files and cases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from iiz_rules.editor.canton import CantonText, TextFile
from iiz_rules.editor.declared import Declaration, PlacedName, within
from iiz_rules.editor.made import made_of
from iiz_rules.editor.rows import NamesOfTables, TableFile
from iiz_rules.editor.spots import DECLARED, INSIDE, Around, Spot, id_of, spots_of
from iiz_rules.language.text.characters import composed
from iiz_rules.language.text.node import Node
from iiz_rules.language.translations import NAME, members
from iiz_rules.words.text import LANGUAGES, Language

ACTORS = DECLARED["actor"]


@dataclass(frozen=True)
class CantonNames:
    """The names of a canton, from its files as open in the editor."""

    canton: CantonText

    @cached_property
    def named(self) -> Mapping[str, tuple[PlacedName, ...]]:
        """Every key and value that is a name, by that name."""
        by_name: dict[str, list[PlacedName]] = {}
        for file in self.canton.files:
            for spot in spots_of(file):
                if spot.name and (spot.kinds or spot.declares):
                    by_name.setdefault(spot.name, []).append(PlacedName(file, spot))
        return {name: tuple(placed) for name, placed in by_name.items()}

    @cached_property
    def tabled(self) -> Mapping[str, tuple[PlacedName, ...]]:
        """The same for the readable tables of cases, which declare nothing."""
        by_name: dict[str, list[PlacedName]] = {}
        for table in self.tables:
            for spot in table.spots if table.readable else ():
                by_name.setdefault(spot.name, []).append(PlacedName(table.file, spot))
        return {name: tuple(placed) for name, placed in by_name.items()}

    @cached_property
    def tables(self) -> tuple[TableFile, ...]:
        """The tables of cases, with what their headings may mean."""
        facts = {one.name: one.name for one in self.declared if one.is_meant("missing")}
        called: dict[str, set[str]] = {}
        for declaration in self.declared if self.canton.tables else ():
            if declaration.model == "Fact" and not declaration.kinds:
                for language in LANGUAGES:
                    label = composed(self.said(declaration, "label", language))
                    called.setdefault(label, set()).add(declaration.name)
        labels = {label: next(iter(of)) for label, of in called.items() if len(of) == 1}
        rules = frozenset(one.name for one in self.declared if one.is_meant("asked"))
        known = NamesOfTables({**labels, **facts}, rules)
        return tuple(TableFile(file, known) for file in self.canton.tables)

    @cached_property
    def declared(self) -> tuple[Declaration, ...]:
        """Every declaration; a name has several if editions or entries repeat it."""
        every = (one for placed in self.named.values() for one in placed)
        own = [
            Declaration(name.file, name.spot, within(name.spot))
            for name in every
            if name.spot.declares and name.file.kind != "texts"
        ]
        return (*own, *made_of(own))

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Declaration, ...]]:
        """The same by their names."""
        by_name: dict[str, tuple[Declaration, ...]] = {}
        for declaration in self.declared:
            by_name[declaration.name] = (*by_name.get(declaration.name, ()), declaration)
        return by_name

    def offered(self, file: TextFile, spot: Spot) -> Iterator[Declaration]:
        """What may be named at a spot, each once, preferably as this edition declares it."""
        beside = {one.path for one in self.canton.beside(file)}
        owners = self.owners(file, spot)
        known: dict[tuple[str, str], Declaration] = {}
        for declaration in self.declared:
            if declaration.file.path in beside and self._fits(declaration, spot, owners):
                earlier = known.get((declaration.model, declaration.name))
                if (
                    earlier is None
                    or declaration.file.edition == file.edition != earlier.file.edition
                ):
                    known[declaration.model, declaration.name] = declaration
        yield from known.values()

    def meant(self, file: TextFile, spot: Spot) -> list[Declaration]:
        """What the name at a spot may mean, the declarations of this edition first."""
        beside = {one.path for one in self.canton.beside(file)}
        owners = self.owners(file, spot)
        meant = [
            declaration
            for declaration in self.by_name.get(spot.name, ())
            if declaration.file.path in beside and self._fits(declaration, spot, owners)
        ]
        return sorted(meant, key=lambda one: one.file.edition != file.edition)

    def together(self, meant: Declaration) -> list[Declaration]:
        """A declaration and all names that depend on it: those made of it, and its codes.

        A code of a list means the actor of the same name.
        """
        alike = {one.model for one in self._tied(meant)}
        twins = {*ACTORS, "CodeItem"} if alike & {*ACTORS} and "CodeItem" in alike else set()
        same = twins if meant.model in twins else {meant.model}
        spots = {
            id(declaration.spot)
            for declaration in self._tied(meant)
            if declaration.model in same and (declaration.owner == meant.owner or twins >= same)
        }
        return [one for one in self.declared if id(one.spot) in {*spots, id(meant.spot)}]

    def _tied(self, meant: Declaration) -> list[Declaration]:
        """The declarations of the same name in its edition and those tied to it; no made names."""
        beside = {one.path for one in self.canton.beside(meant.file)}
        every = self.by_name.get(meant.name, ())
        return [one for one in every if not one.kinds and one.file.path in beside]

    def uses(self, meant: Declaration) -> Iterator[PlacedName]:
        """Every place where something is named, declared or translated."""
        beside = {one.path for one in self.canton.beside(meant.file)}
        every = (*self.named.get(meant.name, ()), *self.tabled.get(meant.name, ()))
        for placed in every:
            spot = placed.spot
            fits = self._fits(meant, spot, self.owners(placed.file, spot))
            if fits and placed.file.path in beside:
                yield placed

    def _fits(self, declaration: Declaration, spot: Spot, owners: set[str]) -> bool:
        """Whether the name at a spot may refer to a declaration."""
        if declaration.model != spot.declares and not any(
            declaration.is_meant(kind) for kind in spot.kinds
        ):
            return False
        if declaration.owner or (declaration.model in INSIDE and not declaration.kinds):
            return declaration.owner in owners
        # A criterion without a name goes by what it asks for, one with a name by that alone.
        own = (other for other in self.by_name.get(spot.name, ()) if other.model == "Criterion")
        return "criterion" not in spot.kinds or all(other.owner not in owners for other in own)

    def owners(self, file: TextFile, spot: Spot) -> set[str]:
        """The lists or the interpretation within which the name at a spot is valid."""
        if file.kind == "texts":
            spot = replace(spot, path=self._translates(file, spot.path))
        if spot.declares in INSIDE:
            return {within(spot)}
        if "option" in spot.kinds:
            return {_interpretation(spot)}
        if "criterion" in spot.kinds:
            return {one.name for one in spot.path if one.model == "Expectation"}
        if "staffed" in spot.kinds:
            counted = (one.part.child("each") for one in self.declared if one.model == "Staffing")
            return {str(one.value) for one in counted if one}
        if "seat" in spot.kinds:
            return {one.name for one in spot.path if one.model == "Body"}
        lists = (fact.part.child("code_list") for fact in self.valued(spot))
        return {str(one.value) for one in lists if one}

    def _translates(self, file: TextFile, path: tuple[Around, ...]) -> tuple[Around, ...]:
        """The way to what is translated below a path, in the file in which it is written."""
        for other in self.canton.beside(file):
            way = [*path[:1]]
            node = other.root if other.stem == path[0].name else None
            for around in path[1:]:
                node = members(node).get(around.name) if node else None
                if node is not None:
                    way.append(Around(node, around.model, id_of(node) or around.name))
            if len(way) == len(path) > 1:
                return tuple(way)
        return path

    def valued(self, spot: Spot) -> list[Declaration]:
        """The facts whose value stands at a spot."""
        facts = (fact for name in _facts(spot) for fact in self.by_name.get(name, ()))
        return [fact for fact in facts if fact.model == "Fact"]

    def said(self, of: Declaration, key: str, language: Language) -> str:
        """A text of a declaration in a language, else as written."""
        written = of.part.child(key)
        texts = _texts(written, self.canton.main) | self._translated(of, key)
        return texts.get(language) or next(iter(texts.values()), "")

    def _translated(self, of: Declaration, key: str) -> dict[str, str]:
        """The translations of a text in the files beside, by language."""
        translations: dict[str, str] = {}
        for file, spot in ((one.file, one.spot) for one in self.named.get(of.name, ())):
            language = NAME.fullmatch(file.path.name)
            same = spot.declares == of.model
            same &= not of.owner or of.owner in self.owners(file, spot)
            word = spot.value.child(key) if spot.value and language and same else None
            if language and word and isinstance(word.value, str):
                translations.setdefault(language[1], word.value)
        return translations


def _interpretation(spot: Spot) -> str:
    """The interpretation whose option stands at a spot."""
    for around in reversed(spot.path):
        named = around.node.child("interpretation")
        if named and isinstance(named.value, str):
            return named.value
        if around.model == "Interpretation":
            return around.name
    return spot.key


def _facts(spot: Spot) -> Iterator[str]:
    """The facts that a value at a spot is given for."""
    yield spot.key
    for around in reversed(spot.path):
        yield around.name
        fact = around.node.child("fact")
        if fact:
            written = fact.value if isinstance(fact.value, list) else [fact]
            yield from (one.value for one in written if isinstance(one.value, str))
            return


def _texts(written: Node | None, main: str) -> dict[str, str]:
    """A text by language, written as such or in the main language alone."""
    match written.value if written else None:
        case str(text):
            return {main: text}
        case dict(texts):
            return {name: one.value for name, one in texts.items() if isinstance(one.value, str)}
    return {}
