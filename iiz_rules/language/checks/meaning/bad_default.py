"""A default that is none of the options."""

from collections.abc import Iterator

from iiz_rules.findings import examples
from iiz_rules.findings.finding import Finding, Page
from iiz_rules.language.checks.places import suggest
from iiz_rules.language.model.edition import Edition
from iiz_rules.words.text import Text

PAGE = Page(
    code="bad-default",
    message=Text(
        de="die Vorgabe `{default}` ist keine der Optionen",
        fr="la valeur par défaut `{default}` n'est aucune des options",
        en="the default `{default}` is none of the options",
    ),
    label=Text(
        de="keine Option dieses Namens",
        fr="aucune option de ce nom",
        en="no option of this name",
    ),
    help=Text(
        de="möglich sind: {options}",
        fr="options possibles : {options}",
        en="possible options: {options}",
    ),
    why=Text(
        de="Solange niemand eine andere Lesart wählt, gilt die Vorgabe. Sie muss deshalb eine "
        "der vorgesehenen Optionen sein.",
        fr="Tant que personne ne choisit une autre lecture, la valeur par défaut s'applique. "
        "Elle doit donc être l'une des options déclarées.",
        en="As long as nobody chooses another reading, the default holds. It must therefore be "
        "one of the declared options.",
    ),
    bad=examples.interpretations(examples.interpretation("A-XX-01", default="narow")),
    good=examples.interpretations(examples.interpretation("A-XX-01")),
    file="interpretations.yaml",
)


def check(edition: Edition) -> Iterator[Finding]:
    """Report interpretations whose default is no option of theirs."""
    for one in edition.interpretations.values():
        options = [option.id for option in one.options]
        if one.default not in options:
            suggestion = suggest(one.default, options)
            words = {"default": one.default, "options": ", ".join(options), "near": suggestion}
            yield Finding("bad-default", one.place_of("default"), words)
