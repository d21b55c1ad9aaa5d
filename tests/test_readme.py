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
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a newcomer has it, with cantons and examples, in which they stand."""
    for name in ("cantons", "schemas", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
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
        printed = run(line)
        pattern = re.escape(expected.strip()).replace("…", "(.|\n)*?")
        assert re.fullmatch(pattern, printed.strip()), f"$ {line}\n{printed}"
    for file in (file for one in place.rglob("canton.yaml") for file in one.parent.rglob("*.yaml")):
        schema = file.read_text(encoding="utf-8").partition("$schema=")[2].partition("\n")[0]
        assert (file.parent / schema).is_file(), f"no editor finds the schema of {file}"
