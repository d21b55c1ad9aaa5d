"""Translations that stand beside a file, `texts.fr.yaml`, put back to the texts they translate.

They are written as the file is, with only its texts in it, and lists go by the ids of what is in
them (by its number where it has none)::

    facts:                                # of facts.yaml
      facts:
        person.age: {label: Âge, question: "Quel âge a la personne ?"}
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import near, shown
from iiz_rules.language.text.node import Node

LANGUAGE = re.compile(r"[a-z]{2}")
NAME = re.compile(r"texts\.([a-z]{2})\.ya?ml")
IDS = ("id", "code")
"""Keys by which the members of a list go."""


def join(node: Node, translated: Node, language: str, main: str) -> Iterator[Finding]:
    """Add the texts of a language to a tree; what translates nothing there is a finding."""
    match translated.value, node.value:
        case dict(texts), dict() | list():
            known = members(node)
            for key, inner in texts.items():
                if key in known:
                    yield from join(known[key], inner, language, main)
                else:
                    words = {"key": key, "near": near(key, known)}
                    yield Finding("unknown-text", translated.key_place(key), words, "warning")
        case str(), str():
            node.value = {main: replace(node), language: translated}
        case str(), dict(texts) if all(map(LANGUAGE.fullmatch, texts)):
            if language in texts:
                yield Finding("text-twice", translated.place, {"language": language})
            node.value = {language: translated, **texts}
        case _:
            words = {"key": shown(translated.plain()), "near": ""}
            yield Finding("unknown-text", translated.place, words, "warning")


def members(node: Node) -> dict[str, Node]:
    """What is in a mapping by its keys, what is in a list by its ids or numbers."""
    if isinstance(node.value, dict):
        return node.value
    listed = node.value if isinstance(node.value, list) else []
    return {identified(member, number): member for number, member in enumerate(listed, 1)}


def identified(member: Node, number: int) -> str:
    """What a member of a list goes by."""
    named = (member.child(key) for key in IDS)
    return next((str(name.value) for name in named if name is not None), str(number))
