"""What commands take: arguments, options with keys for texts, files; what is wrong with a call.

A text is looked up when it is shown, in the language of the reader whose `Screen` the call carries.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import near, shown
from iiz_rules.language.values import Domain, Problem, read_value
from iiz_rules.words.typography import unbroken

if TYPE_CHECKING:
    from iiz_rules.answers.filing import Filed

Function = Callable[..., Any]
Decorator = Callable[[Function], Function]
Form = TypeVar("Form")


def said(ctx: click.Context, key: str, **gaps: object) -> str:
    """Look up a text for the reader of a call, as it is where lines are broken."""
    screen = ctx.find_object(Screen)
    assert screen is not None  # `run` gives every call one
    return unbroken(screen.say(key, **gaps), screen.language)


class TranslatedOption(click.Option):
    """An option whose `help` is a key, and whose value is called by the word of another key."""

    def __init__(self, names: Iterable[str], *, help: str, word: str = "", **how: Any) -> None:
        self.word = word
        super().__init__([*names], help=help, **how)

    def make_metavar(self, ctx: click.Context) -> str:
        """Name the value in the reader's language."""
        return said(ctx, self.word) if self.word else super().make_metavar(ctx)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Write the line of the help; what is needed is marked."""
        names, _ = super().get_help_record(ctx) or ("", "")
        text = said(ctx, self.help or "")
        return names, f"{text}  {said(ctx, 'required')}" if self.required else text

    def consume_value(
        self, ctx: click.Context, opts: Mapping[str, Any]
    ) -> tuple[Any, ParameterSource]:
        """Refuse an empty value, as a variable of the shell leaves it that was never set."""
        value, source = super().consume_value(ctx, opts)
        given = source is not ParameterSource.DEFAULT
        if given and (value == "" or (self.multiple and value and "" in value)):
            raise fault("flag-value", ctx=ctx, flag=self.opts[-1])
        return value, source


class TranslatedArgument(click.Argument):
    """An argument that is called by the word of a key; `needed` although click may do without."""

    def __init__(
        self, names: Iterable[str], *, word: str, needed: bool = False, **how: Any
    ) -> None:
        self.word, self.needed = word, needed
        super().__init__([*names], **how)

    def make_metavar(self, ctx: click.Context) -> str:
        """Name the argument in the reader's language: in brackets what may be left out."""
        word = said(ctx, self.word)
        named = word if self.required or self.needed else f"[{word}]"
        return f"{named}…" if self.nargs == -1 else named


def option(*names: str, help: str, **how: Any) -> Decorator:
    """Let a command take an option; `help` is the key of its text."""
    return click.option(*names, cls=TranslatedOption, help=help, **how)


def argument(name: str, word: str, **how: Any) -> Decorator:
    """Let a command take an argument; `word` is the key of what it is called."""
    return click.argument(name, cls=TranslatedArgument, word=word, **how)


def day_option(*names: str, help: str, **how: Any) -> Decorator:
    """Let a command take a date."""
    return option(*names, help=help, word="day.metavar", callback=read_day, **how)


class KeywordType(click.Choice[str]):
    """One of a few words; anything else is a finding."""

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> str:
        """Take the word, or say which ones may stand here."""
        check_known(param.opts[-1] if param else "", value, self.choices)
        return str(value)


def whole_number(known: str, least: int | None = None) -> Callable[..., int | None]:
    """Read a whole number, at least so large; anything else is a finding."""

    def read(_: click.Context, param: click.Parameter, text: str | None) -> int | None:
        if text is None:
            return None
        if re.fullmatch("-?[0-9]{1,9}", text) and (least is None or int(text) >= least):
            return int(text)
        raise wrong(param.opts[-1], text, known=known)

    return read


def read_day(_: click.Context, param: click.Parameter, text: str | None) -> date | None:
    """Read a date; anything else is a finding."""
    if text is None:
        return None
    day = read_value(text, Domain("date"))
    if isinstance(day, date):
        return day
    assert isinstance(day, Problem)
    raise UsageError([Finding(day.code, Place(Source(param.opts[-1])), day.words)])


def read_percent(_: click.Context, param: click.Parameter, text: str | None) -> int | None:
    """Read a whole number from 0 to 100; anything else is a finding."""
    if text is None or (re.fullmatch("[0-9]{1,3}", text) and int(text) <= 100):
        return None if text is None else int(text)
    raise wrong(param.opts[-1], text, known="0, 1, … 100")


def form_option(
    *forms: str, help: str = "assess.format", default: str | None = "text"
) -> Decorator:
    """Let the caller choose the form: text or JSON, or what else there is."""
    kinds = KeywordType(forms or ("text", "json"))
    return option("--format", "form", help=help, type=kinds, default=default)


def output_option(help: str) -> Decorator:
    """Let the caller name an output file; one that cannot be written is refused early."""
    kind = click.Path()
    how: dict[str, Any] = {"word": "file.metavar", "type": kind, "callback": _check_writable}
    return option("-o", "--output", help=help, **how)


def _check_writable(_: click.Context, __: click.Parameter, output: str | None) -> str | None:
    if output is not None:
        from pathlib import Path

        from iiz_rules.language.text.putting import check_writable

        check_writable(Path(output))
    return output


def fault(code: str, /, *, ctx: click.Context | None = None, **words: object) -> UsageError:
    """Make an error about how a command was called."""
    ctx = ctx or click.get_current_context(silent=True)
    path = ctx.command_path if ctx else "iiz"
    return UsageError([Finding(code, Place(Source(path)), words)])


def wrong(name: str, got: object, *, known: str, suggestion: str = "") -> UsageError:
    """Make an error about the value of an argument or option; `known` shows what may be there."""
    return fault("wrong-argument", name=name, got=shown(got), known=known, near=suggestion)


MOST_NAMED = 20
"""known values that a message lists at most"""


def check_known(name: str, got: str, words: Iterable[str]) -> None:
    """Refuse a value that is none of the known words; suggest the one that was probably meant."""
    words = tuple(words)
    if got not in words:
        known = [*words[:MOST_NAMED], *(["…"] if len(words) > MOST_NAMED else [])]
        raise wrong(name, got, known=", ".join(known), suggestion=near(str(got), words))


def check_alone(name: str, *others: str) -> None:
    """Refuse options that have no meaning together with another, where that one is given."""
    clashing = given(*others)
    if given(name) and clashing:
        raise fault("clashing-options", got=clashing[0], other=name)


def given(*flags: str) -> list[str]:
    """The options given in the call itself."""
    ctx = click.get_current_context()
    source = ctx.get_parameter_source
    params = [
        param
        for param in ctx.command.params
        if param.name and source(param.name) is ParameterSource.COMMANDLINE
    ]
    return [flag for flag in flags if any(flag in param.opts for param in params)]


def by_ending(output: str, forms: Mapping[str, Form]) -> Form:
    """Tell from the ending of a file what is to stand in it; another ending is a finding."""
    form = forms.get(ending(output))
    if form is None:
        raise fault("unknown-ending", file=shown(output), known=", ".join(forms))
    return form


def ending(output: str) -> str:
    """Tell how the name of a file ends, such as `.svg`."""
    from pathlib import Path

    return Path(output).suffix.lower()


SHEETS = (".html", ".pdf")


def check_sheet(output: str | None) -> None:
    """Refuse early an output file in no form of a sheet."""
    if output is not None and ending(output) not in SHEETS:
        raise wrong("--output", output, known=", ".join(SHEETS))


def save_sheet(
    screen: Screen, output: str, answer: "Filed", name: str, *, invented: bool = False
) -> None:
    """Write the sheet of an answer as HTML or PDF, by the ending of the file."""
    make = answer.to_pdf if ending(output) == ".pdf" else answer.to_html
    save(screen, output, make(screen.language, name=name, invented=invented), private=True)


def save(screen: Screen, output: str, content: str | bytes, *, private: bool = False) -> None:
    """Write a file, overwriting it, and say so; a failure is a finding."""
    from pathlib import Path

    from iiz_rules.language.text.putting import put

    if isinstance(content, str):
        content = (content if content.endswith("\n") else f"{content}\n").encode()
    put(Path(output), content, private=private)
    screen.written(output)
