"""Click with its own words in the reader's language, and its errors as findings."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from iiz_rules.cli.catalogue import say
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.values import Domain, Problem, near, read_value, shown
from iiz_rules.words.text import LANGUAGES, Language

Build = Callable[[], click.Command]
if TYPE_CHECKING:
    _Choice = click.Choice[str]
    _ParamType = click.ParamType[date]
    _Percent = click.ParamType[int]
else:  # older versions of click say nothing of types here
    _Choice, _ParamType, _Percent = click.Choice, click.ParamType, click.ParamType


def fault(ctx: click.Context | None, code: str, **words: object) -> UsageError:
    """Make an error about how a command was called."""
    path = ctx.command_path if ctx else "iiz"
    return UsageError([Finding(code, Place(Source(path)), words)])


class Choice(_Choice):
    """One of a few words; anything else is a finding."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the word, or report what may stand here."""
        if value in self.choices:
            return value
        name = param.opts[-1] if param else ""
        known = ", ".join(self.choices)
        words = {"name": name, "got": shown(value), "known": known}
        raise fault(ctx, "wrong-argument", near=near(str(value), self.choices), **words)


class Day(_ParamType):
    """A date; anything else is a finding."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, _: click.Context | None) -> date:
        """Give the date."""
        found = read_value(value, Domain("date"))
        if isinstance(found, date):
            return found
        assert isinstance(found, Problem)
        place = Place(Source(param.opts[-1] if param else self.name))
        raise UsageError([Finding(found.code, place, found.words)])


class Percent(_Percent):
    """A whole number from 0 to 100; anything else is a finding."""

    name = "percent"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Give the number."""
        if isinstance(value, int):
            return value
        if re.fullmatch("[0-9]{1,3}", value) and int(value) <= 100:
            return int(value)
        words = {"name": param.opts[-1] if param else self.name, "got": shown(value)}
        raise fault(ctx, "wrong-argument", near="", known="0, 1, … 100", **words)


class Option(click.Option):
    """An option that is marked as needed in the reader's language."""

    def __init__(self, *names: str, language: Language, help: str, **how: Any) -> None:
        self.language = language
        super().__init__(names, help=say(help, language), **how)

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Give the line of the help."""
        names, text = super().get_help_record(ctx) or ("", "")
        return names, text.replace("[required]", say("required", self.language))


class Command(click.Command):
    """A command whose help is in the reader's language."""

    def __init__(self, name: str, language: Language, **how: Any) -> None:
        self.language = language
        how["params"] = [*how.get("params", ()), *_common(language)]
        if "help" not in how:
            how["help"] = say(name, language)
        metavar = say("options.metavar", language)
        super().__init__(name, options_metavar=metavar, add_help_option=False, **how)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("usage", self.language))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(say("options", self.language)):
            formatter.write_dl([record for record in records if record])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; one too many is a finding."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise fault(ctx, "extra-argument", got=shown(rest[0]))
        return rest


class Group(Command, click.Group):
    """The root command. A command is built when it is called, so that one does not wait for all."""

    def __init__(
        self, name: str, language: Language, build: Mapping[str, Build], **how: Any
    ) -> None:
        self.build = build
        super().__init__(name, language, **how)

    def list_commands(self, _: click.Context) -> list[str]:
        """Name the commands in the order of use."""
        return list(self.build)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Build a command."""
        return self.build[cmd_name]() if cmd_name in self.build else None

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        rows = [(name, say(f"short.{name}", self.language)) for name in self.build]
        with formatter.section(say("commands", self.language)):
            formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by its name."""
        found = self.get_command(ctx, args[0])
        if found is None and not ctx.resilient_parsing:
            known = ", ".join(self.build)
            words = {"command": shown(args[0]), "known": known}
            raise fault(ctx, "unknown-command", near=near(args[0], self.build), **words)
        return args[0], found, args[1:]


def _common(language: Language) -> list[click.Parameter]:
    """Give the options that every command has."""
    choice = Choice(LANGUAGES)
    return [
        Option("--lang", language=language, help="help.lang", type=choice, expose_value=False),
        Option("--debug", language=language, help="help.debug", is_flag=True, expose_value=False),
        Option(
            "-h",
            "--help",
            language=language,
            help="help.help",
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_help,
        ),
    ]


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        click.echo(ctx.get_help())
        ctx.exit()


def translated(error: click.ClickException) -> UsageError:
    """Make a finding of an error of click's own."""
    ctx = getattr(error, "ctx", None)
    match error:
        case click.NoSuchOption():
            known = [name for param in ctx.command.params for name in param.opts] if ctx else []
            suggestion = near(error.option_name, known)
            return fault(ctx, "unknown-flag", flag=shown(error.option_name), near=suggestion)
        case click.MissingParameter(param=click.Parameter() as param):
            name = param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name
            return fault(ctx, "missing-argument", name=name)
        case click.BadOptionUsage():
            return fault(ctx, "flag-value", flag=shown(error.option_name))
    return fault(ctx, "wrong-call", why=shown(error.format_message()))
