"""The keys of a canton's files: what each means in a language, and where one is written so.

Both come from what there is: the meaning from `words/schema.yaml`, by way of the JSON Schemas, the
example from a file that the tests check: a canton, a scenario, the good example of a finding.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import dedent
from typing import Any

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.spots import spots_of
from iiz_rules.findings import registry
from iiz_rules.language.schemas import MARKED, marked, meaning
from iiz_rules.language.text.node import Node
from iiz_rules.words.text import Language

ROOT = Path(__file__).parents[2]
CANTONS = ("cantons/zurich", "cantons/valais", "tests/cantons/musterland")
OTHERS = {
    "scenario": "examples/beschaeftigungsfonds/*.yaml",
    "catalogue": "**/catalogues/*.yaml",
    "case": "cantons/*/*/cases/*.yaml",
    "story": "cantons/*/*/stories/*.yaml",
}
"""Files whose kind their name does not say."""
KINDS = tuple(kind for kind in MARKED if not kind.endswith("-amendment") and kind != "texts")
MOST_CASES, MOST_LINES, WIDEST, BARE = 60, 7, 110, 24
Pair = tuple[str, str]
"""The model, or of what stands at the top of a file its kind, and the key."""


@dataclass(frozen=True)
class Key:
    """A key: what it means, whether it is needed, an example of it."""

    name: str
    means: str
    needed: bool
    example: str


@dataclass(frozen=True)
class Model:
    """What stands at the top of a kind of file, or within one; its keys in order."""

    name: str
    means: str
    keys: tuple[Key, ...]


def reference(language: Language) -> dict[str, list[Model]]:
    """Every key, kind of file by kind of file; a model is told where it is first met."""
    known = examples()
    told: dict[str, list[Model]] = {}
    met: set[str] = set()
    for kind in KINDS:
        schema = marked(kind, language)
        told[kind] = [_model(kind, schema, known, language)]
        for name, part in schema.get("$defs", {}).items():
            plain = name.partition("_")[0]
            if part.get("properties") and plain not in met and plain != "Condition":
                met.add(plain)
                told[kind].append(_model(plain, part, known, language))
    return told


def _model(name: str, part: dict[str, Any], known: dict[Pair, str], language: Language) -> Model:
    needed = part.get("required", ())
    keys = tuple(
        Key(
            key,
            inner.get("description") or meaning(key, language),
            key in needed,
            known.get((name, key), ""),
        )
        for key, inner in part.get("properties", {}).items()
    )
    return Model(name, part.get("description", ""), keys)


@cache
def examples() -> dict[Pair, str]:
    """The shortest example of each key that is whole."""
    best: dict[Pair, str] = {}
    for file in files():
        lines = file.text.splitlines()
        for spot in spots_of(file, "en"):
            if not spot.is_key or not spot.path:
                continue
            pair = (spot.around.model or file.kind, spot.key)
            if len(spot.path) == 1:
                pair = (file.kind, spot.key)
            end = max(spot.node.end_line, _last(spot.value) if spot.value else 0)
            text = dedent("\n".join(lines[spot.node.line - 1 : end])).strip()
            if _better(text, best.get(pair, "")):
                best[pair] = text
    return best


def _last(node: Node) -> int:
    """The last line on which something of a value stands; of a block the mark is a line below."""
    inner = node.value.values() if isinstance(node.value, dict) else node.value
    if isinstance(inner, str) or not isinstance(inner, Iterable):
        return node.end_line
    return max(map(_last, inner), default=node.end_line)


def _better(text: str, than: str) -> bool:
    """Whether it is easier to read: few lines, none of them wide, and not too bare."""
    return not than or _weight(text) < _weight(than)


def _weight(text: str) -> tuple[bool, bool, bool, int, str]:
    rows = text.splitlines()
    torn = any(text.count(one) != text.count(other) for one, other in ("{}", "[]"))
    wide = max(map(len, rows), default=0) > WIDEST
    return torn, wide or len(rows) > MOST_LINES, "…" in text or len(text) < BARE, len(text), text


def files() -> Iterator[TextFile]:
    """Every file from which examples are taken."""
    for folder in CANTONS:
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            if path.stem in KINDS:
                yield _file(path, path.stem)
    for path in sorted((ROOT / "docs" / "keys").glob("*.yaml")):
        yield _file(path, path.stem)
    yield from _conditions()
    for kind, pattern in OTHERS.items():
        for path in sorted(ROOT.glob(pattern))[:MOST_CASES]:
            yield _file(path, kind)
    for code in registry.stages():
        page = registry.page(code)
        if page.file.removesuffix(".yaml") in KINDS and page.good:
            kind = page.file.removesuffix(".yaml")
            yield TextFile(Path(page.file), page.file, kind, "", page.good.encode())


def _conditions() -> Iterator[TextFile]:
    """The conditions of the conformance tests, each as a criterion."""
    for path in sorted((ROOT / "tests" / "conformance").glob("*.yaml")):
        for when in re.findall(r"^  - .*\bwhen: (\{.*?\}), facts: ", path.read_text("utf-8"), re.M):
            criterion = f"criteria:\n  - when: {when}\n"
            yield TextFile(path, path.name, "eligibility", "", criterion.encode())


def _file(path: Path, kind: str) -> TextFile:
    return TextFile(path, path.name, kind, "", path.read_bytes())
