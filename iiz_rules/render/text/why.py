"""The reason in one sentence: why yes, why not, why still open."""

from collections.abc import Iterable, Mapping

from iiz_rules.answers.criterion import CriterionResult
from iiz_rules.answers.decision import Decision
from iiz_rules.language.program.organisation import Competence
from iiz_rules.language.program.rules import ACTOR, Program
from iiz_rules.language.truth import Truth
from iiz_rules.render.text.reasons import deciding, value_line
from iiz_rules.render.text.values import actors_words, named_words
from iiz_rules.words.say import plural, say
from iiz_rules.words.text import Language

MOST_NAMED = 3


def telling(decision: Decision) -> tuple[CriterionResult, ...]:
    """The criteria that say why: where somebody may act, not the entries for others."""
    if decision.answer.rule.kind != "competence" or decision.verdict is Truth.NO:
        return decision.criteria
    return tuple(one for one in decision.criteria if one.verdict is decision.verdict)


def why(decision: Decision, language: Language) -> str:
    """The reason for an answer, in a sentence or two."""
    if not decision.regulated:
        return " ".join(silence.hint[language] for silence in decision.silences)
    if decision.answer.rule.kind == "competence" and decision.verdict.decided:
        return _why_competent(decision, language)
    parts = {Truth.YES: _why_yes, Truth.NO: _why_no, Truth.OPEN: _why_open}
    return " ".join(parts[decision.verdict](decision, language))


def _why_competent(decision: Decision, language: Language) -> str:
    """Say who may act: the one who asks, or those who may instead and on which condition."""
    acting = decision.situation.facts.get(ACTOR)
    program = decision.program
    if decision.verdict is Truth.YES:
        met = next(one for one in decision.criteria if one.verdict is Truth.YES)
        entry = _entry(decision, met)
        through = None if entry.via == acting else entry.via
        named = {"with": entry.together, "to": (entry.to,), "via": (through,)}
        ties = _ties(program, named, language)
        return say("answers.why.may.yes", language, ties=ties, clauses=", ".join(met.clauses))
    entries = [one for one in program.competences if one.action == decision.rule]
    nobody = all(one.names_nobody for one in entries)
    own = [one for one in decision.criteria if nobody or acting in _open_to(decision, one)]
    if own:
        what = "; ".join(_failed(decision, one, language) for one in own)
        return say("answers.why.may.not-yet", language, what=what)
    roles = dict.fromkeys(role for one in entries for role in one.entitled)
    facts = dict.fromkeys(fact for one in entries for fact in one.named_by)
    cases = [named_words(program, fact, language) for fact in facts]
    who = " / ".join(filter(None, (actors_words(program, roles, language), *cases)))
    beside = [role for one in entries for role in one.together if acting in program.everybody(role)]
    ties = _ties(program, {"with": tuple(dict.fromkeys(beside))}, language)
    return say("answers.why.may.no", language, who=who, ties=ties)


def _entry(decision: Decision, criterion: CriterionResult) -> Competence:
    [entry] = (one for one in decision.program.competences if one.id == criterion.id)
    return entry


def _ties(program: Program, named: Mapping[str, tuple[str | None, ...]], language: Language) -> str:
    """Say with whom, to whom and through whom somebody acts; nothing where nobody is named."""
    said = ""
    for kind, roles in named.items():
        if who := actors_words(program, filter(None, roles), language):
            said += f", {say(f'answers.competence.{kind}', language, who=who)}"
    return said


def _open_to(decision: Decision, criterion: CriterionResult) -> set[str]:
    """Who may do it by one entry: those listed, and those whom a fact of the case names."""
    entry = _entry(decision, criterion)
    named = (decision.situation.facts.get(fact) for fact in entry.named_by)
    known = (decision.program.everybody(str(who)) for who in named if who is not None)
    return {*entry.entitled, *(who for several in known for who in several)}


def _needed(decision: Decision) -> list[CriterionResult]:
    return [criterion for criterion in decision.criteria if criterion.mode != "indicative"]


def _signs(decision: Decision, key: str, counted: set[Truth], language: Language) -> str:
    """Say how many of the indicative criteria are given."""
    signs = [criterion for criterion in decision.criteria if criterion.mode == "indicative"]
    n = sum(one.verdict in counted for one in signs)
    return say(f"answers.{key}", language, of=len(signs), n=n, enough=decision.answer.enough)


def _orienting(decision: Decision, language: Language) -> Iterable[str]:
    """Say how many criteria that only orient are given, for whoever still judges."""
    if decision.answer.enough == 0:
        yield _signs(decision, "why.signs.orient", {Truth.YES}, language)


def _why_yes(decision: Decision, language: Language) -> Iterable[str]:
    needed = _needed(decision)
    if not decision.answer.enough:
        number = {0: "none", 1: "one", 2: "both"}.get(len(needed), "all")
        yield say(f"answers.why.yes.{number}", language, n=len(needed))
        yield from _orienting(decision, language)
        return
    if needed:
        yield say("answers.why.yes.needed", language)
    yield _signs(decision, "why.signs.enough", {Truth.YES}, language)


def _why_no(decision: Decision, language: Language) -> Iterable[str]:
    failed = [one for one in _needed(decision) if one.verdict is Truth.NO]
    if failed:
        what = "; ".join(_failed(decision, one, language) for one in failed)
        yield say("answers.why.no", language, what=what)
    else:
        possible = {Truth.YES, Truth.OPEN}
        yield _signs(decision, "why.signs.few", possible, language)


def _failed(decision: Decision, criterion: CriterionResult, language: Language) -> str:
    label, program = criterion.label[language], decision.program
    steps = [leaf for leaf in deciding(criterion.step) if leaf.read]
    values = {value_line(program, leaf, language, label, brief=True): None for leaf in steps}
    return f"{label} ({'; '.join(values)})" if 0 < len(values) <= MOST_NAMED else label


def _why_open(decision: Decision, language: Language) -> Iterable[str]:
    missing = [fact.label[language] for fact in decision.missing]
    if missing:
        rest = missing[MOST_NAMED:]
        more = [plural("answers.more", len(rest), language)] if rest else []
        what = "; ".join([*missing[:MOST_NAMED], *more])
        yield say("answers.why.open.missing", language, what=what)
    pending = []
    for judgement in decision.pending:
        who = actors_words(decision.program, judgement.by, language)
        pending.append(f"{judgement.label[language]} ({say('answers.by', language, who=who)})")
    if pending:
        yield say("answers.why.open.pending", language, what="; ".join(pending))
    for silence in decision.silences:
        yield say("answers.why.silent", language, hint=silence.hint[language])
    if not missing and not pending:
        yield say("answers.why.open", language)
    yield from _orienting(decision, language)
