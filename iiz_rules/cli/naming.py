"""Names on the command line: of a rule, an action or an actor, by its id or by its label.

People read labels and not ids; what they read they may write, in any language, whole or in part.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from iiz_rules.cli.options import fault
from iiz_rules.findings.names import LONGEST_COMPARED, shown
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
        return name if name in terms else named(both(name), name, language)

    def both(name: str) -> Mapping[str, "Text"]:
        """A part of a label means a rule, and a term only where it means no rule."""
        spoken = name.casefold()
        rule = any(spoken in text for label in rules.values() for text in _spoken(label))
        return rules if rule or name in rules else terms | rules

    return tuple(map(meant, given))


def action_named(program: "Program", given: str, language: "Language") -> str:
    """The action that is meant."""
    labels = {entry.action: entry.label for entry in reversed(program.competences)}
    return named(labels, given, language)


def named(labels: Mapping[str, "Text"], typed: str, language: "Language") -> str:
    """The id that is meant by an id, a label or a part of one.

    What means several things, or nothing and is only like something, is refused here. What is like
    nothing is given back as it is: whoever is asked refuses it and says what there is.
    """
    if typed in labels:
        return typed
    wanted = typed.casefold()
    texts = {name: _spoken(label) for name, label in labels.items()}
    whole = [name for name, spoken in texts.items() if wanted in spoken]
    part = [name for name, spoken in texts.items() if any(wanted in text for text in spoken)]
    meant = whole or part
    if len(meant) > 1:
        known = "; ".join(f"{labels[name][language]} ({name})" for name in meant[:MOST_NAMED])
        more = "; …" if len(meant) > MOST_NAMED else ""
        raise fault("ambiguous-name", got=shown(typed), known=known + more)
    return meant[0] if meant else _suggested(labels, typed, language)


def _suggested(labels: Mapping[str, "Text"], typed: str, language: "Language") -> str:
    """Refuse what is like something, with what it is like; the rest is the callee's to refuse."""
    from difflib import get_close_matches  # most names are right

    called = {spoken: name for name, label in labels.items() for spoken in (name, label[language])}
    alike = get_close_matches(typed[:LONGEST_COMPARED], called, n=3, cutoff=0.6)
    if alike:
        names = dict.fromkeys(called[one] for one in alike)
        known = "; ".join(f"{labels[name][language]} ({name})" for name in names)
        raise fault("unknown-label", got=shown(typed), known=known)
    return typed


def _spoken(label: "Text") -> set[str]:
    return {text.casefold() for text in label.by_language.values()}
