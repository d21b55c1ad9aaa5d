"""What something at a place means, in the reader's language: a key, a name, what it stands for."""

from collections.abc import Iterator
from dataclasses import dataclass

from iiz_rules.editor.canton import TextFile
from iiz_rules.editor.declared import Declaration
from iiz_rules.editor.names import CantonNames
from iiz_rules.editor.spots import Spot, covering, spots_of
from iiz_rules.language.schemas import meaning
from iiz_rules.language.text.node import Node
from iiz_rules.words.say import say
from iiz_rules.words.text import Language

TEXTS = ("label", "question", "says")
"""the keys of texts, the first present of which is the heading"""
MOST = 15
"""codes shown of a list"""


@dataclass(frozen=True)
class Hover:
    """What to say about a place, as Markdown, and the key or value it is about."""

    text: str
    node: Node


def hover(
    names: CantonNames, file: TextFile, line: int, column: int, language: Language
) -> Hover | None:
    """What the text at a place means; None if there is nothing to say."""
    spot = covering(spots_of(file, language), line, column)
    if spot is None:
        return None
    meant = names.meant(file, spot)
    text = explained(names, meant[0], language) if meant else _key(spot, language)
    return Hover(text, spot.node) if text else None


def _key(spot: Spot, language: Language) -> str:
    """What a key means, or what a value may be."""
    said = [one["description"] for one in spot.schemas if "description" in one]
    texts = dict.fromkeys([*said, meaning(spot.key, language)] if spot.is_key else said)
    text = next(filter(None, texts), "")
    return f"`{spot.key}`: {text}" if text and spot.is_key else text


def explained(names: CantonNames, of: Declaration, language: Language) -> str:
    """Everything about a declaration: its label, its question, its name."""
    lines = [f"**{heading(names, of, language)}** · `{of.name}`"]
    lines += filter(None, (about(names, of, language), *_more(names, of, language)))
    kind = "" if of.parts else meaning(of.model, language).partition(". ")[0].rstrip(".")
    where = f"{of.file.name}:{of.spot.node.line}"
    return "\n\n".join([*lines, f"*{kind}.* {where}" if kind else where])


def heading(names: CantonNames, of: Declaration, language: Language) -> str:
    """The label of a declaration; its name if it has none."""
    if of.parts:
        called = [heading(names, one, language) for one in of.parts]
        return " – ".join([*called, *([say(of.word, language)] if of.word else [])])
    said = (names.said(of, key, language) for key in TEXTS)
    return next(filter(None, said), of.name)


def about(names: CantonNames, of: Declaration, language: Language) -> str:
    """What it asks or says, beside its label."""
    if of.parts or of.part.child("label") is None:
        return ""
    said = (names.said(of, key, language) for key in TEXTS[1:])
    return next(filter(None, said), "")


def type_of(fact: Declaration) -> str:
    """The type of a fact, declared or implied."""
    written = fact.part.child("type")
    if written and isinstance(written.value, str):
        return written.value
    follows = {"computed": "", "by": "judgement", "code_list": "code"}
    return next((one for key, one in follows.items() if fact.part.child(key)), "bool")


def _more(names: CantonNames, of: Declaration, language: Language) -> Iterator[str]:
    if of.model == "Fact":
        kind = type_of(of)
        yield say(f"findings.type.{kind}", language) if kind else ""
        yield from _codes(names, of, str(_word(of.part, "code_list")), language)
    if of.model == "CodeList":
        yield from _codes(names, of, of.name, language)
    if of.model == "Interpretation":
        yield from _options(names, of, language)
    for key in ("held_by", "by", "bearer", "provider", "payer", "decided_by"):
        named = _named(names, of, key, language)
        if named:
            what = meaning(f"{of.model}.{key}", language).rstrip(".")
            yield say("editor.named", language, what=what, who=named)
    yield from _clauses(names, of, language)


def _codes(names: CantonNames, of: Declaration, owner: str, language: Language) -> Iterator[str]:
    codes = [one for one in names.declared if one.model == "CodeItem" and one.owner == owner]
    codes = [one for one in codes if one.file.edition == of.file.edition] or codes
    listed = [f"- `{one.name}` {heading(names, one, language)}" for one in codes[:MOST]]
    if len(codes) > MOST:
        listed.append(f"- … ({len(codes)})")
    yield "\n".join(listed)


def _options(names: CantonNames, of: Declaration, language: Language) -> Iterator[str]:
    """The options of an interpretation, the default marked."""
    usual = _word(of.part, "default")
    options = [one for one in names.declared if one.model == "Option" and one.owner == of.name]
    lines = {
        f"- `{option.name}` {heading(names, option, language)}"
        + (f" ({say('editor.default', language)})" if option.name == usual else "")
        for option in options
        if option.file.path == of.file.path
    }
    yield "\n".join(sorted(lines))


def _clauses(names: CantonNames, of: Declaration, language: Language) -> Iterator[str]:
    """The wording of the clauses it carries out."""
    cited = of.part.child("clauses")
    for node in cited.value if cited and isinstance(cited.value, list) else ():
        known = names.by_name.get(str(node.value), ())
        for clause in (one for one in known[:1] if one.model == "Clause"):
            yield f"`{clause.name}` {names.said(clause, 'says', language)}"


def _named(names: CantonNames, of: Declaration, key: str, language: Language) -> str:
    """The labels of those named under a key."""
    written = of.part.child(key)
    listed = written.value if written and isinstance(written.value, list) else [written]
    labels = []
    for node in listed:
        name = str(node.value) if node and isinstance(node.value, str) else ""
        actors = (one for one in names.by_name.get(name, ()) if one.is_meant("actor"))
        labels += [heading(names, one, language) for one in actors][:1]
    return ", ".join(labels)


def _word(part: Node, key: str) -> str:
    written = part.child(key)
    return written.value if written and isinstance(written.value, str) else ""
