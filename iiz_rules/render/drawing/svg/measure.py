"""How wide a text is, and where it breaks: the widths of Helvetica, Arial and Liberation Sans.

These three are as wide as one another. Where none of them is there, `textLength` makes the text of
another font fit.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_THOUSANDTHS = {
    191: "'’‘",
    222: "ijl‚",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "-`()r„“”",
    355: '"',
    389: "*",
    400: "°",
    500: "Jckssvxyz",
    556: "#$0123456789?L_abdeghnopqu–«»",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "Wœ",
    1000: "—…→Œ",
}
_WIDTHS = {char: width for width, chars in _THOUSANDTHS.items() for char in chars}
_BOLD = 1.07
_SPACES = re.compile(r"[ \t\r\n]+")
# The spaces of French typography stand inside a token; so does the hyphen of a number or `IIZ-`.
_TOKEN = re.compile(
    r"[^ ](?:[^ ]|(?<=«) | (?=[:;?!»]))*?"
    r"(?:(?<=\w{4})[-/](?=[^\W\d])|(?<!«) +(?![:;?!»])|$)"
)


@cache
def _width(char: str) -> int:
    if char in _WIDTHS:
        return _WIDTHS[char]
    plain = unicodedata.normalize("NFKD", char)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    return 1000 if unicodedata.east_asian_width(char) in "WF" else 700


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a text in points.

    >>> round(width("Büro", 10), 2)
    21.12
    """
    return sum(map(_width, text)) * size / 1000 * (_BOLD if bold else 1)


def broken(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """Break a text into lines that fit: between words, after a hyphen, else wherever it must be.

    >>> broken("Amt für Wirtschaft und Arbeit", 80, 9)
    ['Amt für Wirtschaft', 'und Arbeit']
    """

    def filled(parts: Iterable[str]) -> list[str]:
        lines = [""]
        for part in parts:
            if lines[-1] and width(f"{lines[-1]}{part}".rstrip(), size, bold) > room:
                lines.append("")
            lines[-1] += part
        return lines

    tokens = _TOKEN.findall(_SPACES.sub(" ", text.strip()))
    pieces = (piece for token in tokens for piece in filled(token))
    return [line.rstrip() for line in filled(pieces)]
