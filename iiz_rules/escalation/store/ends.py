"""Where the chain and each of its cases end, as whoever alone writes a store knows it."""

from iiz_rules.escalation.store.database import Database
from iiz_rules.escalation.store.names import Names
from iiz_rules.escalation.store.records import FIRST, CaseRecord


class Ends:
    """The ends of a store that nobody else sees: looked up once, and after something was undone."""

    def __init__(self, database: Database, names: Names) -> None:
        self._db, self._names = database, names
        self._cases: dict[str, tuple[str, int]] | None = None
        """by its name the pseudonym of a case and the number of its last record, once looked up"""
        self._head = 0, FIRST

    @property
    def cases(self) -> dict[str, tuple[str, int]]:
        """By its name, the pseudonym of each case and the number of its last record."""
        if self._cases is None:
            last = '(SELECT max(n) FROM records r WHERE r."case" = names."case")'
            rows = self._db.rows(f'SELECT name, "case", {last} FROM names')
            self._head = self._names.head()
            self._cases = {self._names.text(name): (case, n) for name, case, n in rows}
        return self._cases

    def place_of(self, draft: CaseRecord) -> tuple[str, int, tuple[int, str]]:
        """The same as `Names.place_of`."""
        pseudonym, last = self.cases.get(draft.case) or (self._names.given(draft.case), -1)
        return pseudonym, last, self._head

    def go_on(self, record: CaseRecord) -> None:
        """Know of a record that was appended."""
        self._head = record.seq, record.hash
        self.cases[record.case] = record.pseudonym, record.n

    def look_again(self) -> None:
        """Look them up again: they are no longer what they were."""
        self._cases = None
