"""Valais so many times over, as text: `iiz check` of it takes so many times as long, and no more.

`python -m benchmarks.grown` prints the times and the calls. Its facts, terms, duties and
competences stand there so many times, each copy under names of its own; of one language, and
without its cases.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.timing import calls, least
from iiz_rules.language.editions import Folder
from iiz_rules.testing.suite import check_canton

VALAIS = Path(__file__).resolve().parent.parent / "cantons" / "valais"
COPIED = {
    "facts.yaml": ("facts",),
    "eligibility.yaml": ("terms",),
    "escalation.yaml": ("duties", "terms"),
    "organisation.yaml": ("competences",),
    "funding.yaml": ("terms",),
}
"""the lists of which there are so many"""
SECTION = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)
DECLARED = re.compile(r"^  - \{?id: ([\w.-]+)", re.MULTILINE)
TIMES = (1, 2, 5, 10)


def write(folder: Path, times: int) -> int:
    """Write it into a folder, and give the number of its lines."""
    shutil.copytree(VALAIS, folder, ignore=shutil.ignore_patterns("cases", "stories", "texts.*"))
    (canton,) = folder.glob("canton.yaml")
    _write(canton, re.sub(r"(?m)^languages:.*", "languages: [de]", canton.read_text("utf-8")))
    files = [folder / "undated" / name for name in COPIED]
    own = [copied for file in files for section, copied in _sections(file) if copied]
    names = {name for section in own for name in DECLARED.findall(section)}
    named = re.compile(
        rf"((?:\bid|term|rule): )?(?<![\w.-])({'|'.join(_longest(names))})(?![\w-]|\.\w)"
    )
    for file in files:
        _write(file, "".join(_grown(file, named, times)))
    return sum(len(file.read_text("utf-8").splitlines()) for file in folder.rglob("*.yaml"))


def _sections(file: Path) -> Iterator[tuple[str, str]]:
    """Each section of a file, and what of it is copied: all below its first line, or nothing."""
    for section in SECTION.split(file.read_text("utf-8")):
        name, _, _ = section.partition(":")
        yield section, section.partition("\n")[2] if name in COPIED[file.name] else ""


def _longest(names: set[str]) -> list[str]:
    return [re.escape(name) for name in sorted(names, key=len, reverse=True)]


def _grown(file: Path, named: re.Pattern[str], times: int) -> Iterator[str]:
    for section, copied in _sections(file):
        yield section
        for number in range(1, times if copied else 1):
            yield named.sub(_renamed(number), copied)


def _renamed(number: int) -> Callable[[re.Match[str]], str]:
    """What a name becomes; one without a dot may be a code, and is none where it is referred to."""

    def name(found: re.Match[str]) -> str:
        lead, name = found.group(1) or "", found.group(2)
        return f"{lead}x{number}-{name}" if lead or "." in name else name

    return name


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def check(folder: Path) -> list[str]:
    """Check a canton as `iiz check` does, and give the codes of what was found."""
    return [
        one.code for edition in check_canton(Folder(folder, folder.name)) for one in edition.told
    ]


def measured(times: int) -> tuple[int, int, float]:
    """The lines, the calls and the milliseconds of processor time of so many times Valais."""
    before = os.environ.get("IIZ_CACHE")
    os.environ["IIZ_CACHE"] = "off"
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch, "valais")
            lines = write(folder, times)
            return lines, calls(lambda: check(folder)), least(lambda: check(folder), 1)
    finally:
        os.environ.pop("IIZ_CACHE")
        os.environ.update({"IIZ_CACHE": before} if before else {})


def main() -> None:
    """Print what each takes."""
    for times in TIMES:
        lines, called, taken = measured(times)
        each = f"{called / lines:.0f} calls and {taken / lines:.3f} ms a line"
        print(f"{times:2} ×: {lines:6} lines, {called:9} calls, {taken:6.0f} ms; {each}")


if __name__ == "__main__":
    main()
