"""`iiz store`: whether a store is as it was written, and what is kept of a case, for how long.

Each action is a function below; all of them take what was given on the command line.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from iiz_rules.cli.command import command
from iiz_rules.cli.options import (
    KeywordType,
    argument,
    check_known,
    day_option,
    fault,
    form_option,
    option,
    whole_number,
    wrong,
)
from iiz_rules.cli.screen import Screen
from iiz_rules.escalation.figures.standing import STATES
from iiz_rules.escalation.listing import listed
from iiz_rules.escalation.store.archive import Archive
from iiz_rules.escalation.store.chain import Head, restored, verify
from iiz_rules.escalation.store.records import CaseRecord
from iiz_rules.escalation.store.retention import declared, expired, exported
from iiz_rules.escalation.store.store import Store
from iiz_rules.escalation.store.tables import VERSION
from iiz_rules.escalation.store.upgrading import reindexed, upgrade
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding
from iiz_rules.language.text.files import read_file
from iiz_rules.receipts.log import DecisionLog
from iiz_rules.render.text.cases import cases_text
from iiz_rules.words.formats import written

DURATION = re.compile("P[0-9]{1,4}[DWMY]")
HEAD = re.compile("[0-9]{1,18}:[0-9a-f]{64}")


@dataclass(frozen=True)
class Asked:
    """Which cases to list, and in which form."""

    canton: str | None
    words: Mapping[str, str | None]
    due_by: date | None
    after: str
    limit: int | None
    form: str


@dataclass(frozen=True)
class Call:
    """What was given on the command line."""

    screen: Screen
    file: str
    key: bytes | None
    heads: tuple[Head, ...]
    cases: tuple[str, ...]
    on: date | None
    after: str | None
    reason: str
    user: str
    asked: "Asked"

    def need(self, *names: str) -> None:
        """Refuse a call in which something is missing."""
        if any(getattr(self, name) in (None, (), "") for name in names):
            options = {"heads": "--head", "cases": "--case"}
            missing = (options.get(name, f"--{name}") for name in names)
            raise fault("missing-argument", name=" ".join(missing))

    def opened(self) -> Store:
        """Open the store, which has to be there."""
        return Store(self.file, create=False, key=self.key)


def _verify(call: Call) -> int:
    with call.opened() as cases:
        return _verified(call, cases)


def _verified(call: Call, cases: Store) -> int:
    """Say whether the store is intact, and what else there is to know."""
    screen, seen = call.screen, verify(cases, call.heads)
    if seen.finding:
        screen.report([seen.finding])
        return 1
    screen.print(screen.say("store.fine", n=seen.count))
    for record in seen.told:
        screen.print(_told(screen, record))
    return 0


def _told(screen: Screen, record: CaseRecord) -> str:
    """Report a lost end, a rewritten form, an erased case."""
    content = record.content
    if record.kind == "erased":
        day = written(date.fromisoformat(record.recorded[:10]), screen.language)
        words = {"day": day, "reason": content["reason"], "case": record.pseudonym[:8]}
        return screen.say("store.erased", seq=record.seq, **words)
    words = {"day": written(record.day, screen.language), "lost": content["seq"]}
    key = "store.rewritten" if "form" in content else "store.was-restored"
    return screen.say(key, seq=record.seq, **words)


def _head(call: Call) -> int:
    with call.opened() as cases:
        seq, digest = cases.head()
    call.screen.print(f"{seq}:{digest}")
    return 0


def _restored(call: Call) -> int:
    call.need("heads", "on")
    if len(call.heads) != 1 or call.on is None:
        raise fault("missing-argument", name="--head --on")
    with call.opened() as cases:
        restored(cases, call.heads[0], call.on, call.reason, call.user)
        return _verified(call, cases)


def _upgrade(call: Call) -> int:
    version, count = upgrade(call.file, key=call.key)
    key = "store.upgraded" if version < VERSION else "store.up-to-date"
    call.screen.print(call.screen.say(key, version=version, n=count))
    return 0


def _reindex(call: Call) -> int:
    with call.opened() as cases:
        count = reindexed(cases)
    call.screen.print(call.screen.say("store.reindexed", n=count))
    return 0


def _expired(call: Call) -> int:
    with call.opened() as cases:
        for case in _expired_cases(call, cases):
            call.screen.print(case)
    return 0


def _expired_cases(call: Call, cases: Store) -> list[str]:
    call.need("on")
    assert call.on
    archive = Archive(cases)
    if not declared(archive):
        call.need("after")
    if call.after and not DURATION.fullmatch(call.after):
        raise wrong("--after", call.after, known="P10Y, P6M, P90D")
    return expired(archive, call.after, call.on)


def _forget(call: Call) -> int:
    over = call.after or (call.on and not call.cases)
    call.need("reason") if over else call.need("cases", "reason")
    with call.opened() as cases:
        named = _expired_cases(call, cases) if over else list(call.cases)
        erased = cases.forget_all(named, call.reason, user=call.user)
    call.screen.print(call.screen.say("store.forgotten", n=len(erased)))
    return 0


def _cases(call: Call) -> int:
    """List cases as they stand on a day."""
    call.need("on")
    assert call.on
    query, limit = call.asked, call.asked.limit
    with call.opened() as store:
        archive = Archive(store)
        name = one_canton(query.canton, (one.canton for one in store.editions.by_number().values()))
        program = archive.newest(name)
        assert program  # the canton has an edition there
        cases = listed(
            archive, program, call.on, query.words, query.due_by, query.after,
            None if limit is None else limit + 1,
        )  # fmt: skip
    page = cases[:limit]
    if query.form == "json":
        call.screen.data([case.to_dict() for case in page])
    else:
        more = len(cases) > len(page)
        call.screen.print(cases_text(program, page, call.on, call.screen.paper, more))
    return 0


def _export(call: Call) -> int:
    call.need("cases")
    with call.opened() as cases:
        call.screen.data([exported(cases, case) for case in call.cases])
    return 0


def _log(call: Call) -> int:
    """List what was answered and logged: under some names, or on a day."""
    day = call.on.isoformat() if call.on else ""
    until = (call.on + timedelta(days=1)).isoformat() if call.on else ""
    with call.opened() as cases:
        log = DecisionLog(cases)
        listed = (log.decisions(one, since=day, until=until) for one in call.cases or ("",))
        call.screen.data([one.to_dict() for some in listed for one in some])
    return 0


def _purge(call: Call) -> int:
    with call.opened() as cases:
        cases.purge()
    call.screen.print(call.screen.say("store.purged"))
    return 0


ACTIONS: Mapping[str, Callable[[Call], int]] = {
    "cases": _cases,
    "verify": _verify,
    "head": _head,
    "restored": _restored,
    "upgrade": _upgrade,
    "reindex": _reindex,
    "export": _export,
    "log": _log,
    "expired": _expired,
    "forget": _forget,
    "purge": _purge,
}
key_option = option("--key-file", "key_file", help="store.key", word="file.metavar")


@command(actions=tuple(ACTIONS))
@argument("action", "store.action", type=KeywordType(tuple(ACTIONS)))
@argument("file", "store.metavar")
@option("--head", "heads", help="store.head", multiple=True, metavar="SEQ:HASH")
@option("--case", "cases", help="store.case", multiple=True, word="schema.name")
@option("--after", help="store.after", metavar="P10Y")
@option("--reason", help="store.reason", word="store.text", default="")
@option("--user", help="store.user", word="schema.name", default="")
@day_option("--on", help="store.on")
@option("--canton", help="store.canton", word="schema.name")
@option("--state", help="store.state", type=KeywordType(STATES))
@option("--step", help="store.step", word="schema.name")
@option("--group", help="store.group", word="schema.name")
@option("--by", "bearer", help="store.by", word="schema.name")
@day_option("--due-by", help="store.due-by")
@option("--behind", help="store.behind", word="schema.name", default="")
@option("--limit", help="store.limit", callback=whole_number("1, 2, …", 1), metavar="N")
@form_option()
@key_option
def store(
    screen: Screen,
    action: str,
    file: str,
    heads: tuple[str, ...],
    cases: tuple[str, ...],
    after: str | None,
    reason: str,
    user: str,
    on: date | None,
    canton: str | None,
    state: str | None,
    step: str | None,
    group: str | None,
    bearer: str | None,
    due_by: date | None,
    behind: str,
    limit: int | None,
    form: str,
    key_file: str | None,
) -> int:
    """Carry out the action; 1 if the store is not as it was written."""
    known = tuple(_read_head(text) for text in heads)
    words = {"state": state, "step": step, "group": group, "bearer": bearer}
    asked = Asked(canton, words, due_by, behind, limit, form)
    call = Call(screen, file, key_of(key_file), known, cases, on, after, reason, user, asked)
    return ACTIONS[action](call)


def key_of(file: str | None) -> bytes | None:
    """Read the key of a sealed store from a file."""
    if file is None:
        return None
    key = read_file(file, file)
    if isinstance(key, Finding):
        raise UsageError([key])
    return key.strip()


def _read_head(text: str) -> Head:
    seq, _, digest = text.partition(":")
    if not HEAD.fullmatch(text):
        raise wrong("--head", text, known="1204:9f2c…")
    return Head(int(seq), digest)


store_option = option("--store", help="obligations.store", required=True, word="store.metavar")


def check_borne(name: str, got: str | None, borne: Iterable[str]) -> None:
    """Refuse a name that nothing in the store has: an empty list would be misleading."""
    names = sorted(set(borne))
    if got is not None and names:
        check_known(name, got, names)


def one_canton(got: str | None, borne: Iterable[str]) -> str:
    """Choose the canton that is meant: the one named, or the only one in the store."""
    names = sorted(set(borne))
    check_borne("--canton", got, names)
    if got is None and len(names) != 1:
        raise fault("missing-argument", name="--canton")
    return got or names[0]
