"""Colours for a terminal: which style looks how. Plain text elsewhere, see `layout.plain`."""

from typing import Any

_LOOKS: dict[str, dict[str, Any]] = {
    "heading": {"bold": True},
    "yes": {"fg": "green", "bold": True},
    "no": {"fg": "red", "bold": True},
    "open": {"fg": "yellow", "bold": True},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "dim": {"dim": True},
}


def coloured(text: str, style: str) -> str:
    """Give a text in the look of its style; a style without a look leaves it plain."""
    import click

    look = _LOOKS.get(style)
    return click.style(text, **look) if look and text else text
