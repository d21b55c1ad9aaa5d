"""What may stand at each place of a file, and which names it has, by its schema.

The schema is followed down the tree, even if the file has faults.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from iiz_rules.editor.canton import TextFile
from iiz_rules.language.model.names import NAMES
from iiz_rules.language.schemas import MARKED, Schema, marked
from iiz_rules.language.text.node import Node
from iiz_rules.words.text import Language

RULES = ("RuleFile", "Step", "Duty", "Delegation", "Payer", "Route", "Cost", "Staffing")
DECLARED: dict[str, tuple[str, ...]] = {
    "fact": ("Fact",),
    "missing": ("Fact",),
    "list": ("CodeList",),
    "value": ("CodeItem",),
    "staffed": ("CodeItem",),
    "clause": ("Clause",),
    "predecessor": ("Clause",),
    "actor": ("Institution", "Role", "Group", "Body"),
    "seat": ("Seat", "Institution", "Role", "Group", "Body"),
    "group": ("Group",),
    "body": ("Body",),
    "place": ("Group", "CodeList"),
    "quality": ("Quality",),
    "action": ("Competence",),
    "interpretation": ("Interpretation",),
    "reading": ("Interpretation",),
    "option": ("Option",),
    "term": ("Term",),
    "rule": RULES,
    "asked": (*RULES, "Term", "Trigger", "Competence"),
    "criterion": ("Criterion", "Term", "Fact", *RULES),
    "effect": (*RULES, "Term", "Event", "Trigger", "Competence", "Ladder", "Claim"),
    "step": ("Step",),
    "way": ("Ladder",),
    "duty": ("Duty",),
    "payer": ("Payer",),
    "route": ("Route",),
    "event": ("Event",),
    "cause": ("Event", "Trigger"),
    "source": ("SourceText",),
    "catalogue": ("CatalogueFile",),
    "breakdown": ("Breakdown", "CountedGroup"),
}
"""the models that a name of each kind may refer to (`names.Naming`)"""
CLAIM, CHOOSE = "Claim", "choose"
KNOWN = ("fact", "counted")
"""what a case may know: facts, and counts of bodies and staff, which no rule reads"""
DECLARING = {model for models in DECLARED.values() for model in models}
INSIDE = {
    "CodeItem": ("CodeList",),
    "Option": ("Interpretation",),
    "Criterion": RULES,
    "Seat": ("Body",),
    "CountedGroup": ("Breakdown",),
}
"""models whose names are valid only within something else"""


@dataclass(frozen=True)
class Around:
    """A mapping or list on the path to a place, and its model."""

    node: Node
    model: str
    name: str
    """its own name, else the key it stands under"""


@dataclass(frozen=True)
class Spot:
    """A key or a value of a file: its schema, and what it names."""

    node: Node
    path: tuple[Around, ...]
    """what contains it, the innermost last"""
    schemas: tuple[Schema, ...]
    key: str = ""
    """the key of a value; a key itself"""
    is_key: bool = False
    kinds: tuple[str, ...] = ()
    """the kinds of name that it may be"""
    declares: str = ""
    """the model that this name declares here"""
    name: str = ""
    """the whole name: for a fact in a case, with the part on the keys above"""
    value: Node | None = None
    """the value of a key"""
    inside: tuple[Schema, ...] = ()
    """for a key, what its mapping may contain"""

    @property
    def around(self) -> Around:
        """What directly contains it."""
        return self.path[-1]

    @property
    def above(self) -> str:
        """The part of a fact's name that stands above it in a case, with its dot."""
        return self.name.removesuffix(str(self.node.value)) if self.kinds == KNOWN else ""


@lru_cache(1024)
def spots_of(file: TextFile, language: Language = "de") -> tuple[Spot, ...]:
    """All keys and values of a file; none if it cannot be parsed completely."""
    return tuple(Walk(file, language).down()) if file.root else ()


class Walk:
    """The walk down a file along its schema."""

    def __init__(self, file: TextFile, language: Language, cursor: str = "") -> None:
        self.file = file
        self.language = language
        self.cursor = cursor
        """what stands where somebody is about to write"""
        self.defs: dict[str, Schema] = {}

    def down(self) -> Iterator[Spot]:
        """Walk the whole file."""
        root = self.file.root
        assert root is not None
        if self.file.kind == "texts":
            yield from self._texts(root)
        else:
            yield from self.of_kind(self.file.kind, root)

    def of_kind(self, kind: str, root: Node) -> Iterator[Spot]:
        """Walk a tree as if it were a file of this kind."""
        schema = marked(kind, self.language)
        self.defs = schema.get("$defs", {})
        model = ROOTS.get(kind.removesuffix("-amendment"), "")
        by_file = model == "RuleFile" or self.file.kind == "texts"
        named = kind.removesuffix("-amendment") if by_file else id_of(root)
        start = (Around(root, model, named),)
        if model == "RuleFile" and self.file.kind != "texts":
            yield Spot(root, start, (schema,), declares=model, name=named)
        yield from self._inside(root, [(schema, model)], start)

    def _texts(self, root: Node) -> Iterator[Spot]:
        """Translations: those of each file below its name, members of lists by id."""
        for kind, below in root.value.items() if isinstance(root.value, dict) else ():
            if kind in MARKED and isinstance(below.value, dict):
                yield from self.of_kind(kind, below)

    def _value(self, node: Node, schemas: list[Schema], path: tuple[Around, ...], key: str) -> Any:
        """A value, and what is inside it."""
        simple = [one for schema in schemas for one in self.simple(schema, node)]
        kinds = tuple(dict.fromkeys(one[NAMES] for one, _ in simple if NAMES in one))
        if isinstance(node.value, dict) and "known" in kinds:
            yield from self._known(node, path, "")
        elif isinstance(node.value, (dict, list)):
            model = next((model for _, model in reversed(simple) if model), "")
            yield from self._inside(node, simple, (*path, Around(node, model, id_of(node) or key)))
        else:
            yield self._named(Spot(node, path, tuple(one for one, _ in simple), key, kinds=kinds))

    def _named(self, spot: Spot) -> Spot:
        """A value that is the name of its container, or refers to something else."""
        model = _named_as(spot.around.model) if spot.path else ""
        written = spot.node.value
        name = written if isinstance(written, str) else ""
        own = spot.key in ("id", "code") and model in DECLARING
        if model == "Competence":
            own = spot.key == ("action" if spot.around.node.child("action") else "id")
        return replace(spot, name=name, declares=model if own else "")

    def _inside(
        self, node: Node, simple: list[tuple[Schema, str]], path: tuple[Around, ...]
    ) -> Iterator[Spot]:
        if isinstance(node.value, list):
            items = [one["items"] for one, _ in simple if "items" in one]
            for member in node.value:
                yield from self._value(member, items, path, "")
        elif isinstance(node.value, dict):
            listed = [one["items"] for one, _ in simple if "items" in one]
            for key, inner in node.value.items():
                if listed:  # a translation: what is in a list goes by its id
                    yield from self._translated(node, key, inner, listed, path)
                else:
                    yield from self._entry(node, key, inner, simple, path)

    def _translated(
        self, node: Node, key: str, inner: Node, items: list[Schema], path: tuple[Around, ...]
    ) -> Iterator[Spot]:
        simple = [one for schema in items for one in self.simple(schema, inner)]
        model = next((model for _, model in reversed(simple) if model), "")
        declares = _named_as(model) if _named_as(model) in DECLARING else ""
        written = node.keys.get(key, node)
        kinds = ("criterion",) if model == "Criterion" else ()  # it may go by what it asks for
        yield Spot(written, path, (), key, True, kinds, declares, key, inner)
        yield from self._inside(inner, simple, (*path, Around(inner, model, key)))

    def _entry(
        self,
        node: Node,
        key: str,
        inner: Node,
        simple: list[tuple[Schema, str]],
        path: tuple[Around, ...],
    ) -> Iterator[Spot]:
        here = [one for one, _ in simple]
        below = [one["properties"][key] for one in here if key in one.get("properties", {})]
        kinds: tuple[str, ...] = ()
        if not below:
            below = [one["additionalProperties"] for one in here if _open(one)]
            keyed = (one.get("propertyNames", {}).get(NAMES) for one in here)
            kinds = tuple(dict.fromkeys(kind for kind in keyed if kind))
        if self.file.kind == "texts" and path[-1].name == CHOOSE:
            kinds = ("option",)  # of which interpretation stands in what is translated
        written = node.keys.get(key, node)
        spot = Spot(written, path, tuple(below), key, True, kinds, name=key, value=inner)
        yield replace(spot, inside=tuple(here))
        yield from self._value(inner, below, path, key)

    def _known(self, node: Node, path: tuple[Around, ...], above: str) -> Iterator[Spot]:
        """The facts of a case: keys below keys, or with dots in them."""
        for key, inner in node.value.items() if isinstance(node.value, dict) else ():
            name = f"{above}{key}"
            inside = (*path, Around(node, "known", name))
            written = node.keys.get(key, node)
            yield Spot(written, inside, (), key, True, KNOWN, name=name, value=inner)
            if isinstance(inner.value, dict):
                yield from self._known(inner, inside, f"{name}.")
            else:
                yield from _given(inner, inside)

    def simple(self, schema: Schema, node: Node, model: str = "") -> Iterator[tuple[Schema, str]]:
        """A schema without alternatives for this value, and its model."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            yield from self.simple(self.defs[name], node, name.partition("_")[0])
            return
        if "if" in schema:
            for branch in self._branches(schema, node):
                yield from self.simple(branch, node, model)
            return
        for choice in ("anyOf", "oneOf"):
            options = [
                branch
                for branch in schema.get(choice, ())
                if "required" not in branch or len(branch) > 1
            ]
            yield from self._fitting(options, node, model)
        yield schema, model

    def _branches(self, schema: Schema, node: Node) -> Iterator[Schema]:
        wanted = [one["required"][0] for one in schema["if"].get("anyOf", [schema["if"]])]
        keys = node.value if isinstance(node.value, dict) else {}
        if not (keys.keys() - {self.cursor}) and "anyOf" in schema["if"]:
            yield from (schema["then"], schema["else"])  # nothing says yet which it is to be
        else:
            yield schema["then"] if any(key in keys for key in wanted) else schema["else"]

    def _fitting(
        self, options: list[Schema], node: Node, model: str
    ) -> Iterator[tuple[Schema, str]]:
        """The alternatives of a schema that a value fits best."""
        tried = [list(self.simple(option, node, model)) for option in options]
        scores = [max((self._fit(one, node) for one, _ in way), default=-1) for way in tried]
        best = max(scores, default=-1)
        for way, score in zip(tried, scores, strict=True):
            if score == best:
                yield from way

    def _fit(self, schema: Schema, node: Node) -> int:
        """How well a value fits; negative if it is of another form."""
        forms = schema.get("type", ())
        forms = (forms,) if isinstance(forms, str) else forms
        if node.value == self.cursor and self.cursor:
            return 0
        if isinstance(node.value, dict):
            known = schema.get("properties", {})
            return sum(key in known for key in node.value) if "object" in forms else -1
        if isinstance(node.value, list):
            return 0 if "array" in forms else -1
        if "const" in schema or "enum" in schema:
            return int(node.value in (schema.get("const"), *schema.get("enum", ())))
        return -1 if {"object", "array"} & set(forms) else 0


ROOTS = {
    "canton": "CantonFile",
    "roster": "RosterFile",
    "scenario": "ScenarioFile",
    "case": "CaseFile",
    "story": "Story",
    "eligibility": "RuleFile",
    "exchange": "RuleFile",
    "catalogue": "CatalogueFile",
}
"""the model of a whole file, where anything depends on it"""


def _named_as(model: str) -> str:
    """The model that a name declares: a claim of any form is a `Claim`."""
    return CLAIM if model.endswith(CLAIM) else model


def _given(node: Node, path: tuple[Around, ...]) -> Iterator[Spot]:
    """The values that a case gives of a fact: one, several, or a history."""
    if isinstance(node.value, list):
        for member in node.value:
            yield from _given(member, path)
    elif isinstance(node.value, dict):
        inner = node.value.get("value")
        yield from _given(inner, path) if inner else ()
        attested = node.value.get("attested_by")
        if attested and isinstance(attested.value, str):
            yield Spot(attested, path, (), "attested_by", kinds=("actor",), name=attested.value)
    else:
        name = node.value if isinstance(node.value, str) else ""
        yield Spot(node, path, (), "", kinds=("value",), name=name)


def _open(schema: Schema) -> bool:
    """Whether a mapping may have other keys than those named."""
    return isinstance(schema.get("additionalProperties"), dict)


def id_of(node: Node) -> str:
    """The name of a part, if it has one."""
    named = (node.child(key) for key in ("id", "code"))
    return next((one.value for one in named if one and isinstance(one.value, str)), "")


def covering(spots: Iterable[Spot], line: int, column: int) -> Spot | None:
    """The key or the value at a place, up to and including its end; None between them."""
    for spot in spots:
        node = spot.node
        scalar = spot.is_key or not isinstance(node.value, (dict, list))
        start, end = (node.line, node.column), (node.end_line, node.end_column)
        if scalar and start <= (line, column) <= end:
            return spot
    return None
