"""A drawing as a Markdown page: heading, Mermaid diagram, legend."""

import re

from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.drawing.mermaid import mermaid

# What Markdown or HTML takes for more than a sign; a list begins at the beginning only.
_SIGNS = re.compile(r"[\\`*_\[\]#|<>&~]|^[-+=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
_SPACES = re.compile(r"\s+")
SAMPLES = {
    "seat": "▭",
    "advisory": "┆",
    "role": "⬭",
    "leads": "⇒",
    "supervises": "→",
    "appoints": "⇢",
    "turns-to": "┄",
    "then": "→",
    "next": "→",
    "passes": "⇒",
}


def markdown(drawing: Drawing) -> str:
    """Write a drawing as a Markdown page."""
    legend = [f"- {SAMPLES[kind]} {prose(text)}" for kind, text in drawing.legend.items()]
    diagram = f"```mermaid\n{mermaid(drawing)}```"
    blocks = [f"# {prose(drawing.title)}", diagram, "\n".join(legend), prose(drawing.footnote)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def prose(text: str) -> str:
    r"""Give a text as Markdown that shows just this text.

    >>> prose("Kanton *A* <b>")
    'Kanton \\*A\\* \\<b\\>'
    """
    return _SIGNS.sub(r"\\\g<0>", _SPACES.sub(" ", text).strip())
