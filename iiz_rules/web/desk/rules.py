"""The things in a file on the desk, and what is shown of one: clauses and sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.declared import Declaration
from iiz_rules.editor.hover import heading
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.outline import OutlineEntry, outline
from iiz_rules.language.program.rules import Criterion, Program, Rule
from iiz_rules.render.text.rule import Sentence, condition_told, rule_told
from iiz_rules.web.desk.state import DeskState
from iiz_rules.words.say import say
from iiz_rules.words.text import Language


@dataclass(frozen=True)
class ListedThing:
    """Something with a name in a file: its path, its label, its depth."""

    way: str
    label: str
    level: int
    entry: OutlineEntry


def listed(state: DeskState, file: TextFile, language: Language) -> list[ListedThing]:
    """The things of a file, each below its container, labelled for the reader."""
    if file.root is None or file.kind == "texts":
        return []
    main, names = state.text.main, state.names if language != state.text.main else None
    things: Iterable[ListedThing] = _apart([*_below(outline(file, main, language), "", 0)])
    program = state.programs.get(state.shown_edition(file.edition))
    things = (_called_as_asked(program, file, one, language) for one in things)
    if names is None:
        return list(things)
    declared = {
        (declaration.spot.node.line, declaration.spot.node.column): declaration
        for declaration in names.declared
        if declaration.file.path == file.path and not declaration.kinds
    }
    return [_spoken(names, declared, one, language) for one in things]


def _apart(things: list[ListedThing]) -> list[ListedThing]:
    """Each thing by a way of its own: a criterion may be called like the term that it asks for."""
    ways = Counter(one.way for one in things)
    return [
        replace(one, way=f"criteria/{one.way}")
        if ways[one.way] > 1 and one.entry.model == "Criterion"
        else one
        for one in things
    ]


def _called_as_asked(
    program: Program | None, file: TextFile, thing: ListedThing, language: Language
) -> ListedThing:
    """A criterion without a label, labelled by its condition as everywhere else."""
    if program is None or thing.entry.model != "Criterion" or thing.entry.label:
        return thing
    criterion = _rule_at(program, file, thing)[1]
    return replace(thing, label=criterion.label[language]) if criterion else thing


def _spoken(
    names: CantonNames,
    declared: Mapping[tuple[int, int], Declaration],
    thing: ListedThing,
    language: Language,
) -> ListedThing:
    node = thing.entry.node
    known = declared.get((node.line, node.column))
    told = known and thing.entry.label
    return replace(thing, label=heading(names, known, language)) if known and told else thing


def _below(entries: list[OutlineEntry], above: str, level: int) -> Iterator[ListedThing]:
    for entry in entries:
        way = f"{above}/{entry.name}" if above else entry.name
        yield ListedThing(way, entry.label or entry.name, level, entry)
        yield from _below(entry.inside, way, level + 1)


def called(state: DeskState, way: str, edition: str, file: str, language: Language) -> str:
    """The label of a thing of a file, by its path of names; its path if it has none.

    A criterion without a label is labelled by its condition.
    """
    name = way.rpartition("/")[2]
    known = [one for one in state.names.by_name.get(name, ()) if not one.kinds]
    known.sort(key=lambda one: (one.part.child("label") is None, one.file.edition != edition))
    said = next((heading(state.names, one, language) for one in known), name)
    return said if said != name else _as_asked(state, way, edition, file, language) or way


def _as_asked(state: DeskState, way: str, edition: str, file: str, language: Language) -> str:
    """The label of a criterion in an edition, or else in any other that has it."""
    steps = way.split("/")
    rule = steps[0] if len(steps) > 1 else file.partition(".")[0]
    for program in (state.programs.get(edition), *state.programs.values()):
        criteria = program.rules[rule].criteria if program and rule in program.rules else ()
        for criterion in criteria:
            if criterion.id == steps[-1]:
                return criterion.label[language]
    return ""


def chosen(things: list[ListedThing], way: str) -> ListedThing | None:
    """The thing at a path."""
    return next((one for one in things if one.way == way), None)


def clauses_told(
    program: Program, names: Sequence[str], language: Language
) -> list[dict[str, str]]:
    """The wording of clauses, and where to read them."""
    known = (program.register.clauses.get(name) for name in names)
    return [
        {
            "id": clause.id,
            "says": clause.says[language],
            "link": clause.link[language] if clause.link else "",
        }
        for clause in known
        if clause
    ]


def _rule_at(
    program: Program, file: TextFile, thing: ListedThing | None
) -> tuple[Rule | None, Criterion | None]:
    """The rule that contains a thing, and the criterion that it is; else the file's rule."""
    if thing is None or thing.entry.model != "Criterion":
        name = thing.way.partition("/")[0] if thing else file.stem
        return program.rules.get(name) or program.rules.get(file.stem), None
    rule = program.rules.get(thing.way.partition("/")[0] if thing.level else file.stem)
    named = (one for one in rule.criteria if one.id == thing.entry.name) if rule else iter(())
    return rule, next(named, None)


def _cited(thing: ListedThing | None) -> list[str]:
    """The clauses that a thing cites; a clause itself."""
    if thing is None:
        return []
    cited = thing.entry.whole.child("clauses")
    written = cited.value if cited and isinstance(cited.value, list) else []
    own = [thing.entry.name] if thing.entry.model == "Clause" else []
    return [*own, *(str(one.value) for one in written)]


def rule_content(
    state: DeskState, file: TextFile, thing: ListedThing | None, edition: str, language: Language
) -> dict[str, Any]:
    """The left side of the desk: the clauses and the rule in sentences, as far as it loads."""
    program = state.programs.get(edition)
    if program is None:
        return {"clauses": [], "sentences": ()}
    rule, criterion = _rule_at(program, file, thing)
    sentences: tuple[Sentence, ...] = ()
    cited: Sequence[str] = _cited(thing)
    if rule and criterion:
        node = condition_told(program, criterion.node, language)
        sentences, cited = (Sentence(criterion.label[language], (node,)),), criterion.clauses
    elif rule:
        sentences, cited = rule_told(program, rule, language), rule.clauses
    elif thing:
        sentences = tuple(_other(program, thing.entry.name, language))
    return {"clauses": clauses_told(program, cited, language), "sentences": sentences}


def _other(program: Program, name: str, language: Language) -> Iterator[Sentence]:
    """The question of an interpretation or a fact, with its options."""
    if name in program.facts:
        fact = program.facts[name]
        yield Sentence(fact.question[language] or fact.label[language])
    reading = program.interpretations.get(name)
    if reading is None:
        return
    yield Sentence(reading.question[language])
    for option, label in reading.options.items():
        key = "option.usual" if option == reading.default else "option"
        told = say(f"rules.told.{key}", language, option=label[language])
        yield Sentence(told.rstrip("\u00a0: "))
