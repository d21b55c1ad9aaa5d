"""Replacing a folder of pages atomically, and never other files.

Beside the pages stands `site.json`, which names each of them with its digest. A folder in which
something else lies, or a page that was changed since, is left as it is.
"""

import json
import os
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown

CONTENTS = "site.json"


def put_site(folder: Path, pages: Mapping[str, str | bytes]) -> None:
    """Put pages, by their names, in the place of those of an earlier site.

    UsageError where something else lies there, or where nothing can be written.
    """
    whole = Path(os.path.realpath(folder))
    check_site(folder)
    draft, former = (whole.with_name(f".{whole.name[:80]}{token_hex(8)}") for _ in range(2))
    try:
        _write(draft, pages)
        _exchange(draft, whole, former)
    except OSError:
        raise _fault("unwritable-folder", folder) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    shutil.rmtree(former, ignore_errors=True)


def check_site(folder: Path) -> None:
    """Refuse a folder in which something lies that is no part of a site: UsageError."""
    if stranger := _stranger(Path(os.path.realpath(folder))):
        raise _fault("not-a-site", folder, file=shown(stranger))


def _stranger(folder: Path) -> str:
    """Name something in a folder that is no part of a site; nothing where there is none."""
    if not os.path.lexists(folder):
        return ""
    if not folder.is_dir():
        return folder.name
    known = _contents(folder)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if name != CONTENTS and (path.is_symlink() or known.get(name) != _digest(path)):
            return name
    return "" if known or not any(folder.iterdir()) else CONTENTS


def _contents(folder: Path) -> dict[str, str]:
    try:
        read = json.loads((folder / CONTENTS).read_bytes())
        return {str(name): str(digest) for name, digest in read["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _write(draft: Path, pages: Mapping[str, str | bytes]) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True)
    draft.mkdir()
    written = {}
    for name, content in sorted(pages.items()):
        path, data = draft / name, content if isinstance(content, bytes) else content.encode()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        written[name] = sha256(data).hexdigest()
    contents = {"made": "iiz site", "files": written}
    (draft / CONTENTS).write_bytes((json.dumps(contents, indent=2) + "\n").encode())


def _exchange(draft: Path, whole: Path, former: Path) -> None:
    """Let the draft take the place; what was there comes back where that fails."""
    there = whole.exists()
    if there:
        whole.rename(former)
    try:
        draft.rename(whole)
    except OSError:
        if there:
            former.rename(whole)
        raise


def _fault(code: str, folder: Path, **words: object) -> UsageError:
    told = {"folder": shown(folder.name), **words}
    return UsageError([Finding(code, Place(Source(folder.name)), told)])
