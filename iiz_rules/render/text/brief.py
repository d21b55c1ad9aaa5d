"""The answer first, in some fifteen lines: verdict and why, what to ask, what comes next, who acts.

For people at a desk: no names of rules, no clauses, nothing that is no and nothing that waits. All
of that is in the full text (`overview_text`).
"""

from collections.abc import Iterator

from iiz_rules.answers.decision import Decision
from iiz_rules.answers.overview import Overview
from iiz_rules.language.program.outside import NONE
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.acting import acting, actors
from iiz_rules.render.text.decision import head, no_edition, title
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.overview import FIRST, is_blank
from iiz_rules.render.text.values import actors_words
from iiz_rules.words.say import plural

MOST_TOLD = 3
PARTS = ("question", "step", "duties", "others")


def brief_text(overview: Overview, paper: Paper) -> str:
    """Tell the essentials of what an edition answers about one case."""
    first = next(iter(overview.values()), None)
    if first and first.program.edition == NONE:
        return no_edition(first, paper)
    entry, yes = overview.get(FIRST), _surely(overview)
    about_other = entry is None or (bool(yes) and is_blank(entry))
    parts = (
        _about_other(paper, overview, yes) if about_other else _about_entry(paper, overview, yes)
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _surely(overview: Overview) -> list[Decision]:
    """What holds besides the entry and the steps of the model, which are told by themselves."""
    apart = {FIRST, *(step.rule for step in overview.route.steps)}
    yes = (one for rule, one in overview.items() if rule not in apart)
    return [one for one in yes if one.verdict is Truth.YES and one.done is not Truth.YES]


def _about_entry(paper: Paper, overview: Overview, yes: list[Decision]) -> Iterator[list[str]]:
    """Who may enter, then what is to be asked and done."""
    entry = overview[FIRST]
    yield head(paper, entry)
    told = {
        "question": _question(paper, overview),
        "step": _step(paper, overview),
        "duties": _few(paper, _urgent(yes)),
        "others": _few(paper, [one for one in yes if not _is_duty(one)]),
    }
    yield [line for key in PARTS for line in _section(paper, key, list(told[key]))]


def _about_other(paper: Paper, overview: Overview, yes: list[Decision]) -> Iterator[list[str]]:
    """Nothing is known of who may enter: first what is answered."""
    if not overview:
        return
    yield title(paper, overview.decisions[0], "")
    ordered = [*_urgent(yes), *(one for one in yes if not _is_duty(one))]
    before = f"{paper.say('answers.answer.yes')}  "
    blocks = (paper.block(before, text, lead_style="yes") for text in _few(paper, ordered))
    yield [line for lines in blocks for line in lines]
    if FIRST in overview:
        words = {"which": overview[FIRST].label[paper.language]}
        yield paper.block("", paper.say("answers.overview.blank", **words))
    else:
        told = {"question": _question(paper, overview), "step": _step(paper, overview)}
        yield [line for key in told for line in _section(paper, key, list(told[key]))]


def _is_duty(decision: Decision) -> bool:
    return decision.answer.rule.kind == "duty"


def _urgent(decisions: list[Decision]) -> list[Decision]:
    """The duties, the most urgent first."""
    duties = filter(_is_duty, decisions)
    return sorted(duties, key=lambda duty: (duty.due is None, duty.due or duty.on))


def _section(paper: Paper, key: str, texts: list[str]) -> Iterator[str]:
    """Set the texts of a part beside its name; several have a dash each."""
    leads = [paper.say(f"answers.brief.{part}") for part in PARTS]
    width = max(map(len, leads)) + 2
    for number, text in enumerate(texts):
        name = "" if number else paper.say(f"answers.brief.{key}")
        dash = "– " if len(texts) > 1 else ""
        yield from paper.block(f"{name:<{width}}{dash}", text, lead_style="heading")


def _question(paper: Paper, overview: Overview) -> Iterator[str]:
    """What to ask next: about the entry, else about the next step."""
    entry = overview.get(FIRST)
    asking = entry if entry and not entry.verdict.decided else overview.route.next
    if asking and asking.verdict is Truth.OPEN and (text := _asked(paper, asking)):
        yield text


def _asked(paper: Paper, decision: Decision) -> str:
    program, language = decision.program, paper.language
    for missing in decision.missing:
        question, who = missing.question[language], missing.held_by
        known = paper.say("answers.known-by", who=actors_words(program, who, language))
        return f"{question} ({known})" if who else question
    for pending in decision.pending:
        by = paper.say("answers.by", who=actors_words(program, pending.by, language))
        return f"{pending.question[language]} ({by})"
    return ""


def _step(paper: Paper, overview: Overview) -> Iterator[str]:
    """The next step and who takes it."""
    step = overview.route.next
    if step is None and overview.route.steps:
        yield paper.say("answers.way.nothing")
    elif step and not step.regulated:
        yield paper.say("answers.way.next.silent")
    elif step:
        waits = "" if step.verdict is Truth.YES else f" ({paper.say('answers.brief.waits')})"
        yield " ".join([f"{step.label[paper.language]}{waits}.", *actors(step, paper.language)])


def _few(paper: Paper, decisions: list[Decision]) -> Iterator[str]:
    """The first of them with who acts, and how many there are besides."""
    for one in decisions[:MOST_TOLD]:
        yield " ".join([f"{one.label[paper.language]}.", *acting(one, paper.language)])
    if rest := decisions[MOST_TOLD:]:
        yield plural("answers.brief.more", len(rest), paper.language)
