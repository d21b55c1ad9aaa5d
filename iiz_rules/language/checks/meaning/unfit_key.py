"""A key that a fact of this type cannot have."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import TYPES, key_place
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="unfit-key",
    message=Text(
        de="`{key}` passt nicht zu `{fact}`: das ist {type}",
        fr="`{key}` ne convient pas à `{fact}`, qui est {type}",
        en="`{key}` does not suit `{fact}`, which is {type}",
    ),
    label=Text(de="hier ohne Wirkung", fr="sans effet ici", en="without effect here"),
    help=Text(
        de="`{key}` löschen oder den Typ ändern; möglich bei: {types}",
        fr="supprimer `{key}` ou changer le type ; possible pour : {types}",
        en="delete `{key}` or change the type; possible for: {types}",
    ),
    why=Text(
        de="Eine Liste haben nur Angaben, deren Werte Wörter sind, Grenzen nur Zahlen und "
        "Beträge, und beurteilen lässt sich nur eine Beurteilung. Sonst bliebe die Zeile ohne"
        " Wirkung.",
        fr="Seules les données faites de mots ont une liste, seuls les nombres et les montants "
        "ont des limites, et seule une appréciation s'apprécie. Sinon la ligne resterait sans"
        " effet.",
        en="Only facts whose values are words have a list, only numbers and amounts have limits,"
        " and only a judgement is judged. Otherwise the line would have no effect.",
    ),
    bad=examples.facts(examples.fact("person.born", "date", "at_least: 16")),
    good=examples.facts(examples.fact("person.born", "date")),
    file="facts.yaml",
)


_LIMITED = ("int", "chf")
_TYPES: dict[str, tuple[str, ...]] = {
    "code_list": ("code", "codes"),
    "at_least": _LIMITED,
    "at_most": _LIMITED,
    "by": ("judgement",),
}


def check(edition: Edition) -> Iterator[Finding]:
    """Report lists, limits and judges of facts that have none by their type."""
    for fact in edition.facts_file.facts:
        for key, types in _TYPES.items():
            if key in fact.model_fields_set and fact.type not in types:
                words = {"key": key, "fact": fact.id, "type": TYPES[fact.type]}
                words |= {"types": ", ".join(types)}
                yield Finding("unfit-key", key_place(fact, key), words)
