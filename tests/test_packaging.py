"""What is packed: all that git holds and nothing else, and a plain install without a compiler."""

import subprocess
import sys
import tarfile
import tomllib
from importlib.util import find_spec
from pathlib import Path

from tests.needed import needing

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def held_by_git() -> set[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    return {name for name in run.stdout.split("\0") if name and (ROOT / name).exists()}


@needing(bool(held_by_git()), "not in a checkout of git")
@needing(find_spec("hatchling") is not None, "hatchling is not installed")
def test_the_source_distribution_holds_what_git_holds_and_nothing_else(tmp_path: Path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    [built] = tmp_path.iterdir()
    with tarfile.open(built) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    assert packed - {"PKG-INFO"} == held_by_git()


def test_a_plain_install_takes_no_compiler():
    """durable-rules alone is published as source; `all` is all the other extras."""
    extras = PROJECT["optional-dependencies"]
    plain = [*PROJECT["dependencies"], *extras["all"]]
    assert not [name for name in plain if name.startswith("durable-rules")]
    [whole] = extras["all"]
    named = set(whole.partition("[")[2].rstrip("]").split(","))
    assert named == extras.keys() - {"all", "bench", "docs", "escalation", "test"}
