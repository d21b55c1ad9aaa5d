"""The gaps of a text that people read, by their names: the same in each of its languages."""

from string import Formatter


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
