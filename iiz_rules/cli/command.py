"""A command is a plain function: click's commands, speaking the reader's language.

What a command takes is declared beside it (`options`). Its own text is found by its name.
"""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from iiz_rules.cli.options import Function, KeywordType, TranslatedOption, fault, option, said
from iiz_rules.findings.errors import UsageError
from iiz_rules.findings.names import near, shown
from iiz_rules.words.text import LANGUAGES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def command(actions: Sequence[str] = (), **gaps: str) -> Callable[[Function], click.Command]:
    """Make a command of a function: its name is the key of its text, `gaps` stand in the text.

    Each of its `actions` is described by a text of its own. The function takes the `Screen` and
    the declared parameters, and returns the exit code.
    """

    def decorate(function: Function) -> click.Command:
        name = function.__name__.replace("_", "-")
        how: dict[str, Any] = {"help": name, "gaps": gaps, "actions": actions}
        make = click.command(name, cls=TranslatedCommand, **how)
        return make(click.pass_obj(function))

    return decorate


class TranslatedCommand(click.Command):
    """A command whose help is looked up when it is shown."""

    def __init__(
        self,
        name: str,
        *,
        gaps: dict[str, str] | None = None,
        actions: Sequence[str] = (),
        **how: Any,
    ) -> None:
        self.gaps, self.actions = gaps or {}, actions
        super().__init__(name, add_help_option=False, **how)
        for add in COMMON:
            add(self)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, unless it would overwrite its own input."""
        if ctx.params.get("output") or ctx.params.get("table"):
            from iiz_rules.cli.apart import check_outputs

            check_outputs(ctx.params)
        return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name what follows the command, in order."""
        _, *pieces = super().collect_usage_pieces(ctx)
        return [said(ctx, "options.metavar"), *pieces]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=said(ctx, "usage"))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command is for."""
        self._write_paragraph(formatter, said(ctx, self.help or "", **self.gaps))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what stands below the options."""
        if self.epilog:
            self._write_paragraph(formatter, said(ctx, self.epilog))

    def _write_paragraph(self, formatter: click.HelpFormatter, text: str) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(text)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each action does, and the options."""
        if self.actions:
            with formatter.section(said(ctx, "actions")):
                told = ((one, said(ctx, f"{self.name}.do.{one}")) for one in self.actions)
                formatter.write_dl([*told])
        params = self.get_params(ctx)
        options = [param for param in params if isinstance(param, TranslatedOption)]
        with formatter.section(said(ctx, "options")):
            formatter.write_dl([option.get_help_record(ctx) for option in options])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the name of an option, with its text beside where the shell shows one."""
        items = click.Command.shell_complete(self, ctx, incomplete)
        for item in items:
            item.help = said(ctx, item.help) if item.help else item.help
        return items

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; one too many is a finding."""
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise fault("extra-argument", got=shown(rest[0]))
        return rest


class RootCommand(TranslatedCommand, click.Group):
    """`iiz` itself. A command is imported when it is called, so that one does not wait for all."""

    def __init__(self, name: str, *, groups: Mapping[str, Sequence[str]], **how: Any) -> None:
        self.groups = groups
        self.names = [name for names in groups.values() for name in names]
        super().__init__(name, **how | {"help": name, "epilog": f"{name}.codes"})

    @property
    def width(self) -> int:
        """How wide the names are, so that all groups stand alike."""
        return max(map(len, self.names))

    def list_commands(self, _: click.Context) -> list[str]:
        """Name the commands in the order of use."""
        return list(self.names)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """Find a command: the function in the module of its own name."""
        if cmd_name not in self.names:
            return None
        module = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"iiz_rules.cli.{module}"), module)
        return command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name what follows `iiz`."""
        *pieces, _ = super().collect_usage_pieces(ctx)
        return [*pieces, said(ctx, "command.metavar")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, a group at a time, then the options."""
        for group, names in self.groups.items():
            rows = [(f"{name:<{self.width}}", said(ctx, f"short.{name}")) for name in names]
            with formatter.section(said(ctx, f"commands.{group}")):
                formatter.write_dl(rows)
        super().format_options(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete the name of a command, without importing any."""
        from click.shell_completion import CompletionItem

        names = [name for name in self.names if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=said(ctx, f"short.{name}")) for name in names]
        return commands + super().shell_complete(ctx, incomplete)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command by its name; another name is a finding."""
        name, *rest = args
        command = self.get_command(ctx, name)
        if command is None and not ctx.resilient_parsing:
            known, suggestion = ", ".join(self.names), near(name, self.names)
            raise fault("unknown-command", command=shown(name), known=known, near=suggestion)
        return name, command, rest


def translated(error: click.ClickException) -> UsageError:
    """Make a finding of an error of click's own."""
    ctx = getattr(error, "ctx", None)
    match error:
        case click.NoSuchOption():
            options = ctx.command.params if ctx else []
            known = [name for one in options if isinstance(one, click.Option) for name in one.opts]
            flag = error.option_name
            return fault("unknown-flag", ctx=ctx, flag=shown(flag), near=near(flag, known))
        case click.MissingParameter(param=click.Argument() as argument) if ctx:
            return fault("missing-argument", ctx=ctx, name=argument.make_metavar(ctx))
        case click.MissingParameter(param=click.Option() as option):
            return fault("missing-argument", ctx=ctx, name=option.opts[-1])
        case click.BadOptionUsage():
            return fault("flag-value", ctx=ctx, flag=shown(error.option_name))
    return fault("wrong-call", ctx=ctx, why=shown(error.format_message()))


COMMON = (
    option("--lang", help="help.lang", type=KeywordType(LANGUAGES), expose_value=False),
    option("--debug", help="help.debug", is_flag=True, expose_value=False),
    click.help_option("-h", "--help", cls=TranslatedOption, help="help.help"),
)
