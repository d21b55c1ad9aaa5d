"""A record of the store: one thing that happened to one case, chained to the record before it.

What is personal stands in the body: the name of the case, days, facts, who said so. The chain holds
a pseudonym and a salted hash of the body, so that a body can be erased and the chain still be
verified; without the salt, which goes with it, nothing can be guessed from the hash.
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from iiz_rules.escalation.store.sealing import SALT
from iiz_rules.findings.errors import StoreError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import shown
from iiz_rules.language.dates import parse_date
from iiz_rules.language.values import Value, plain_value

RecordKind = Literal[
    "opened", "event", "migrated", "epoch", "erased", "answered", "decided", "sitting"
]
FIRST = "0" * 64
"""What stands before the first record."""
CHAINED = ("seq", "case", "n", "kind", "canton", "edition", "digest", "body", "prev", "hash")
"""The columns of the chain. `hash` is over all others, so over the hash of the row before too."""
SHAPES: Mapping[str, Mapping[str, type]] = {
    "opened": {"case": str, "on": str, "readings": dict},
    "event": {"event": str, "on": str, "facts": dict},
    "migrated": {"on": str, "readings": dict, "facts": dict, "begun": bool, "closed": bool,
                 "owing": list},
    "epoch": {"on": str, "seq": int, "hash": str},
    "erased": {"reason": str, "recorded": str},
    "answered": {"reference": str, "receipt": dict, "recorded": str},
    "decided": {"reference": str, "decision": dict, "recorded": str},
    "sitting": {"reference": str, "said": dict, "recorded": str},
}  # fmt: skip
"""What the body of each kind has to say."""


_COLUMNS = json.JSONEncoder(separators=(",", ":"), default=repr).encode
_BODY = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which no file can keep."""
TEXTS = {"user": "anna.muster", "reference": "D-17", "key": "5e2c", "reason": "…"}
"""What an application says in its own words, with an example of each."""


class WrittenJson(str):
    """JSON already, to be put into a body as it is."""

    __slots__ = ()


class EditionKey(NamedTuple):
    """What names an edition: which canton's, what it is called, the SHA-256 over its files."""

    canton: str
    edition: str
    digest: str


@dataclass(frozen=True)
class CaseRecord:
    """One record. `n` counts the records of a case from 0, `seq` those of the store from 1.

    `canton`, `edition` and `digest` say under which rules it was decided. `body` is JSON; it is
    empty where the case was erased, and then `case`, the name, is so as well.
    """

    case: str
    n: int
    kind: RecordKind
    canton: str = ""
    edition: str = ""
    digest: str = ""
    body: str = ""
    pseudonym: str = ""
    salt: bytes = b""
    body_hash: str = ""
    seq: int = 0
    prev: str = FIRST
    hash: str = ""
    noted: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """what the body says in single words, where whoever writes it knows: it need not be read"""

    def chained(self, seq: int, prev: str, pseudonym: str, salt: bytes) -> "CaseRecord":
        """The record as it follows on another one.

        >>> record = CaseRecord("C-1", 0, "opened", "vs", "e", "d", "{}")
        >>> first, second = (record.chained(n, FIRST, "p", b"salt") for n in (1, 2))
        >>> first.hash == second.hash, first.body_hash == second.body_hash
        (False, True)
        """
        hashed, rules = hash_of(salt, self.body), self.rules
        own = _hash((seq, pseudonym, self.n, self.kind, *rules, hashed, prev))
        told = (self.case, self.n, self.kind, *rules, self.body)
        return CaseRecord(*told, pseudonym, salt, hashed, seq, prev, own, self.noted)

    def hash_of_columns(self) -> str:
        """The SHA-256 over all columns of the chain but the last."""
        return _hash(self.columns[:-1])

    @property
    def columns(self) -> tuple[Any, ...]:
        """What stands in the chain, see `CHAINED`."""
        return (
            self.seq, self.pseudonym, self.n, self.kind, self.canton, self.edition, self.digest,
            self.body_hash, self.prev, self.hash,
        )  # fmt: skip

    @property
    def rules(self) -> EditionKey:
        """The edition under which it was decided."""
        return EditionKey(self.canton, self.edition, self.digest)

    @cached_property
    def content(self) -> dict[str, Any]:
        """What the body says; nothing where it was erased."""
        content: dict[str, Any] = json.loads(self.body) if self.body else {}
        return content

    @property
    def erased(self) -> bool:
        """Whether what it said was erased."""
        return not self.body

    @property
    def on(self) -> str:
        """The day on which it happened."""
        return self._noted("on")

    @property
    def learned(self) -> str:
        """The day on which it was learned: later than the one on which it happened, or the same."""
        return self._noted("learned") or self.on

    @property
    def event(self) -> str:
        """The event; nothing for other records."""
        return self._noted("event")

    @property
    def actor(self) -> str:
        """The canton's role that did it, as far as that was said."""
        return self._noted("by")

    @property
    def user(self) -> str:
        """The user of the application who recorded it, as far as that was said."""
        return self._noted("user")

    @property
    def recorded(self) -> str:
        """When it was recorded, in UTC; nothing where an older form did not say."""
        return self._noted("recorded")

    @property
    def reference(self) -> str:
        """What it refers to outside: a letter, a file."""
        return self._noted("reference")

    @property
    def key(self) -> str:
        """What tells a second sending of the same from something else, as far as that was said."""
        return self._noted("key")

    def _noted(self, name: str) -> str:
        return str((self.noted or self.content).get(name, ""))

    @property
    def day(self) -> date:
        """The day on which it happened; StoreError where what was kept is none."""
        return self._day(self.on)

    @property
    def learned_day(self) -> date:
        """The day on which it was learned; StoreError where what was kept is none."""
        return self._day(self.learned)

    def _day(self, text: str) -> date:
        day = parse_date(text)
        if day is None:
            words = {"store": self.case, "why": text}
            raise StoreError([Finding("not-a-store", Place(Source(self.case)), words)])
        return day

    @property
    def well_formed(self) -> bool:
        """Whether the body says what one of its kind has to say."""
        try:
            content: Any = self.content
        except ValueError:
            return False
        if not isinstance(content, dict) or self.kind not in SHAPES:
            return False
        typed = all(isinstance(content.get(name), one) for name, one in SHAPES[self.kind].items())
        days = [content.get(name) for name in ("on", "learned") if name in content]
        return typed and all(isinstance(day, str) and parse_date(day) for day in days)

    @property
    def wrong(self) -> str:
        """Say what is wrong with a record by itself; nothing where all is well."""
        if self.hash_of_columns() != self.hash:
            return "hash"
        if hash_of(self.salt, self.body) != self.body_hash:
            return "body"
        return "" if self.well_formed else "shape"

    def __repr__(self) -> str:
        what = "erased" if self.erased else f"{self.event or self.kind} on {self.on}"
        return f"<CaseRecord {self.seq} of {self.case or self.pseudonym[:8]}: {what}>"


def _hash(columns: Sequence[object]) -> str:
    return hashlib.sha256(_COLUMNS(columns).encode()).hexdigest()


def hash_of(salt: bytes, body: str) -> str:
    """The salted SHA-256 of a body."""
    try:
        return hashlib.sha256(salt + body.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise unkept("text", error.object[max(error.start - 20, 0) : error.end]) from None


def admit_text(name: str, said: object, *, filled: bool = False) -> None:
    """Refuse what is no text that can be kept; where it has to be filled, also one of blanks.

    >>> admit_text("user", "anna.muster")
    """
    if not isinstance(said, str) or HALF.search(said) or (filled and not said.strip()):
        raise unkept(name, said)


def unkept(name: str, said: object) -> UsageError:
    """The error about what cannot be kept."""
    words = {"name": name, "got": shown(said), "known": TEXTS.get(name, "…"), "near": ""}
    return UsageError([Finding("wrong-argument", Place(Source(name)), words)])


def body_of(**content: Any) -> str:
    """Write the body of a record, always in the same way; what is empty is left out.

    UsageError for a word of the application's that is no text, or has half a character: no file
    can keep it, and the record would be found changed.

    >>> body_of(on="2024-03-05", by="", facts={})
    '{"facts":{},"on":"2024-03-05"}'
    >>> body_of(on="2024-03-05", facts=WrittenJson("{}"))
    '{"facts":{},"on":"2024-03-05"}'
    """
    for name in TEXTS.keys() & content.keys():
        admit_text(name, content[name])
    said = {name: value for name, value in content.items() if value not in ("", None)}
    if not any(type(value) is WrittenJson for value in said.values()):
        return _BODY(said)
    written = (
        f'"{name}":{value if type(value) is WrittenJson else _BODY(value)}'
        for name, value in sorted(said.items())
    )
    return f"{{{','.join(written)}}}"


def plain_facts(facts: Mapping[str, Value]) -> dict[str, Any]:
    """Facts as they stand in a record.

    >>> from datetime import date
    >>> plain_facts({"report.made_on": date(2024, 3, 5)})
    {'report.made_on': '2024-03-05'}
    """
    return {fact: plain_value(value) for fact, value in sorted(facts.items())}


def followed_on(draft: CaseRecord, pseudonym: str, head: tuple[int, str]) -> CaseRecord:
    """A record as it follows on the end of the chain, with a salt of its own."""
    seq, prev = head
    return draft.chained(seq + 1, prev, pseudonym, secrets.token_bytes(SALT))
