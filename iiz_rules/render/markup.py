"""HTML put together from elements: whatever is not an element already is escaped."""

from html import escape

VOID = frozenset({"br", "hr", "img", "link", "meta"})


class Markup(str):
    """Text that is HTML."""

    __slots__ = ()


def element(name: str, /, *inner: str, **attributes: str) -> Markup:
    """Make an element. A final underscore keeps an attribute from being a word of Python.

    >>> element("p", "a < b ", element("b", "c"), class_="x")
    '<p class="x">a &lt; b <b>c</b></p>'
    """
    given = "".join(f' {key.rstrip("_")}="{escape(text)}"' for key, text in attributes.items())
    if name in VOID:
        return Markup(f"<{name}{given}>")
    return Markup(f"<{name}{given}>{joined(*inner)}</{name}>")


def joined(*inner: str, by: str = "") -> Markup:
    """Put texts and elements one after another.

    >>> joined("&", element("i", "x"), by=", ")
    '&amp;, <i>x</i>'
    """
    return Markup(escape(by).join(markup(one) for one in inner))


def markup(text: str) -> Markup:
    """Make HTML of a text."""
    return text if isinstance(text, Markup) else Markup(escape(text))
