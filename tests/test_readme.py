"""The examples in README.md and docs/ are run as they stand; `…` stands for any text."""

import doctest
import re
import shlex
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from iiz_rules.cli.main import run as iiz
from tests.effort import LANDING

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
LONG = ("anleitung.md", "guide.md", "entretenir-les-regles.md")
"""Most of what they run is in README.md and regeln-pflegen.md too: run before anything lands."""
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)
FILE = re.compile(
    r"\b(?:In|Dans)\s`([^`\n]+)`[^`\n]*:\n\n```(yaml|csv|diff)\n(.*?)^```", re.DOTALL | re.MULTILINE
)
"""A file that a reader writes, or what is to be changed in one: no shell is needed for either."""
ALONE = ("regeln-pflegen.md", "entretenir-les-regles.md")
"""Guides whose reader has a folder of his own, and no checkout of this project."""
BROUGHT = ("cantons", "schemas", "examples")
"""What the others bring along."""


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
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which a newcomer stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


def run(line: str) -> str:
    """What a command prints: of the shell, or of `iiz`, for which no process needs to start."""
    if line.startswith("iiz "):
        with redirect_stdout(StringIO()) as said, redirect_stderr(said):
            iiz(shlex.split(line)[1:])
        printed = said.getvalue()
    else:
        how: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        printed = subprocess.run(["bash", "-c", line], check=False, text=True, **how).stdout
    assert "Traceback" not in printed
    return printed.replace("\u00a0", " ").replace("\u202f", " ")


def lines(block: str) -> list[tuple[str, str]]:
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(line, output) for line, _, output in (part.partition("\n") for part in parts)]


def edited(name: str, kind: str, block: str) -> None:
    """Do to a file what a page says: write it, or exchange lines with `-` for those with `+`."""
    path = Path(name)
    if kind != "diff":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, "utf-8")
        return
    rows = block.splitlines(keepends=True)
    old, new = ("".join(row[1:] for row in rows if row[0] != sign) for sign in "+-")
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (name, old)
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if LANDING or page.name not in LONG],
    ids=lambda page: page.name,
)
def test_console_examples(page: Path, place: Path) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = [*CONSOLE.finditer(text), *FILE.finditer(text)]
    for name in BROUGHT if blocks and page.name not in ALONE else ():
        shutil.copytree(ROOT / name, place / name)
    for block in sorted(blocks, key=lambda found: found.start()):
        if block.re is FILE:
            edited(*block.groups())
            continue
        for line, expected in lines(block[1]):
            printed = run(line)
            pattern = re.escape(expected.strip()).replace("…", "(.|\n)*?")
            assert re.fullmatch(pattern, printed.strip()), f"$ {line}\n{printed}"
    for file in (file for one in place.rglob("canton.yaml") for file in one.parent.rglob("*.yaml")):
        schema = file.read_text(encoding="utf-8").partition("$schema=")[2].partition("\n")[0]
        assert (file.parent / schema).is_file(), f"no editor finds the schema of {file}"
