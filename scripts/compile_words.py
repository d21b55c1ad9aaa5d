"""Compiles the texts that people read: YAML, three languages side by side, to JSON. See `words`."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import iiz_rules
from iiz_rules.findings.registry import STAGES
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import LANGUAGES

PACKAGE = Path(iiz_rules.__file__).parent
TEXTS = {"message", "label", "help", "why"}
OTHERS = {"file", "status", "retryable", "bad", "bad_bytes", "good"}


def read(path: Path) -> dict[str, Any]:
    """The content of a file; ValueError names what our own reader refuses.

    Only a bad example may hold what it is an example of: a byte order mark, a lookalike letter.
    """
    document = read_yaml(path.read_bytes(), str(path.relative_to(PACKAGE.parent)))
    examples = document.root and [document.root.child(key) for key in ("bad", "bad_bytes")]
    spans = [range(bad.line, bad.end_line + 1) for bad in examples or () if bad]
    lines = {line for span in spans for line in span}
    faults = [fault for fault in document.findings if fault.place.line not in lines]
    if document.root is None or faults:
        # Not in words: those are what is being compiled.
        raise ValueError("; ".join(f"{fault.place}: {fault.code}" for fault in faults))
    content: dict[str, Any] = document.root.plain()
    return content


def text(path: Path, key: str, languages: object) -> object:
    """A text as it is written; ValueError where a language is missing or there is one too many."""
    if not isinstance(languages, Mapping) or tuple(languages) != LANGUAGES:
        raise ValueError(f"{path.name}: {key}: needs {', '.join(LANGUAGES)}, in this order")
    return languages


def room(path: Path) -> dict[str, object]:
    """The texts of one room, by their whole keys: the room is their first word."""
    return {f"{path.stem}.{key}": text(path, key, words) for key, words in read(path).items()}


def page(path: Path) -> dict[str, object]:
    """What is said about one finding code."""
    content = read(path)
    if unknown := content.keys() - TEXTS - OTHERS:
        raise ValueError(f"{path.name}: unknown: {', '.join(sorted(unknown))}")
    for key in TEXTS & content.keys():
        text(path, key, content[key])
    return content


def written(content: Mapping[str, object]) -> str:
    """JSON with a line for each text, so that a difference can be read."""
    lines = (f"{json.dumps(key)}: {json.dumps(content[key])}" for key in content)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def compiled() -> Iterator[tuple[Path, str]]:
    """Every JSON file with what it has to contain."""
    for path in sorted((PACKAGE / "words").glob("*.yaml")):
        yield path.with_suffix(".json"), written(room(path))
    for stage in STAGES:
        folder = PACKAGE / "findings" / stage
        pages = {path.stem: page(path) for path in sorted(folder.glob("*.yaml"))}
        yield folder.with_suffix(".json"), written(pages)


def out_of_date() -> list[Path]:
    """The files that do not contain what they have to."""
    return [
        path for path, now in compiled() if not path.is_file() or path.read_text("utf-8") != now
    ]


def main(arguments: list[str]) -> int:
    """Write the files; with `--check` only name those that are out of date."""
    if arguments == ["--check"]:
        stale = out_of_date()
        for path in stale:
            print(f"{path.relative_to(PACKAGE.parent)} is out of date: run scripts/words")
        return int(bool(stale))
    for path, now in compiled():
        path.write_text(now, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
