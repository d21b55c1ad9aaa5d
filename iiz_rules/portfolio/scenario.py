"""Reading a scenario, and a policy under it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from iiz_rules.answers.funding import Funding
from iiz_rules.case.facts import read_facts
from iiz_rules.engine.askable import dated, wrong_argument
from iiz_rules.engine.deadlines import chosen
from iiz_rules.engine.interpreter import Situation
from iiz_rules.findings.errors import LoadError, UsageError
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.findings.names import unknown_name
from iiz_rules.language.dates import parse_date
from iiz_rules.language.edition_files import digest_of
from iiz_rules.language.editions import Folder, entry_on, read_canton
from iiz_rules.language.model.base import Part, label_of, made_at
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.edition import Edition
from iiz_rules.language.model.funding import FundingFile, Measure, Payer
from iiz_rules.language.model.scenario import Answers, ScenarioFile
from iiz_rules.language.program.money import Coverage
from iiz_rules.language.program.rules import Program
from iiz_rules.language.text.bind import bound
from iiz_rules.language.text.files import file_bytes
from iiz_rules.language.text.json import read_json
from iiz_rules.language.text.node import Node
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.language.values import Domain, read_value
from iiz_rules.loading import read_program
from iiz_rules.portfolio.assumptions import faults
from iiz_rules.words.text import brief

if TYPE_CHECKING:
    from iiz_rules.funding.ledger import Ledger
    from iiz_rules.policy import Policy

File = TypeVar("File", bound=Part)
NONE = ScenarioFile(id="none", label=label_of("funding.no-assumptions"))
CHANGING = ("payers", "covers", "derived", "assume", "unlisted")
"""keys of a scenario that change the rules of an edition, or name parts of them"""


@dataclass(frozen=True)
class Scenario:
    """What is assumed, with the catalogues that come with it. `digest` is over all its files."""

    file: ScenarioFile = field(default=NONE, hash=False)
    catalogues: tuple[CatalogueFile, ...] = field(default=(), hash=False)
    digest: str = ""
    name: str = "scenario"

    def __repr__(self) -> str:
        return brief(f"<Scenario {self.name} on {self.on}, {len(self.catalogues)} catalogues>")

    def answering(self, words: str) -> "Scenario":
        """The same where the body says yes so: all, none, advances, takeovers, up to an amount."""
        kinds = Answers.model_fields["yes_to"].annotation
        known = (*get_args(kinds), "300000.00")
        amount = read_value(words, Domain("chf", at_least=0))
        if words not in known[:-1] and not isinstance(amount, Decimal):
            raise wrong_argument("answers", words, known)
        said = {"up_to": amount} if isinstance(amount, Decimal) else {"yes_to": words}
        answers = made_at(Answers(**said), self.file)
        file = made_at(self.file.model_copy(update={"answers": answers}), self.file)
        documents = [("scenario", self.digest.encode()), ("answers", words.encode())]
        return replace(self, file=file, digest=digest_of(documents))

    @property
    def without_risk(self) -> "Scenario":
        """The scenario without its risk, so that no futures are drawn."""
        file = made_at(self.file.model_copy(update={"risk": None}), self.file)
        return replace(self, file=file)

    @property
    def on(self) -> date | None:
        """The date of the question; None if the scenario leaves it to the caller."""
        return parse_date(self.file.date) if self.file.date else None


Given = Scenario | str | Path | Mapping[str, Any] | None
"""a scenario, its file, what the file would say, or nothing that is assumed"""


@dataclass(frozen=True)
class Setting:
    """A policy under a scenario on a day, with which a portfolio is evaluated."""

    policy: "Policy"
    scenario: Scenario
    on: date

    @property
    def covers(self) -> dict[str, Coverage]:
        """How much each payer covers under the options in force."""
        payers = self.program.waterfall.payers if self.program.waterfall else ()
        situation = Situation({}, self.on, self.policy.options)
        coverages = {payer.rule: chosen(self.program, situation, payer.covers) for payer in payers}
        return {rule: payer for rule, payer in coverages.items() if isinstance(payer, Coverage)}

    @property
    def program(self) -> Program:
        """The rules, payers and catalogues in force."""
        return self.policy.program

    def funding(self, case: Any, **how: Any) -> Funding:
        """Who pays for the measure of a case; what the scenario assumes holds where it is silent.

        The keywords are those of `Policy.funding`.
        """
        assumed = read_facts(self.program, dict(self.scenario.file.assume or {}), self.on)
        if assumed.findings:
            raise UsageError(assumed.findings)
        answer = self.policy.funding(case, **how)
        return answer.assuming(assumed.facts) if assumed.facts else answer


def read_scenario(path: str | Path) -> Scenario:
    """Read a scenario and its catalogues. Raises LoadError with all that is wrong."""
    file_path = Path(path)
    file, data = _read(file_path, ScenarioFile)
    return _whole(file, file_path.parent, {file_path.name: data}, file_path.as_posix())


def scenario_of(given: Given) -> Scenario:
    """The given scenario; the catalogues of a mapping are in the current folder."""
    if given is None:
        return Scenario()
    if isinstance(given, Scenario):
        return given
    if not isinstance(given, Mapping):
        return read_scenario(given)
    data = json.dumps(given, default=str, ensure_ascii=False).encode()
    root = read_json(data, "scenario").faultless(LoadError)
    file = bound(ScenarioFile, root, LoadError)
    return _whole(file, Path(), {"scenario": data}, "scenario")


def _whole(file: ScenarioFile, folder: Path, documents: dict[str, bytes], name: str) -> Scenario:
    """Add the catalogues, and the digest over everything that was read."""
    catalogues = []
    for listed in file.catalogues:
        path = folder / listed
        if not path.resolve().is_relative_to(folder.resolve()):
            raise LoadError([Finding("link-leaves-folder", file.place, {"file": listed})])
        catalogue, documents[listed] = _read(path, CatalogueFile)
        catalogues.append(catalogue)
    return Scenario(file, tuple(catalogues), digest_of(documents.items()), name)


def _read(path: Path, model: type[File]) -> tuple[File, bytes]:
    data = file_bytes(path, path.as_posix(), LoadError)
    root = read_yaml(data, path.as_posix()).faultless(LoadError)
    return bound(model, root, LoadError), data


def under(policy: "Policy", scenario: Scenario, on: date | None = None) -> Setting:
    """A policy under a scenario, on the day asked for, or the scenario's, or its own.

    Raises LoadError, UsageError.
    """
    day = dated(policy.program, on or scenario.on or policy.on)
    policy = policy.at(day)
    if scenario == Scenario():
        program, findings = policy.program, policy.findings
    else:
        program, findings = _program(policy.folder, day, policy.program.digest, scenario)
        if wrong := [*faults(program, scenario.file)]:
            raise LoadError(wrong)
    options = scenario.file.interpretations or {}
    return Setting(policy.amended(program, findings, options), scenario, day)


@lru_cache(maxsize=8)
def _program(
    folder: Folder, day: date, digest: str, scenario: Scenario
) -> tuple[Program, tuple[Finding, ...]]:
    """The program of an edition under a scenario; the digest says which edition was loaded."""
    rules = {name: getattr(scenario.file, name) for name in CHANGING}
    file = made_at(NONE.model_copy(update=rules), scenario.file)
    changes = _Changes(
        replace(scenario, file=file, digest=""),
        tuple(part.written for part in (file, *scenario.catalogues)),
    )
    program, findings = _changed(folder, day, digest, changes)
    if scenario.digest:
        documents = [("edition", program.digest.encode()), ("scenario", scenario.digest.encode())]
        program = replace(program, digest=digest_of(documents))
    return program, findings


@dataclass(frozen=True)
class _Changes:
    """The parts of a scenario that change rules, and where they are written."""

    scenario: Scenario
    written: tuple[Node, ...] = field(hash=False)


@lru_cache(maxsize=8)
def _changed(
    folder: Folder, day: date, _digest: str, changes: _Changes
) -> tuple[Program, tuple[Finding, ...]]:
    """The changed program, cached: compiling an edition takes longer than most portfolios."""
    entry = entry_on(read_canton(folder), day, folder.name)
    change = partial(amended, scenario=changes.scenario)
    program, findings = read_program(folder, entry, change)
    if program is None:
        raise LoadError(findings)
    return program, findings


def beginning_with(scenario: Scenario, ledger: "Ledger") -> Scenario:
    """The scenario with the free balance of the fund's book in place of the assumed one."""
    fund = scenario.file.fund
    entries = "\n".join(map(repr, ledger.entries)).encode()
    digest = digest_of([("scenario", scenario.digest.encode()), ("ledger", entries)])
    free = fund and made_at(fund.model_copy(update={"balance": ledger.free}), fund)
    file = made_at(scenario.file.model_copy(update={"fund": free}), scenario.file)
    return replace(scenario, file=file, digest=digest)


def amended(edition: Edition, scenario: Scenario) -> Edition:
    """The edition with the payers and catalogues of a scenario in place of its own."""
    file, own = scenario.file, edition.funding
    payers = tuple(_payer(own, payer, scenario) for payer in file.payers) or own.payers
    for name in file.covers or {}:
        if name not in {payer.id for payer in payers}:
            raise UsageError([_unknown_payer(name, own, scenario)])
    covered = tuple(
        made_at(payer.model_copy(update={"covers": file.covers[payer.id]}), payer)
        if file.covers and payer.id in file.covers
        else payer
        for payer in payers
    )
    for key in ("derived", "assume"):
        for fact in getattr(file, key) or {}:
            if fact not in edition.facts:
                place = file.place_of_key(fact, key)
                raise UsageError([unknown_name("unknown-fact", place, edition.facts, fact=fact)])
    names = {payer.id for payer in scenario.catalogues}
    remaining = tuple(payer for payer in edition.catalogues if payer.id not in names)
    return replace(
        edition,
        funding=own.model_copy(update={"payers": covered, "measure": _named(own, file)}),
        catalogues=(*remaining, *scenario.catalogues),
        derived=file.derived or {},
    )


def _named(own: FundingFile, file: ScenarioFile) -> Measure | None:
    """What is said of measures, with the names that the scenario adds."""
    measure = own.measure
    if measure is None or not file.unlisted:
        return measure
    named = (*measure.unlisted, *file.unlisted)
    return made_at(measure.model_copy(update={"unlisted": named}), measure)


def _payer(own: FundingFile, written: "str | Payer", scenario: Scenario) -> Payer:
    if isinstance(written, Payer):
        return written
    payer = next((one for one in own.payers if one.id == written), None)
    if payer is None:
        raise UsageError([_unknown_payer(written, own, scenario)])
    return payer


def _unknown_payer(name: str, own: FundingFile, scenario: Scenario) -> Finding:
    known, place = [payer.id for payer in own.payers], Place(Source(scenario.name))
    return unknown_name("unknown-question", place, known, listed=True, rule=name)
