"""What a browser sends with the forms of a sitting: fields, and files as they were chosen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import parse_qsl

from iiz_rules.language.text.characters import unfit
from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.faults import refused
from iiz_rules.web.guard import BODY

MOST_FIELDS = 500
LONGEST_NAME = 200
"""bytes of the name of a file, of which its end says most; file systems hold 255"""


@dataclass(frozen=True)
class SentFile:
    """A file that was chosen: its name without folders, and what is in it."""

    name: str
    data: bytes


@dataclass(frozen=True)
class SittingForm:
    """The fields of a form, and its files; a file that was not chosen is not there."""

    fields: Mapping[str, str]
    files: Mapping[str, SentFile]

    def get(self, name: str) -> str:
        """A field; nothing where it was not sent.

        UsageError for a character that no minutes may hold: invisible, or turning the direction.
        """
        text = self.fields.get(name, "").strip()
        if wrong := unfit(text):
            raise refused(wrong[0], character=wrong[1])
        return text

    @property
    def version(self) -> int:
        """Which state of the sitting the form rests on."""
        text = self.get("version")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1

    def under(self, prefix: str) -> dict[str, str]:
        """The fields whose names begin so, by the rest of their names."""
        named = [name for name in self.fields if name.startswith(prefix)]
        return {name.removeprefix(prefix): self.get(name) for name in named}


def sitting_form(call: ServiceCall) -> SittingForm:
    """The form of a request, in either of the two ways in which browsers send them.

    UsageError for what is no form.
    """
    body: bytes = call.request.scope[BODY]
    kind = call.request.headers.get("content-type", "")
    boundary = re.search(r'boundary="?([^";,]+)', kind)
    if kind.startswith("multipart/form-data") and boundary:
        return _parts(body, boundary[1].encode("latin-1"))
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise refused("not-a-form") from None
    return SittingForm(_joined(pairs), {})


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """The fields; one that was sent several times has its texts on lines."""
    fields: dict[str, str] = {}
    for name, text in pairs:
        fields[name] = f"{fields[name]}\n{text}" if name in fields else text
    return fields


def _parts(body: bytes, boundary: bytes) -> SittingForm:
    """The parts of a body in the form of RFC 7578; what is none of them is passed over.

    UsageError for two files in one field: nobody but their sender knows which one is meant.
    """
    fields, files = list[tuple[str, str]](), dict[str, SentFile]()
    whole = b"\r\n" + body
    for part in whole.split(b"\r\n--" + boundary)[1 : MOST_FIELDS + 1]:
        head, found, data = part.partition(b"\r\n\r\n")
        named = dict(re.findall(r'\b(name|filename)="([^"]*)"', head.decode("utf-8", "replace")))
        if not found or "name" not in named:
            continue
        if "filename" not in named:
            fields.append((named["name"], data.decode("utf-8", "replace")))
        elif named["filename"]:
            file = SentFile(plain_name(named["filename"]), data)
            before = files.setdefault(named["name"], file)
            if before is not file:
                names = f"{before.name}, {file.name}"
                raise refused("two-uploads", got=names)
    return SittingForm(_joined(fields), files)


def plain_name(name: str) -> str:
    r"""The name of a file without folders, and with nothing that a file system could misread.

    >>> plain_name("C:\\Daten\\Mai 2026.xlsx"), plain_name("../../x"), plain_name("..")
    ('Mai 2026.xlsx', 'x', 'file')
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = re.sub(r"[^\w. ()+-]", "_", last).encode()[-LONGEST_NAME:].decode("utf-8", "ignore")
    return kept.lstrip(".") or "file"
