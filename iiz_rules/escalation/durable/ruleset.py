"""The only owner of durable-rules: positive rules over ASCII codes, used as a pure function.

What was measured to be right, and nothing else: a ruleset of its own for at most 60 codes, one
fixed session, one fact in, firings out, the fact retracted, under a lock; no host, no threads, no
timers, no values of a user. Of each ruleset that was used about 300 KiB stay behind for ever, so
they are made once and shared. Codes that hold are properties of the one fact, and so are those that
rules derived: with them it is asserted anew until nothing new follows. A rule over several facts
would chain by itself, but where it has fired and two of its facts are retracted, the library reads
and writes beyond its memory. The guard in front refuses whatever is no code.
"""

import itertools
import json
import re
import threading
import weakref
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import Any

from iiz_rules.escalation.durable.horn import TRUE, Code, HornClause
from iiz_rules.findings.errors import UsageError, needed
from iiz_rules.findings.finding import Finding, Place, Source

LIBRARY = "durable_rules_engine"
MOST_CODES = 60
MOST_CLAUSES = 100
ATTEMPTS = 5
"""Making a valid ruleset fails at random once in thousands (error 102)."""
_CODE = re.compile(r"[a-z][a-z0-9_-]{0,99}")
_RULE = re.compile(r'"r(\d+)"')
_names = itertools.count()


@cache
def available() -> bool:
    """Whether durable-rules is installed, and loads."""
    try:
        loadable()
    except UsageError:
        return False
    return True


def loadable() -> None:
    """Raise UsageError where durable-rules is not installed, or was built wrongly."""
    needed([LIBRARY], "escalation")
    try:
        import_module(LIBRARY)
    except ImportError as error:
        words = {"library": LIBRARY, "why": str(error), "extra": "escalation"}
        raise UsageError([Finding("broken-library", Place(Source("iiz")), words)]) from None


class RefusedError(ValueError):
    """Something that durable-rules would not answer surely."""


class Ruleset:
    """Some clauses as a ruleset: `inputs` are the codes that it can be given, `heads` its own."""

    def __init__(self, clauses: Sequence[HornClause]) -> None:
        import durable_rules_engine as library

        self._library = library
        self._lock = threading.Lock()
        self.clauses = tuple(clauses)
        self.heads = frozenset(clause.head for clause in clauses)
        self._bodies = frozenset(code for clause in clauses for code in clause.body) - {TRUE}
        self.inputs = self._bodies - self.heads
        _guard(self.heads, self._bodies, clauses)
        self._open()

    def _open(self) -> None:
        self._handle = _made(self._library, definition(self.clauses))
        self._close = weakref.finalize(self, self._library.delete_ruleset, self._handle)

    def __repr__(self) -> str:
        return f"<Ruleset of {len(self.clauses)} clauses over {len(self.inputs)} codes>"

    def derived(self, codes: Iterable[Code]) -> frozenset[Code]:
        """Everything that follows from the codes that hold."""
        known = set(codes)
        if not known <= self.inputs:
            raise RefusedError("a code that the ruleset does not know")
        with self._lock:
            while new := self._fired(known & self._bodies) - known:
                known |= new
        return frozenset(known & self.heads)

    def _fired(self, codes: set[Code]) -> set[Code]:
        """The heads of the rules that codes set off; what was interrupted is thrown away."""
        state = {"kind": "state", "id": "state", "f": dict.fromkeys(codes, 1)}
        try:
            heads = self._asserted(json.dumps(state))
            self._library.retract_fact(self._handle, json.dumps({"id": "state"}))
        except BaseException:
            self._close()
            self._open()
            raise
        return heads

    def _asserted(self, state: str) -> set[Code]:
        heads: set[Code] = set()
        status, session = self._library.assert_fact(self._handle, state)
        if status == 1:
            return heads  # nothing matched
        action = self._library.start_action_for_state(self._handle, session)
        fired = action[1] if action else None
        while fired:
            named = _RULE.search(fired)
            assert named is not None  # the name is ours
            heads.add(self.clauses[int(named[1])].head)
            fired = self._library.complete_and_start_action(self._handle, session)
        return heads


def definition(clauses: Sequence[HornClause]) -> dict[str, Any]:
    """The clauses as durable-rules reads them: each a rule that matches one fact."""
    return {f"r{i}": {"all": [{"m": _pattern(clause)}]} for i, clause in enumerate(clauses)}


def _pattern(clause: HornClause) -> dict[str, Any]:
    codes = [{f"f.{code}": 1} for code in clause.body if code != TRUE]
    state = {"kind": "state"}
    return {"$and": [state, *codes]} if codes else state


def sharded(clauses: Iterable[HornClause]) -> list[list[HornClause]]:
    """Divide clauses, in an order in which each comes after those it needs, below the limits.

    All clauses of one head stay together, where the last of them stands: what one of them derives,
    the next rule must see.
    """
    groups: dict[Code, list[HornClause]] = {}
    for clause in clauses:
        groups[clause.head] = [*groups.pop(clause.head, []), clause]
    shards: list[list[HornClause]] = []
    codes: set[Code] = set()
    for group in groups.values():
        more = {group[0].head, *(code for clause in group for code in clause.body)}
        full = len(codes | more) > MOST_CODES or (bool(shards) and len(shards[-1]) >= MOST_CLAUSES)
        if full or not shards:
            shards.append([])
            codes = set()
        codes |= more
        shards[-1] += group
    return shards


def _made(library: Any, rules: dict[str, Any]) -> int:
    text = json.dumps(rules)
    for _ in range(ATTEMPTS - 1):
        with suppress(library.error):
            return int(library.create_ruleset(f"iiz-{next(_names)}", text))
    return int(library.create_ruleset(f"iiz-{next(_names)}", text))


def _guard(heads: frozenset[Code], bodies: frozenset[Code], clauses: Sequence[HornClause]) -> None:
    """Refuse what lies outside of what was measured."""
    if len(bodies) > MOST_CODES or len(clauses) > MOST_CLAUSES:
        raise RefusedError("more codes or clauses than a ruleset may have")
    if not all(_CODE.fullmatch(code) for code in heads | bodies):
        raise RefusedError("a code that is not plain ASCII")
    names = {"kind", "id", "sid", "$s", "f", "m", *(f"f.{code}" for code in bodies)}
    names |= {f"r{i}" for i in range(len(clauses))}
    for hashed in (_fnv1, _fnv1a):
        if len({hashed(name) for name in names}) < len(names):
            raise RefusedError("two names that durable-rules cannot tell apart")


def _fnv1(name: str) -> int:
    """Hash a name as durable-rules does: it compares names by nothing else."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value * 0x01000193 & 0xFFFFFFFF) ^ byte
    return value


def _fnv1a(name: str) -> int:
    value = 0x811C9DC5
    for byte in name.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value
