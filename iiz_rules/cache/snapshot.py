"""The documents of a canton as bytes, and the names under which the cache keeps what they mean."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from iiz_rules.language.folders import CANTON, CATALOGUES, WITHIN, find_law, is_hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from hashlib import blake2b
else:
    try:  # `hashlib` would load OpenSSL, which takes longer than all that is digested here
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

VERSION = "9"
"""of the form of the entries"""
DIGEST = 32
"""bytes of the name of an entry"""
ABOVE = f"../{CANTON}"
LARGEST = 2_000_000
"""bytes of a document; a larger one is refused by the reader anyhow"""
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class Snapshot:
    """A folder of a canton: `canton.yaml` as it was, the files of an edition when asked for."""

    def __init__(self, path: str, name: str) -> None:
        self.path = path
        self.name = name
        self.canton = _bytes(f"{path}/{CANTON}", _inside(path))

    def index_key(self) -> str | None:
        """The key of the entry that lists the editions; None if they cannot be known."""
        return None if self.canton is None else entry_key("index", "", [("", self.canton)])

    def edition_key(self, edition: str, files: Mapping[str, bytes]) -> str:
        """The key of the entry of an edition made from these files."""
        return entry_key(f"edition {edition}", "", sorted(files.items()))

    def files(self, edition: str, layers: Iterable[str] = ()) -> dict[str, bytes] | None:
        """Read every YAML file of an edition and of the layers below it, known or not.

        None where one of them cannot be read or leads elsewhere: then messages are due.
        """
        documents = {ABOVE: self.canton}
        for layer in ("", *layers):
            law, _, named = layer.rpartition("/")
            home = find_law(self.path, law) if law else (self.path, "")
            names = _names(f"{home[0]}/{named or edition}") if home else None
            if home is None or names is None:
                return None
            start = f"{layer}{WITHIN}" if layer else ""
            files = {start + name: f"{named or edition}/{name}" for name in names}
            files |= {f"{law}{WITHIN}{CANTON}": CANTON} if law else {}
            within = _inside(home[0])
            documents |= {name: _bytes(f"{home[0]}/{file}", within) for name, file in files.items()}
        whole = {name: data for name, data in documents.items() if data is not None}
        return whole if len(whole) == len(documents) else None


def _inside(folder: str) -> str:
    """The prefix of the true path of every file in a folder."""
    return os.path.realpath(folder) + os.sep


def _bytes(path: str, within: str) -> bytes | None:
    """Read a file; None if it is unreadable, too large or outside its folder."""
    if not os.path.realpath(path).startswith(within):
        return None
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        return None
    return data if len(data) <= LARGEST else None


def _names(folder: str) -> list[str] | None:
    """The names of the YAML files of an edition's folder; None if it cannot be listed."""
    names = _yaml_in(folder)
    inside = f"{folder}/{CATALOGUES}"
    listed = _yaml_in(inside) if os.path.lexists(inside) else []
    if names is None or listed is None:
        return None
    return names + [f"{CATALOGUES}/{name}" for name in listed]


def _yaml_in(folder: str) -> list[str] | None:
    """The names of the YAML files of a folder; None if it cannot be listed."""
    try:
        names = [name for name in os.listdir(folder) if ".y" in name and name.endswith("ml")]
        return [name for name in names if not is_hidden(name)]
    except OSError:
        return None


def name_of(what: str, folder: str) -> str:
    """The key of something kept about a folder, whatever its contents."""
    return entry_key(what, os.path.realpath(folder), ())


def entry_key(what: str, name: str, documents: Iterable[tuple[str, bytes]]) -> str:
    """The key of an entry: what it is about, and the state of this package."""
    made_by = f"{VERSION}\0{_code()}\0{what}\0{name}".encode(errors="surrogatepass")
    digest = blake2b(made_by, digest_size=DIGEST)
    for document, data in documents:
        digest.update(f"\0{document}\0{len(data)}\0".encode(errors="surrogatepass") + data)
    return digest.hexdigest()


@cache
def _code() -> str:
    """A digest of the state of this package's code: another state has other entries."""
    states: list[str] = []
    ahead = [PACKAGE]
    while ahead:
        with os.scandir(ahead.pop()) as listed:
            for entry in listed:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    states.append(f"{entry.path}\0{status.st_mtime_ns}\0{status.st_size}\0")
                elif entry.is_dir() and not entry.name.startswith(("_", ".")):
                    ahead.append(entry.path)
    return blake2b("".join(sorted(states)).encode()).hexdigest()
