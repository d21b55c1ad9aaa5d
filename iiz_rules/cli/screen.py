"""Where the commands write: in the language of the reader, coloured where colours are wanted."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, TextIO

import click

from iiz_rules.findings.finding import Finding
from iiz_rules.findings.names import shown
from iiz_rules.words.frozen import frozen
from iiz_rules.words.say import say
from iiz_rules.words.text import LANGUAGES, Language

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from iiz_rules.render.text.layout import Paint, Paper


@frozen
class Screen:
    """One reader's screen."""

    language: Language

    def say(self, key: str, /, **words: object) -> str:
        """Look up a text of the command line in the reader's language."""
        return say(f"cli.{key}", self.language, **words)

    @property
    def paint(self) -> "Paint":
        """How to colour what goes to standard output."""
        return _paint(sys.stdout)

    @property
    def paper(self) -> "Paper":
        """The paper that text for standard output is laid out on."""
        from iiz_rules.render.text.layout import Paper

        return Paper(self.language, self.paint, width_of(sys.stdout))

    def print(self, text: str) -> None:
        """Write to standard output."""
        click.echo(text, color=_wants_colour(sys.stdout))

    def write(self, text: str) -> None:
        """Write the content of a file unchanged, in UTF-8 whatever the terminal's encoding."""
        click.echo(text.encode(), nl=False)

    def give(self, text: str, form: str) -> None:
        """Write text in a form; what programs read loses no character."""
        if form in ("html", "csv", "junit"):
            self.write(text)
        else:
            self.print(encodable(text, sys.stdout) if form == "json" else text)

    def data(self, data: object) -> None:
        """Write data as JSON to standard output, whatever it can be encoded in."""
        self.give(as_json(data), "json")

    def written(self, output: str) -> None:
        """Say on standard error that a file was written, so that it never mixes with data."""
        ctx = click.get_current_context(silent=True)
        tell = self.complain if ctx and ctx.params.get("form") == "json" else self.print
        tell(self.say("written", file=shown(output)))

    def complain(self, text: str) -> None:
        """Write to standard error."""
        click.echo(text, err=True, color=_wants_colour(sys.stderr))

    def report(self, findings: Iterable[Finding], as_json: bool = False) -> None:
        """Write findings to standard error: in full, or a line of JSON for each."""
        from iiz_rules.render.text.findings import finding_line, findings_text

        if as_json:
            for finding in findings:
                self.complain(encodable(finding_line(finding, self.language), sys.stderr))
            return
        self.complain(findings_text(findings, self.language, _paint(sys.stderr)))


def as_json(data: object, margin: str = "\n") -> str:
    """Write data as JSON for people and programs, a value a line.

    As `json.dumps` does it with an indent, which it hands on piece by piece through all levels: the
    schemas of a canton took seconds.

    >>> print(as_json({"a": [1, {}], "b": "é"}))
    {
      "a": [
        1,
        {}
      ],
      "b": "é"
    }
    """
    deeper = f"{margin}  "
    if isinstance(data, dict) and data:
        lines = [f"{_leaf()(str(key))}: {as_json(part, deeper)}" for key, part in data.items()]
        return f"{{{deeper}{f',{deeper}'.join(lines)}{margin}}}"
    if isinstance(data, (list, tuple)) and data:
        lines = [as_json(part, deeper) for part in data]
        return f"[{deeper}{f',{deeper}'.join(lines)}{margin}]"
    return _leaf()(data)


def encodable(text: str, stream: TextIO) -> str:
    """Let JSON lose no letter where the stream has other ones than UTF-8: they are escaped."""
    if text.isascii() or (stream.encoding or "utf-8").lower().replace("_", "-") == "utf-8":
        return text
    import json

    return "".join(char if char.isascii() else json.dumps(char)[1:-1] for char in text)


@cache
def _leaf() -> Callable[[object], str]:
    import json

    return json.JSONEncoder(ensure_ascii=False).encode


class Progress:
    """A progress bar on standard error, wiped away at the end; on terminals only."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self.bar = self._bar(0)

    def _bar(self, length: int) -> "ProgressBar[str]":
        return click.progressbar(
            length=length,
            bar_template="%(bar)s  %(info)s",
            show_eta=False,
            item_show_func=lambda text: text,
            hidden=not self.shown,
            file=sys.stderr,
        )

    def __enter__(self) -> "Progress":
        return self

    def tell(self, text: str, done: int, of: int) -> None:
        """Show how much is done; a count that starts again is the next part of the work."""
        if of != self.bar.length or done < self.bar.pos:
            self.bar = self._bar(of)
        self.bar.update(done - self.bar.pos, text)

    def __exit__(self, *_: object) -> None:
        if self.shown:  # click hides the cursor
            click.echo("\x1b[?25h\r\x1b[K", nl=False, err=True)


def _paint(stream: TextIO) -> "Paint":
    from iiz_rules.render.text.layout import coloured, plain

    return coloured if _wants_colour(stream) else plain


def width_of(stream: TextIO) -> int:
    """The width of a text: that of the terminal, within limits; fixed in files and pipes."""
    from iiz_rules.render.text.layout import NARROW, USUAL, WIDE

    if not stream.isatty():
        return USUAL
    import shutil

    return min(max(shutil.get_terminal_size((USUAL, 24)).columns, NARROW), WIDE)


def _wants_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Choose the language: --lang, else IIZ_LANG, LC_ALL, LC_MESSAGES, LANG, else German.

    >>> language_of(["assess", "--lang", "fr"], {}), language_of([], {"LANG": "en_GB.UTF-8"})
    ('fr', 'en')
    """
    wanted = [environment.get(name, "") for name in ("IIZ_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    for position, argument in enumerate(arguments):
        if argument == "--lang":
            wanted = [*arguments[position + 1 : position + 2], *wanted]
        elif argument.startswith("--lang="):
            wanted = [argument.removeprefix("--lang="), *wanted]
    named = (known for one in wanted for known in LANGUAGES if one[:2].lower() == known)
    return next(named, "de")
