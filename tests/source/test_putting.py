"""What is written is whole or not there, and has the rights of what it replaces."""

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules.language.text.putting import Draft, check_writable, put
from tests.rights import ordinary_user


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def why(path: Path, content: bytes = b"x" * 100_000) -> str:
    with pytest.raises(iiz.UsageError) as refused:
        put(path, content)
    [finding] = refused.value.findings
    assert finding.code == "unwritable-file"
    assert path.name[-40:].replace("\0", "�") in str(finding.words["file"])
    reason = finding.words["why"]
    return reason["en"]  # type: ignore[index, no-any-return]


def test_a_new_file_is_private_where_that_is_meant(tmp_path: Path):
    before = os.umask(0o022)
    try:
        put(tmp_path / "a", "x")
        put(tmp_path / "b", "x", private=True)
    finally:
        os.umask(before)
    assert (mode(tmp_path / "a"), mode(tmp_path / "b")) == (0o644, 0o600)


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o664])
def test_what_is_replaced_keeps_its_rights_and_its_owner(tmp_path: Path, rights: int):
    path = tmp_path / "a"
    path.write_bytes(b"former")
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    path.chmod(rights)
    owner = (path.stat().st_uid, path.stat().st_gid)
    put(path, "new", private=True)
    assert (path.read_bytes(), mode(path)) == (b"new", rights)
    assert (path.stat().st_uid, path.stat().st_gid) == owner


def test_a_file_of_somebody_else_stays_theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Only its owner may give a file away; so what is in it changes, and not whose it is."""
    path = tmp_path / "a"
    path.write_bytes(b"former")
    number = path.stat().st_ino
    real = os.stat_result

    def refused(*_: Any) -> None:
        raise PermissionError(errno.EPERM, "")

    monkeypatch.setattr(os, "chown", refused)
    monkeypatch.setattr(real, "st_gid", property(lambda self: self.st_ino), raising=False)
    put(path, "new")
    assert (path.read_bytes(), path.stat().st_ino) == (b"new", number)
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_stays_one(tmp_path: Path):
    (tmp_path / "far").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "far" / "a")
    put(tmp_path / "link", "x")
    put(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "far" / "a").read_text("utf-8") == "new"
    assert len([*(tmp_path / "far").iterdir()]) == 1


def test_why_a_file_cannot_be_written_is_said(tmp_path: Path):
    (tmp_path / "folder").mkdir()
    assert why(tmp_path / "folder") == "it is a folder"
    assert why(tmp_path / "none" / "a") == "there is no such folder"
    assert why(tmp_path / ("a" * 300)) == "the name is too long"
    assert why(Path("a\0b")) == "writing failed"
    if Path("/dev/full").exists():
        assert why(Path("/dev/full")) == "no space left"


def test_what_may_not_be_written_is_not_replaced_either(tmp_path: Path):
    path = tmp_path / "a"
    path.write_bytes(b"former")
    with ordinary_user(tmp_path):
        path.chmod(0o400)
        assert why(path) == "not permitted"
        tmp_path.chmod(0o500)
        assert why(tmp_path / "new") == "not permitted"
        tmp_path.chmod(0o700)
    assert path.read_bytes() == b"former"


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(errno.ENOSPC, ""), ValueError])
def test_an_error_leaves_what_was_there_and_nothing_beside(tmp_path: Path, error: Any):
    path = tmp_path / "a"
    path.write_bytes(b"former")
    with pytest.raises((KeyboardInterrupt, iiz.UsageError, ValueError)):
        broken_off(path, error)
    assert path.read_bytes() == b"former"
    assert [*tmp_path.iterdir()] == [path]


def broken_off(path: Path, error: Any) -> None:
    with Draft(path) as draft:
        draft.file.write(b"new")
        raise error


def test_a_disk_that_is_full_at_the_end_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "fsync", full)
    assert why(tmp_path / "a") == "no space left"
    assert not [*tmp_path.iterdir()]


def test_a_pipe_is_written_to(tmp_path: Path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    put(path, "x")
    assert os.read(reader, 10) == b"x"
    os.close(reader)
    assert path.is_fifo()


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="only where streams have names")
def test_a_pipe_without_a_place_is_written_to():
    reader, writer = os.pipe()
    check_writable(Path(f"/dev/fd/{writer}"))
    put(Path(f"/dev/fd/{writer}"), "x")
    assert os.read(reader, 10) == b"x"
    os.close(reader)
    os.close(writer)
