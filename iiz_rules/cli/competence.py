"""`iiz competence`: who decides, leads, proposes, executes or is informed."""

from datetime import date
from functools import partial
from itertools import groupby

import click

from iiz_rules.api import load
from iiz_rules.cli.options import Command, Day, Option
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.organisation import Competence
from iiz_rules.policy import Policy
from iiz_rules.render.layout import block


def command(screen: Screen) -> click.Command:
    """Build the command."""
    option = partial(Option, language=screen.language)
    return Command(
        "competence",
        screen.language,
        params=[
            click.Argument(["actions"], nargs=-1, metavar=screen.say("competence.action")),
            option("--canton", help="assess.canton", required=True, metavar="NAME"),
            option("--on", help="facts.on", metavar=screen.say("day.metavar"), type=Day()),
            option("--by", "actor", help="competence.by", metavar="NAME"),
        ],
        callback=lambda **given: _competence(screen, **given),
    )


def _competence(
    screen: Screen, actions: tuple[str, ...], canton: str, on: date | None, actor: str | None
) -> int:
    policy = load(canton, on)
    found = [one for action in actions for one in policy.competence(action)]
    found = found if actions else [*policy.competence()]
    if actor:
        found = [one for one in found if actor in one.entitled]
    if not found:
        screen.print(screen.say("competence.none"))
    for action, entries in groupby(found, key=lambda one: one.action):
        screen.print("\n".join(_action(screen, policy, action, list(entries))))
    return 0


def _action(screen: Screen, policy: Policy, action: str, entries: list[Competence]) -> list[str]:
    language = screen.language
    label = f"{entries[0].label[language]} [{action}]"
    lines = block("", label, language, screen.paint, "heading")
    for one in entries:
        lines += block("  ", " · ".join(_entry(screen, policy, one)), language, screen.paint)
    return lines


def _entry(screen: Screen, policy: Policy, one: Competence) -> list[str]:
    """Say who, in which capacity, with whom, through whom, on which clauses."""
    actors = policy.program.actors

    def names(roles: tuple[str, ...]) -> str:
        return ", ".join(actors[role][screen.language] for role in roles)

    parts = [f"{screen.say(f'capacity.{one.capacity}')}: {names(one.by)}"]
    named = {"with": one.together, "over": one.over, "to": one.to, "via": one.via}
    for key, who in named.items():
        roles = (who,) if isinstance(who, str) else who
        parts += [screen.say(f"competence.{key}", who=names(roles))] if roles else []
    parts += [screen.say("competence.conditional")] if one.conditional else []
    return [*parts, ", ".join(one.clauses)]
