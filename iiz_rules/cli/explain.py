"""`iiz explain`: what a finding means, an example that has the fault, and the same mended."""

import textwrap
from collections.abc import Iterator

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, fault
from iiz_rules.cli.sample import findings_of
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.finding import Page
from iiz_rules.findings.registry import STAGES, page, stages
from iiz_rules.language.values import near, shown
from iiz_rules.render.findings import findings_text
from iiz_rules.render.layout import wrapped
from iiz_rules.words.typography import typeset


@command()
@argument("code", "explain.code", required=False)
def explain(screen: Screen, code: str | None) -> int:
    """Explain one finding, or list all of them by what is looked at."""
    if code is None:
        screen.print("\n\n".join(_stages(screen)))
    elif code in stages():
        screen.print(typeset("\n\n".join(_page(screen, page(code))), screen.language))
    else:
        raise fault("unknown-finding", got=shown(code), near=near(code, stages()))
    return 0


def _stages(screen: Screen) -> Iterator[str]:
    """List all codes with their messages, by what is looked at."""
    width = max(map(len, stages()))
    for stage in STAGES:
        codes = [code for code, of in stages().items() if of == stage]
        lines = [f"  {code:<{width}}  {_message(screen, page(code))}" for code in codes]
        yield "\n".join([screen.paint(screen.say(f"stage.{stage}"), "heading"), *lines])
    yield typeset(screen.say("explain.more"), screen.language)


def _message(screen: Screen, one: Page) -> str:
    """Give the message with `…` for what it fills in."""
    words = _Gaps()
    return typeset(one.message[screen.language].format_map(words), screen.language)


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _page(screen: Screen, one: Page) -> Iterator[str]:
    language = screen.language
    yield f"{screen.paint(one.code, 'heading')}: {_message(screen, one)}"
    yield "\n".join(wrapped(one.why[language], language))
    if one.bad:
        yield _example(screen, "explain.bad", one.file, one.bad)
    found = [found for found in findings_of(one) if found.code == one.code]
    if found:
        text = findings_text(found[:1], language, screen.paint)
        yield f"{screen.say('explain.finding')}\n\n{textwrap.indent(text, '    ')}"
    if one.good:
        yield _example(screen, "explain.good", one.file, one.good)


def _example(screen: Screen, key: str, file: str, text: str) -> str:
    return f"{screen.say(key, file=file)}\n\n{textwrap.indent(text.rstrip(), '    ')}"
