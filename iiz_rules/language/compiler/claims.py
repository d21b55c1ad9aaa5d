"""What a canton claims of all cases → claims of the program."""

from typing import Any

from iiz_rules.language.compiler.conditions import compile_condition
from iiz_rules.language.model import claims as model
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.program import claims


def compile_claims(edition: Edition) -> tuple[claims.Claim, ...]:
    """Compile the claims, in their order."""
    return tuple(_claim(edition, one) for one in edition.claims_file.claims)


def _claim(edition: Edition, claim: model.Claim) -> claims.Claim:
    said, holds = (claim.id, claim.says.text, claim.clauses), _holds(edition, claim)
    return claims.Claim(*said, claim.readings, holds, claim.place)


def _holds(edition: Edition, claim: model.Claim) -> Any:
    match claim:
        case model.WheneverClaim(whenever=when, then=then):
            both = (compile_condition(edition, one) for one in (when, then))
            return claims.Whenever(*both)
        case model.NeverClaim(never=what):
            return claims.Never(compile_condition(edition, what))
        case model.GrowingClaim(keeps=keeps, growing=fact):
            return claims.Growing(compile_condition(edition, keeps), fact)
        case model.WhateverClaim(keeps=keeps, whatever=facts):
            return claims.Whatever(compile_condition(edition, keeps), facts)
        case model.PayerClaim(payer=payer, at_most=amount):
            return claims.PaidAtMost(payer, amount)
    raise TypeError(type(claim).__name__)
