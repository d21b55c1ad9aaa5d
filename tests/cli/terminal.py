"""Running `iiz` in these tests: in this process where that is enough, else as a command."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from iiz_rules.cli import main as cli

ROOT = Path(__file__).parents[2]
ZURICH = ROOT / "cantons" / "zurich"
EXAMPLE = ROOT / "tests" / "render" / "canton"


@dataclass(frozen=True)
class Done:
    """What a run left behind."""

    code: int
    out: str
    err: str


class Terminal:
    """A terminal of a German speaker in an empty folder."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.capsys = capsys
        self.folder = folder

    def iiz(self, *arguments: object) -> Done:
        """Run `iiz`; whatever happens, no traceback may be seen."""
        code = cli.run([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        assert "Traceback" not in captured.out + captured.err
        return Done(code, captured.out, captured.err)

    def file(self, name: str, content: str | bytes) -> Path:
        """Put a file into the folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


def command(*arguments: object, stdin: bytes = b"", **environment: str) -> Done:
    """Run `iiz` as a command of its own, in a clean environment."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "iiz_rules", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        check=False,
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
