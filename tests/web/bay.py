"""A small canton for the rule desk: a limit, a list, a reading, five cases, in two languages."""

from pathlib import Path

EDITION = "2024-01-01"
RULES = f"{EDITION}/eligibility.yaml"
FILES = {
    "canton.yaml": """\
# yaml-language-server: $schema=../schemas/canton.schema.json
language: 2
languages: [de, fr]
canton: bay
label: {de: Kanton Bucht, fr: Canton de la Baie}
sources:
  - {id: concept, label: {de: Konzept, fr: Concept}, dated: 2024-01-01}
editions:
  - {id: 2024-01-01, source: concept, valid_from: 2024-01-01}
""",
    f"{EDITION}/facts.yaml": """\
# yaml-language-server: $schema=../../schemas/facts.schema.json
code_lists:
  - id: offices
    label: Stellen
    codes: [{id: rav, label: RAV}, {id: iv, label: IV-Stelle}, {id: commune, label: Gemeinde}]
facts:
  - id: person.age
    type: int
    at_least: 0
    at_most: 120
    label: Alter
    question: Wie alt ist die Person?
  - id: registrations
    type: codes
    code_list: offices
    label: Anmeldungen
    question: Wo ist sie angemeldet?
""",
    f"{EDITION}/clauses.yaml": """\
# yaml-language-server: $schema=../../schemas/clauses.schema.json
sections: {"1": Zugang}
clauses:
  - {id: BA-1.1, says: "Aufgenommen wird, wer volljährig ist."}
  - {id: BA-1.2, says: Nötig ist eine Anmeldung bei einem Partner.}
""",
    f"{EDITION}/interpretations.yaml": """\
# yaml-language-server: $schema=../../schemas/interpretations.schema.json
interpretations:
  - id: A-BA-01
    label: Gemeinde als Partner
    question: Zählt die Anmeldung bei der Gemeinde?
    options:
      - {id: partners, label: nur Partner}
      - {id: commune, label: auch die Gemeinde}
    default: partners
    clauses: [BA-1.2]
    rationale: Die Gemeinde ist nicht genannt.
""",
    RULES: """\
# yaml-language-server: $schema=../../schemas/eligibility.schema.json
# Wer aufgenommen wird; die Grenze steht im Konzept.
label: Aufnahme
clauses: [BA-1.1]
criteria:
  - id: adult
    label: Mindestalter
    when: {fact: person.age, at_least: 18}   # volljährig
  - id: registered
    label: Anmeldung
    clauses: [BA-1.2]
    when:
      interpretation: A-BA-01
      choose:
        partners: {fact: registrations, contains_any: [rav, iv]}
        commune: {fact: registrations, contains_any: [rav, iv, commune]}
""",
    f"{EDITION}/claims.yaml": """\
# yaml-language-server: $schema=../../schemas/claims.schema.json
claims:
  - id: no-children
    says: Wer noch nicht 12 ist, wird nie aufgenommen
    clauses: [BA-1.1]
    whenever: {rule: eligibility}
    then: {fact: person.age, at_least: 12}
""",
    f"{EDITION}/texts.fr.yaml": """\
# yaml-language-server: $schema=../../schemas/texts.schema.json
facts:
  code_lists:
    offices:
      label: Services
      codes: {rav: {label: ORP}, iv: {label: Office AI}, commune: {label: Commune}}
  facts:
    person.age: {label: Âge, question: "Quel âge a la personne ?"}
    registrations: {label: Inscriptions, question: "Où est-elle inscrite ?"}
clauses:
  clauses:
    BA-1.1: {says: Est admis qui est majeur.}
    BA-1.2: {says: Il faut une inscription auprès d'un partenaire.}
interpretations:
  interpretations:
    A-BA-01:
      label: La commune comme partenaire
      question: "L'inscription à la commune compte-t-elle ?"
      options: {partners: {label: partenaires seuls}, commune: {label: la commune aussi}}
      rationale: La commune n'est pas citée.
eligibility:
  label: Admission
  criteria: {adult: {label: Âge minimal}, registered: {label: Inscription}}
claims:
  claims: {no-children: {says: "Qui n'a pas 12 ans n'est jamais admis"}}
""",
}
CASES = {"anna": 16, "beat": 17, "cora": 17, "dora": 18, "emil": 40}
"""The cases, each with the age."""


def case(name: str, age: int) -> str:
    """A case that is answered as the rules are before anything is changed."""
    answer = "yes" if age >= 18 else "no"
    return (
        "# yaml-language-server: $schema=../../../schemas/case.schema.json\n"
        f"title: {name.title()} ist {age}\ndate: 2024-05-01\n"
        f"facts: {{person: {{age: {age}}}, registrations: [rav]}}\n"
        f'expect: {{eligibility: {{verdict: "{answer}"}}}}\n'
    )


def bay(above: Path) -> Path:
    """The folder of the canton."""
    files = FILES | {f"{EDITION}/cases/{name}.yaml": case(name, age) for name, age in CASES.items()}
    for name, text in files.items():
        path = above / "bay" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return above / "bay"
