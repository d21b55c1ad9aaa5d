"""Claims: under which readings, of which fact there can be more, one of each name."""

from collections.abc import Iterator

from iiz_rules.findings.finding import Finding
from iiz_rules.language.checks.wording import suggest, type_words
from iiz_rules.language.model.claims import Claim, GrowingClaim
from iiz_rules.language.model.edition import Edition

GROWING = ("bool", "judgement", "int", "chf", "date", "codes")
"""types of facts with an order: yes is more than no, a later day more than an earlier one"""


def check(edition: Edition) -> Iterator[Finding]:
    """Report unknown readings, and facts without an order."""
    for claim in edition.claims_file.claims:
        yield from _readings(edition, claim)
        fact = edition.facts.get(claim.growing) if isinstance(claim, GrowingClaim) else None
        if fact and fact.type not in GROWING:
            words = {"fact": fact.id, "type": type_words(fact.type)}
            words["needed"] = type_words("int")
            yield Finding("unsuited-fact", claim.place_of("growing"), words)


def _readings(edition: Edition, claim: Claim) -> Iterator[Finding]:
    listed = claim.readings if isinstance(claim.readings, tuple) else ()
    for position, chosen in enumerate(listed):
        for name, option in chosen.items():
            reading = edition.interpretations.get(name)
            if reading is None:
                place = claim.place_of_key(name, "readings", position)
                words = {"interpretation": name, "near": suggest(name, edition.interpretations)}
                yield Finding("unknown-interpretation", place, words)
                continue
            options = [one.id for one in reading.options]
            if option not in options:
                words = {"option": option, "interpretation": name, "known": ", ".join(options)}
                words["near"] = suggest(option, options)
                yield Finding("unknown-option", claim.place_of("readings", position, name), words)
