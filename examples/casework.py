"""Case management: own rows, a case and a decision in one transaction of PostgreSQL.

`python examples/casework.py postgresql://…` runs it. What is committed is committed together.
"""

import sys
from datetime import date
from typing import Any

import psycopg

import iiz_rules as iiz

Connection = psycopg.Connection[Any]
VALAIS = iiz.load("valais")


def letter_arrived(connection: Connection, case: str, on: date, text: str) -> list[iiz.Obligation]:
    """Keep a letter, open its case where it is new, record the mandate; what is owed now."""
    store = iiz.Store(connection)
    with connection.transaction():
        (letter,) = connection.execute(
            'INSERT INTO letters ("case", text) VALUES (%s, %s) RETURNING id', (case, text)
        ).fetchall()[0]
        key = f"letter-{letter}"
        try:
            flow = VALAIS.case(case, store)
        except iiz.NotFoundError:
            flow = VALAIS.open_case(case, on=on, store=store, reference=key)
        facts = {"reported_in": ["iv"]}
        return [*flow.record("new-mandate", on, facts, reference=key, key=key).obligations]


def may_exchange(connection: Connection, case: str, on: date) -> iiz.Truth:
    """Whether data may flow, as it is known; the decision is in the log when this returns."""
    store = iiz.Store(connection)
    with connection.transaction():
        flow = VALAIS.case(case, store)
        return VALAIS.with_log(store).exchange(flow.state.facts, on=on, name=case).verdict


def main(address: str) -> None:
    """Take in a letter, decide, and show what is owed."""
    with psycopg.connect(address) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS letters "
            '(id BIGINT GENERATED ALWAYS AS IDENTITY, "case" TEXT, text TEXT)'
        )
        owed = letter_arrived(connection, "VS-2024-17", date(2024, 1, 8), "Neues Mandat")
        print([(one.duty, one.bearer) for one in owed])
        print(may_exchange(connection, "VS-2024-17", date(2024, 1, 9)))


if __name__ == "__main__":
    main(sys.argv[1])
