"""Names on the command line: of a rule, an action or an actor, by its id or by its label.

People read labels and not ids; what they read they may write, in any language, whole or in part.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from iiz_rules.cli.options import fault
from iiz_rules.findings.names import shown
from iiz_rules.language.program.rules import TERM

if TYPE_CHECKING:
    from iiz_rules.language.program.rules import Program
    from iiz_rules.words.text import Language, Text

MOST_NAMED = 6


def rules_named(program: "Program", given: Iterable[str], language: "Language") -> tuple[str, ...]:
    """The rules that are meant, or else the terms."""
    rules = {name: program.rules[name].label for name in program.questions}
    terms = {name: program.rules[name].label for name in program.of_kind(TERM)}

    def meant(name: str) -> str:
        rule = name if name in terms else named(rules, name, language)
        return rule if rule in rules else named(terms, name, language)

    return tuple(map(meant, given))


def action_named(program: "Program", given: str, language: "Language") -> str:
    """The action that is meant."""
    labels = {entry.action: entry.label for entry in reversed(program.competences)}
    return named(labels, given, language)


def named(labels: Mapping[str, "Text"], given: str, language: "Language") -> str:
    """The id that is meant by an id, a label or a part of one.

    What means nothing is given back as it is: whoever is asked refuses it and says what there is.
    What means several things is refused here.
    """
    if given in labels:
        return given
    wanted = given.casefold()
    texts = {name: _spoken(label) for name, label in labels.items()}
    whole = [name for name, spoken in texts.items() if wanted in spoken]
    part = [name for name, spoken in texts.items() if any(wanted in text for text in spoken)]
    meant = whole or part
    if len(meant) > 1:
        known = "; ".join(f"{labels[name][language]} ({name})" for name in meant[:MOST_NAMED])
        more = "; …" if len(meant) > MOST_NAMED else ""
        raise fault("ambiguous-name", got=shown(given), known=known + more)
    return meant[0] if meant else given


def _spoken(label: "Text") -> set[str]:
    return {text.casefold() for text in label.by_language.values()}
