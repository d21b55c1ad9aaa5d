"""What small faults in a canton's rules would go unnoticed, in words: line, clause, a case."""

from collections.abc import Iterator, Mapping
from typing import Any

from iiz_rules.language.program.rules import Program
from iiz_rules.render.text.findings import where
from iiz_rules.render.text.layout import Paper
from iiz_rules.render.text.values import duration_words, value_words
from iiz_rules.render.text.verification import readings_text, title, values_text
from iiz_rules.verification.mutants.boundaries import BoundaryCase
from iiz_rules.verification.mutants.mutant import Mutant
from iiz_rules.verification.mutants.mutating import Mutation
from iiz_rules.verification.mutants.survivors import Survivor, Telling
from iiz_rules.words.formats import percent, written
from iiz_rules.words.text import Language

SIGNS = {"<": "excluded", ">": "excluded", "<=": "included", ">=": "included"}
PERIODS = ("month", "quarter", "year")


def mutation_text(mutation: Mutation, paper: Paper) -> str:
    """How many of the faults are found, and each that would go unnoticed."""
    parts = [paper.heading(title(mutation.program, paper))]
    survivors = mutation.survivors
    if survivors:
        parts.append(paper.say("mutants.unnoticed"))
        parts += ["\n".join(survivor_lines(mutation.program, one, paper)) for one in survivors]
    closing = [score_text(mutation, paper)] if mutation.counted or not mutation.untried else []
    if mutation.same:
        closing += paper.lines(paper.say("mutants.same", n=mutation.same))
    if mutation.untried:
        closing += paper.block("", _untried(mutation, paper))
    elif not survivors and mutation.found:
        closing += paper.lines(paper.say("mutants.all"))
    return "\n\n".join([*parts, "\n".join(closing)])


def _untried(mutation: Mutation, paper: Paper) -> str:
    """How many faults were not gone into, and of which rules."""
    n, rules = sum(mutation.untried.values()), ", ".join(mutation.untried)
    return paper.say("mutants.untried", n=n, rules=rules)


def score_text(mutation: Mutation, paper: Paper) -> str:
    """The share that is found."""
    if mutation.percent is None:
        return paper.say("mutants.none")
    share = percent(mutation.percent / 100)
    return paper.say("mutants.score", found=mutation.found, counted=mutation.counted, percent=share)


def survivor_lines(program: Program, survivor: Survivor, paper: Paper) -> Iterator[str]:
    """A fault with its line and clauses, and the case that would find it."""
    mutant = survivor.mutant
    clauses = ", ".join(clauses_of(program, mutant))
    label = label_of(program, mutant, paper.language)
    yield from paper.block(
        "", f"{where(mutant.at)}: {label}" + (f" ({clauses})" if clauses else "")
    )
    notes = {"fault": sentence(program, mutant, paper)}
    if survivor.telling is None:
        notes["case"] = paper.say("mutants.story")
    else:
        notes |= telling_words(program, survivor.telling, paper)
    width = max(len(paper.say(f"mutants.{key}")) for key in notes)
    for key, text in notes.items():
        yield from paper.block(f"  {paper.say(f'mutants.{key}'):<{width}}  ", text)


def telling_words(program: Program, telling: Telling, paper: Paper) -> dict[str, str]:
    """The case, and what is answered in it today and with the fault."""
    case = telling.case
    facts = values_text(program, case.facts, paper) or paper.say("verification.case.none")
    on = paper.say("verification.case.on", on=written(case.on, paper.language))
    read = f"; {readings_text(program, case.options, paper)}" if case.options else ""
    return {
        "case": f"{facts} ({on}){read}",
        "today": answer_words(program, telling, telling.today, paper),
        "faulty": answer_words(program, telling, telling.faulty, paper),
    }


def answer_words(program: Program, telling: Telling, answer: str, paper: Paper) -> str:
    """An answer in the reader's words."""
    match telling.part:
        case "verdict":
            return paper.say(f"answers.verdict.{answer}")
        case "actor":
            role = answer.partition(" (")[0]
            named = program.actors[role][paper.language] if role else ""
            return named or paper.say("mutants.nobody")
        case "next":
            named = program.rules[answer].label[paper.language] if answer else ""
            return named or paper.say("mutants.nothing")
    return answer or paper.say("mutants.nothing")


def label_of(program: Program, mutant: Mutant, language: Language) -> str:
    """What the rule, the way or the event is called, with its name."""
    about = mutant.about
    if about in program.rules:
        label = program.rules[about].label[language]
    elif about in program.ways:
        label = program.way_labels[about][language]
    elif about in program.events:
        label = program.events[about].label[language]
    else:
        label = program.facts[about].label[language]
    return f"{label} [{about}]"


def clauses_of(program: Program, mutant: Mutant) -> tuple[str, ...]:
    """The clauses that the rule, the criterion in it or the event carries out."""
    if mutant.about in program.rules:
        rule = program.rules[mutant.about]
        named = (one.clauses for one in rule.criteria if one.id == mutant.words.get("criterion"))
        return next(named, rule.clauses)
    if mutant.about in program.events:
        return program.events[mutant.about].clauses
    return program.way_clauses.get(mutant.about, ())


def sentence(program: Program, mutant: Mutant, paper: Paper) -> str:
    """What is otherwise, in the reader's words."""
    kind, words = mutant.kind, _words(program, mutant, paper)
    if kind == "sign":
        other = mutant.words["after"]
        kind = "sign.less" if mutant.words["before"] == "==" else f"sign.{SIGNS[other]}"
    elif kind == "side":
        kind = f"side.{mutant.words['after']}"
    return paper.say(f"mutants.{kind}", **words)


def _words(program: Program, mutant: Mutant, paper: Paper) -> dict[str, str]:
    language, about = paper.language, mutant.words
    fact = program.facts.get(str(about.get("fact", "")))
    words = {"fact": fact.label[language] if fact else ""}
    for key in ("before", "after"):
        if key in about:
            value = about[key]
            if isinstance(value, str) and value.startswith("P") and value[-1] in "DWMY":
                words[key] = duration_words(value, language)
            elif value in PERIODS:
                words[key] = paper.say(f"mutants.period.{value}")
            else:
                words[key] = value_words(fact, value, language) if fact else str(value)
    labels: Mapping[str, Any] = {
        "actor": program.actors,
        "other": {**program.actors, **{name: one.label for name, one in program.rules.items()}},
        "step": {name: one.label for name, one in program.rules.items()},
        "action": {name: one.label for name, one in program.rules.items()},
        "event": {
            **{name: one.label for name, one in program.rules.items()},
            **{name: one.label for name, one in program.events.items()},
        },
    }
    for key, known in labels.items():
        if key in about:
            label = known.get(about[key])
            words[key] = label[language] if label else str(about[key])
    if "duty" in about:
        words["step"] = program.rules[about["duty"]].label[language]
    if "label" in about:
        words["label"] = about["label"][language]
    return words


def boundary_title(program: Program, boundary: BoundaryCase, paper: Paper) -> str:
    """What a case at a limit says, below the rule that has the limit."""
    case = boundary.case
    facts = values_text(program, case.facts, paper) or paper.say("verification.case.none")
    on = paper.say("verification.case.on", on=written(case.on, paper.language))
    read = f"; {readings_text(program, case.options, paper)}" if case.options else ""
    label = program.rules[boundary.mutant.about].label[paper.language]
    return paper.say("mutants.boundary", rule=label, facts=f"{facts} ({on}){read}")
