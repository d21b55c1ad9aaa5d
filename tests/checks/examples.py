"""The frames of the bad and good examples: small complete files around the line that matters.

All examples speak of the same tiny canton, which stands in iiz_rules/tiny.
"""

LABEL = "label: {de: Beispiel, fr: Exemple, en: Example}"
TEXT = "{de: Beispiel, fr: Exemple, en: Example}"
AGE = "{fact: person.age, at_least: 16}"
CANTONS = f"""\
code_lists:
  - id: cantons
    {LABEL}
    codes:
      - {{id: ZH, {LABEL}}}
"""


def criterion(when: str, name: str = "entry-age", mode: str = "required") -> str:
    """One criterion of eligibility.yaml."""
    return f"  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n    mode: {mode}\n    when: {when}\n"


def eligibility(*criteria: str, more: str = "") -> str:
    """The file eligibility.yaml."""
    return f"{LABEL}\nclauses: [XX-1]\n{more}criteria:\n{''.join(criteria)}"


def when(condition: str) -> str:
    """The file eligibility.yaml with one criterion that has this condition."""
    return eligibility(criterion(condition))


def term(name: str, condition: str) -> str:
    """One term."""
    return f"  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n    when: {condition}\n"


def fact(name: str, kind: str, *more: str) -> str:
    """One fact of facts.yaml, with more lines where they are needed."""
    lines = "".join(f"    {line}\n" for line in more)
    return f"  - id: {name}\n    type: {kind}\n    {LABEL}\n    question: {TEXT}\n{lines}"


def facts(*more: str, lists: str = "") -> str:
    """The file facts.yaml with the fact `person.age` and more."""
    return f"{lists}facts:\n{fact('person.age', 'int')}{''.join(more)}"


def clauses(*more: str) -> str:
    """The file clauses.yaml with clause XX-1 and more entries."""
    entries = (f'{{id: XX-1, section: "1", says: {TEXT}, executable: full}}', *more)
    return "clauses:\n" + "".join(f"  - {entry}\n" for entry in entries)


def interpretation(name: str, default: str = "narrow") -> str:
    """One entry of interpretations.yaml with the options `narrow` and `wide`."""
    options = "".join(f"      - {{id: {option}, {LABEL}}}\n" for option in ("narrow", "wide"))
    return (
        f"  - id: {name}\n    {LABEL}\n    question: {TEXT}\n    clauses: [XX-1]\n"
        f"    options:\n{options}    default: {default}\n    rationale: {TEXT}\n"
    )


def interpretations(*entries: str) -> str:
    """The file interpretations.yaml."""
    return f"interpretations:\n{''.join(entries)}"


def canton(*editions: str) -> str:
    """The file canton.yaml with one source, `concept`."""
    source = f"sources:\n  - {{id: concept, {LABEL}}}\n"
    return f"language: 2\ncanton: tiny\n{LABEL}\n{source}editions:\n" + "".join(
        f"  - {{{edition}}}\n" for edition in editions
    )


def duty(name: str, *more: str) -> str:
    """The file escalation.yaml with one duty, and more lines of it."""
    lines = "".join(f"    {line}\n" for line in more)
    return (
        f"duties:\n  - id: {name}\n    {LABEL}\n    clauses: [XX-1]\n    bearer: coordinator\n"
        f"{lines}    criteria:\n      - id: entry-age\n        {LABEL}\n        clauses: [XX-1]\n"
        f"        when: {AGE}\n"
    )


def organisation(more: str = "") -> str:
    """The file organisation.yaml with the actors of the tiny canton, and more."""
    actors = "".join(
        f"{kind}:\n" + "".join(f"  - {{id: {one}, {LABEL}, clauses: [XX-1]}}\n" for one in names)
        for kind, names in (("institutions", ["office"]), ("roles", ["coordinator", "contact"]))
    )
    return actors + more


def body(*seat: str) -> str:
    """The file organisation.yaml with a quality and one body with one seat."""
    lines = "".join(f"        {line}\n" for line in seat)
    return organisation(
        f"qualities:\n  - {{id: experienced, {LABEL}, clauses: [XX-1]}}\n"
        f"bodies:\n  - id: board\n    {LABEL}\n    clauses: [XX-1]\n"
        f"    seats:\n      - of: office\n        clauses: [XX-1]\n{lines}"
    )


def step(*more: str) -> str:
    """The file escalation.yaml with one step, and more lines of it."""
    lines = "".join(f"    {line}\n" for line in more)
    return (
        f"steps:\n  - id: begin\n    {LABEL}\n    clauses: [XX-1]\n    provider: coordinator\n"
        f"{lines}    criteria:\n      - id: entry-age\n        {LABEL}\n"
        f"        clauses: [XX-1]\n        when: {AGE}\n"
    )


def payer(*more: str, measure: str = "{amount: person.income}") -> str:
    """The file funding.yaml with one payer, and more lines of it."""
    lines = "".join(f"    {line}\n" for line in more)
    first = f"measure: {measure}\n" if measure else ""
    return (
        f"{first}payers:\n  - id: office-pays\n    {LABEL}\n    clauses: [XX-1]\n"
        f"    payer: office\n{lines}    criteria:\n      - id: entry-age\n        {LABEL}\n"
        f"        clauses: [XX-1]\n        when: {AGE}\n"
    )


def staffing(each: str) -> str:
    """A section of organisation.yaml that counts people in each member of a group."""
    return (
        f"staffing:\n  - id: somebody-everywhere\n    {LABEL}\n    each: {each}\n"
        "    has: [contact]\n    clauses: [XX-1]\n"
    )


def events(*more: str, trigger: str | None = None, on: str = "entered") -> str:
    """The file events.yaml with one event, and more lines of it; and a trigger where asked."""
    lines = "".join(f"    {line}\n" for line in more if line)
    first = f"events:\n  - id: entered\n    {LABEL}\n    clauses: [XX-1]\n    opens: true\n"
    second = f"  - id: noted\n    {LABEL}\n    clauses: [XX-1]\n{lines}" if more else ""
    if trigger is None:
        return first + second
    return (
        f"{first}{second}triggers:\n  - id: tell\n    {LABEL}\n    clauses: [XX-1]\n"
        f'    "on": [{on}]\n    then: {{{trigger}}}\n'
    )


def ladder(when: str) -> str:
    """The file escalation.yaml with a ladder of one rung that has this condition."""
    return (
        f"ladders:\n  - id: dispute\n    {LABEL}\n    clauses: [XX-1]\n    rungs:\n"
        f"      - id: first\n        {LABEL}\n        clauses: [XX-1]\n        provider: contact\n"
        f"        criteria:\n          - id: matter\n            {LABEL}\n"
        f"            clauses: [XX-1]\n            when: {when}\n"
    )


def elsewhere(place: str) -> str:
    """The file organisation.yaml where the contact is in a group of one institution."""
    actors = "".join(
        f"{kind}:\n" + "".join(f"  - {{id: {one}, {LABEL}, clauses: [XX-1]}}\n" for one in names)
        for kind, names in (
            ("institutions", ["office", "agency"]),
            ("roles", ["coordinator", "contact"]),
        )
    )
    group = f"groups:\n  - {{id: places, {LABEL}, members: [{place}], clauses: [XX-1]}}\n"
    return actors + group + staffing("places")
