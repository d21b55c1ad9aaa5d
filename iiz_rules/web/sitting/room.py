"""Where sittings are held: the papers, what is prepared of them, and what the store says of each.

What was prepared is kept in memory, and made again from the papers in the store where it is not.
"""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from iiz_rules.escalation.store.queries import AnswerQuery
from iiz_rules.findings.errors import UsageError
from iiz_rules.funding.register import DECIDED
from iiz_rules.funding.sittings import HeldSitting, MotionAnswer, Sittings
from iiz_rules.language.text.files import file_bytes
from iiz_rules.portfolio.deliberation import Deliberation, deliberation
from iiz_rules.portfolio.scenario import read_scenario
from iiz_rules.render.text.sitting import SittingView
from iiz_rules.web.editions import CantonInForce

if TYPE_CHECKING:
    from iiz_rules.escalation.store.store import Store

MOST = 4
"""of so many sittings what was prepared is kept in memory"""
Files = Mapping[str, bytes]
Past = tuple[tuple[date, MotionAnswer], ...]


class SittingRoom:
    """The sittings of a service; threads may share it."""

    def __init__(self, store: "Store") -> None:
        self.store = store
        self._prepared: dict[str, Deliberation] = {}
        self._past: tuple[int, str, Past] = (-1, "", ())
        self._lock = threading.Lock()

    def __repr__(self) -> str:
        return f"<SittingRoom on {self.store!r}>"

    def sittings(self, state: CantonInForce) -> Sittings:
        """The sittings of a canton."""
        return Sittings(self.store, state.canton, lambda day: state.on(day).basis)

    def prepared(
        self, state: CantonInForce, on: date, papers: Mapping[str, str], files: Files
    ) -> Deliberation:
        """What is before the body; UsageError or LoadError where the papers cannot be used."""
        policy = state.on(on)
        decided = AnswerQuery(canton=state.canton, kind=DECIDED)
        entered = [record.seq for record in self.store.answers(decided)]
        key = _digest(f"{policy.digest} {on} {sorted(papers.items())} {entered}", files)
        with self._lock:
            if key not in self._prepared:
                register = policy.register(self.store)
                with TemporaryDirectory() as folder:
                    for name, data in files.items():
                        path = Path(folder, name)
                        path.parent.mkdir(parents=True, exist_ok=True)
                        path.write_bytes(data)
                    at = {paper: Path(folder, name) for paper, name in papers.items()}
                    scenario = None
                    if "scenario" in at:  # named alike wherever it lies, so that it is read once
                        read = read_scenario(at["scenario"])
                        scenario = replace(read, name=papers["scenario"])
                    table, ledger = at["portfolio"], at.get("ledger")
                    prepared = deliberation(
                        table, policy, scenario, on=on, ledger=ledger, register=register
                    )
                    _ = prepared.simulation.effects, prepared.after_a_no, prepared.own
                while len(self._prepared) >= MOST:
                    del self._prepared[next(iter(self._prepared))]
                self._prepared[key] = prepared
            return self._prepared[key]

    def view(self, state: CantonInForce, held: HeldSitting) -> SittingView:
        """A sitting with all that is shown of it."""
        made = self.prepared(state, held.on, held.papers, held.files)
        return SittingView(made, held, self.past(state))

    def past(self, state: CantonInForce) -> Past:
        """What stands in the register, of sittings and otherwise, the last day first."""
        seq, _ = self.store.head()
        if self._past[:2] != (seq, state.canton):
            entered = self.store.answers(AnswerQuery(canton=state.canton, kind=DECIDED))
            said = [record.content["decision"] for record in entered]
            answered = [
                (date.fromisoformat(one["on"]), MotionAnswer(one["measure"], one, kind=kind))
                for one, kind in ((one, one.get("kind", "")) for one in said)
            ]
            answered.sort(key=lambda decided: decided[0], reverse=True)
            self._past = seq, state.canton, tuple(answered)
        return self._past[2]


def scenario_papers(path: Path) -> dict[str, bytes]:
    """A scenario and its catalogues, as papers of a sitting; LoadError where it has faults."""
    names = (path.name, *read_scenario(path).file.catalogues)
    return {f"scenario/{name}": read_paper(path.parent / name) for name in names}


def read_paper(path: Path) -> bytes:
    """A file that was named when the service was started."""
    return file_bytes(path, path.name, UsageError)


def _digest(about: str, files: Files) -> str:
    whole = hashlib.sha256(about.encode())
    for name, data in sorted(files.items()):
        whole.update(f"{name} {len(data)} ".encode() + data)
    return whole.hexdigest()
