"""A canton's folder as it stood at a commit: read from git beside the working tree, never into it.

Git is called as a program. Written out are the canton and what stands beside it with a canton.yaml
of its own, because a law above it is looked for there.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import CANTON
from iiz_rules.testing.case_files import CASES

GIT = "git"
LINK = "120000"
"""the mode by which git marks a symbolic link"""
SHORT = 8
"""digits of a commit shown to people"""


@contextmanager
def committed(folder: Folder, commit: str) -> Iterator[Folder]:
    """The folder of a canton as it stood at a commit, for as long as it is needed.

    UsageError where there is no git, no checkout, no such commit, or no canton in it.
    """
    path = folder.path.resolve()
    top = _line(folder, "no-checkout", "rev-parse", "--show-toplevel")
    asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    known = _line(folder, "unknown-commit", *asked, commit=shown(commit))
    inside = PurePosixPath(path.relative_to(Path(top).resolve()).as_posix())
    beside = inside if inside.name == "" else inside.parent
    files = _files(folder, Path(top), known, beside)
    cantons = {name.parent for name in files if name.name == CANTON}
    if inside not in cantons:
        raise _fault(folder, "not-in-commit", shown(commit))
    wanted = {name: files[name] for name in files if _is_read(name) and cantons & {*name.parents}}
    contents = _blobs(folder, Path(top), [blob for _, blob in wanted.values()])
    with TemporaryDirectory(prefix="iiz-") as place:
        for (name, (mode, _)), data in zip(wanted.items(), contents, strict=True):
            _write(Path(place, name.relative_to(beside)), mode, data)
        kept = Path(place, inside.relative_to(beside))
        yield Folder(kept, f"{folder.name}@{known[:SHORT]}")


def _is_read(name: PurePosixPath) -> bool:
    """Whether a file may be part of an edition or declare a change; cases do not count."""
    return name.suffix in (".yaml", ".yml") and CASES not in name.parts


def _files(
    folder: Folder, top: Path, commit: str, beside: PurePosixPath
) -> dict[PurePosixPath, tuple[str, str]]:
    """The files below a folder at a commit, each with its mode and the name of its content."""
    command = (
        "ls-tree",
        "-r",
        "-z",
        "--full-tree",
        commit,
        "--",
        f"{beside}/" if beside.name else ".",
    )
    rows = _git(folder, "unknown-commit", *command, at=top, commit=commit[:SHORT]).split(b"\0")
    files = {}
    for row in filter(None, rows):
        about, _, name = row.partition(b"\t")
        mode, kind, blob = about.decode().split()
        if kind == "blob":
            files[PurePosixPath(os.fsdecode(name))] = mode, blob
    return files


def _blobs(folder: Folder, top: Path, blobs: list[str]) -> Iterator[bytes]:
    """The contents of blobs, by their names."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    output = _git(folder, "unknown-commit", "cat-file", "--batch", at=top, given=asked)
    start = 0
    for _ in blobs:
        end = output.index(b"\n", start) + 1
        size = int(output[start:end].split()[2])
        yield output[end : end + size]
        start = end + size + 1


def _write(file: Path, mode: str, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if mode == LINK:  # whoever reads it refuses one that leaves the folder
        file.symlink_to(os.fsdecode(data))
    else:
        file.write_bytes(data)


def _line(folder: Folder, code: str, *asked: str, commit: str = "") -> str:
    return os.fsdecode(_git(folder, code, *asked, commit=commit)).rstrip("\r\n")


def _git(
    folder: Folder,
    code: str,
    *asked: str,
    at: Path | None = None,
    given: bytes = b"",
    commit: str = "",
) -> bytes:
    """The output of git; UsageError with this code if it fails."""
    # A hook runs with the variables of the call of git that it is part of: they name another tree.
    plain = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    call = [GIT, "-C", os.fspath(at or folder.path), *asked]
    try:
        done = subprocess.run(call, input=given, capture_output=True, check=False, env=plain)
    except OSError:
        raise _fault(folder, "no-git") from None
    if done.returncode:
        raise _fault(folder, code, commit)
    return done.stdout


def _fault(folder: Folder, code: str, commit: str = "") -> UsageError:
    words = {"folder": folder.name, "commit": commit}
    return UsageError([Finding(code, Place(Source(folder.name)), words)])
