"""The examples in README.md and docs/ are run as they stand; `…` stands for any text."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


def python_examples(text: str) -> str:
    return "\n".join(re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples(page: Path) -> None:
    examples = doctest.DocTestParser().get_doctest(
        python_examples(page.read_text(encoding="utf-8")).replace("…", "..."),
        {},
        page.name,
        str(page),
        0,
    )
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert runner.run(examples).failed == 0


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder as a newcomer has it: cantons, examples, and `iiz` on the path."""
    for name in ("cantons", "schemas", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    command = tmp_path / "bin" / "iiz"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m iiz_rules "$@"\n')
    command.chmod(0o755)
    return tmp_path


def run(line: str, place: Path) -> str:
    environment = os.environ | {
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "IIZ_CACHE": str(place / "cache"),  # each command is a process of its own
    }
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=place,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert "Traceback" not in done.stdout
    return done.stdout.replace("\u00a0", " ").replace("\u202f", " ")


def steps(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for block in CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            found.append((line, output))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_console_examples(page: Path, place: Path) -> None:
    for line, expected in steps(page.read_text(encoding="utf-8")):
        printed = run(line, place)
        pattern = re.escape(expected.strip()).replace("…", "(.|\n)*?")
        assert re.fullmatch(pattern, printed.strip()), f"$ {line}\n{printed}"
    for file in (file for one in place.rglob("canton.yaml") for file in one.parent.rglob("*.yaml")):
        schema = file.read_text(encoding="utf-8").partition("$schema=")[2].partition("\n")[0]
        assert (file.parent / schema).is_file(), f"no editor finds the schema of {file}"
