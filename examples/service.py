"""A service of your own: typed, described, every decision in the log before it leaves.

`uvicorn examples.service:app` serves it; `iiz serve` is one that is ready. The rules are asked in a
thread, in which a decision may wait for the disk.
"""

from typing import Annotated, Any

from fastapi import FastAPI, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel

import iiz_rules as iiz

ZURICH = iiz.load("zurich", on="2024-03-05")
LOG = iiz.DecisionLog()  # a file or postgresql://… keeps it
app = FastAPI(title="Zielgruppe", docs_url=None, redoc_url=None)


class Registrations(BaseModel):
    """What this application knows of a case: fewer facts than the canton, under the same names."""

    registrations: frozenset[str] | None = None


@app.post("/eligibility")
def eligibility(
    case: Registrations, reference: Annotated[str, Header()], language: iiz.Language = "de"
) -> dict[str, Any]:
    """Whether a person may enter, what is still to be asked, and by what it is found in the log."""
    logged: list[iiz.LoggedDecision] = []
    policy = ZURICH.with_log(LOG, user="service", on_decision=logged.append)
    decision = policy.eligibility(case, name=reference)
    ask = [one.question[language] for one in decision.missing]
    return {"id": logged[0].receipt.id, "verdict": decision.verdict, "ask": ask}


@app.exception_handler(iiz.IizError)
def refused(_: Request, error: iiz.IizError) -> JSONResponse:
    """Every error of the package as problem details."""
    return JSONResponse(error.to_problem(), error.status, media_type="application/problem+json")
