"""`iiz competence`: who decides, leads, proposes, executes or is informed."""

from datetime import date
from itertools import groupby

from iiz_rules.cli.asking import canton_option, edition_option
from iiz_rules.cli.command import command
from iiz_rules.cli.naming import action_named, named
from iiz_rules.cli.options import argument, option
from iiz_rules.cli.screen import Screen
from iiz_rules.language.program.organisation import Competence
from iiz_rules.policy import Policy, load
from iiz_rules.render.text.values import named_words
from iiz_rules.words.say import say


@command()
@argument("actions", "competence.action", nargs=-1)
@canton_option
@edition_option
@option("--by", "actor", help="competence.by", word="schema.name")
def competence(
    screen: Screen, actions: tuple[str, ...], canton: str, on: date | None, actor: str | None
) -> int:
    """List the competences by action: of all actions, or of those named, or of one actor."""
    policy = load(canton, on)
    program, language = policy.program, screen.language
    meant = [action_named(program, action, language) for action in actions]
    asked = [entry for action in meant for entry in policy.competence(action)]
    entries = asked if actions else policy.competence()
    actor = None if actor is None else named(program.actors, actor, language)
    entries = [one for one in entries if actor is None or actor in _possible(policy, one)]
    if not entries:
        screen.print(screen.say("competence.none"))
    for action, together in groupby(entries, key=lambda entry: entry.action):
        screen.print("\n".join(_action(screen, policy, action, list(together))))
    return 0


def _possible(policy: Policy, entry: Competence) -> set[str]:
    """Who may do it, in some case: those listed, and those whom a fact can name."""
    program = policy.program
    codes = (code for fact in entry.named_by for code in program.facts[fact].codes)
    return {*entry.entitled, *(who for code in codes for who in program.everybody(code))}


def _action(screen: Screen, policy: Policy, action: str, entries: list[Competence]) -> list[str]:
    label = f"{entries[0].label[screen.language]} [{action}]"
    lines = screen.paper.block("", label, "heading")
    for entry in entries:
        lines += screen.paper.block("  ", " · ".join(_entry(screen, policy, entry)))
    return lines


def _entry(screen: Screen, policy: Policy, entry: Competence) -> list[str]:
    actors = policy.program.actors

    def names(roles: tuple[str, ...]) -> str:
        return ", ".join(actors[role][screen.language] for role in roles)

    doers = [named_words(policy.program, fact, screen.language) for fact in entry.named_by]
    doers += [say("answers.nobody-named", screen.language)] if entry.names_nobody else []
    able = ", ".join(filter(None, (names(entry.by), *doers)))
    parts = [screen.paper.colon(screen.say(f"capacity.{entry.capacity}"), able)]
    named = {"with": entry.together, "over": entry.over, "to": entry.to, "via": entry.via}
    for key, who in named.items():
        roles = (who,) if isinstance(who, str) else who
        if roles:
            parts.append(say(f"answers.competence.{key}", screen.language, who=names(roles)))
    conditional = entry.conditional and not entry.names_nobody
    parts += [screen.say("competence.conditional")] if conditional else []
    return [*parts, ", ".join(entry.clauses)]
