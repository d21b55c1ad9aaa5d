"""What changes as a comment for a pull request: Markdown that GitHub and GitLab show."""

import re

from iiz_rules.render.text.difference import difference_told
from iiz_rules.render.text.layout import Paper
from iiz_rules.verification.difference.proved import Difference
from iiz_rules.words.text import Language

ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|@~])")
"""What Markdown takes for more than a letter: no text of a canton may become a link or a name."""


def plain(text: str) -> str:
    r"""A text as Markdown shows it, letter by letter.

    >>> plain("a|b [x](y) @all")
    'a\\|b \\[x\\](y) \\@all'
    """
    return ACTIVE.sub(r"\\\1", " ".join(text.split()))


def changes_markdown(difference: Difference, language: Language) -> str:
    """All changes: a heading, a point for each, what follows folded away."""
    paper = Paper(language)
    told = difference_told(difference, paper)
    lines = [f"### {plain(told.heading)}", ""]
    for change in told.changes:
        lines.append(f"- **{plain(change.whole)}**: {plain(change.said)}")
        for key, said in (("case", change.case), ("criterion", change.criterion)):
            named = paper.say(f"verification.{key}")
            lines += [f"  <br>{paper.colon(named, plain(said))}"] if said else []
        lines += [f"  <br>{plain(change.places)}"] if change.places else []
    if told.following:
        names = ", ".join(map(plain, told.following_whole))
        also = paper.say("verification.diff.also")
        lines += ["", f"<details><summary>{also} {len(told.following)}</summary>", ""]
        lines += [names, "", "</details>"]
    return "\n".join([*lines, "", told.closing, ""])
