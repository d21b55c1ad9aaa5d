"""Every key of the language is told in each language, with an example that is right."""

from iiz_rules.language.model.base import Part
from iiz_rules.language.model.case import CaseFile, Story
from iiz_rules.language.model.catalogues import CatalogueFile
from iiz_rules.language.model.changes import ChangeFile
from iiz_rules.language.model.edition import FILES
from iiz_rules.language.model.population import PopulationFile
from iiz_rules.language.model.roster import RosterFile
from iiz_rules.language.model.scenario import ScenarioFile
from iiz_rules.language.model.sources import CantonFile
from iiz_rules.language.text.bind import bind
from iiz_rules.language.text.yaml import read_yaml
from iiz_rules.words.text import LANGUAGES
from scripts.documentation.keys import ROOT, reference

MODELS: dict[str, type[Part]] = {
    "canton": CantonFile,
    "case": CaseFile,
    "catalogue": CatalogueFile,
    "declared-change": ChangeFile,
    "population": PopulationFile,
    "roster": RosterFile,
    "scenario": ScenarioFile,
    "story": Story,
    **{name.removesuffix(".yaml"): model for name, model in FILES.items()},
}
OWN = sorted((ROOT / "docs" / "keys").glob("*.yaml"))


def test_every_key_has_a_meaning_in_each_language_and_an_example():
    for language in LANGUAGES:
        lacking = [
            f"{kind}: {model.name}.{key.name}"
            for kind, models in reference(language).items()
            for model in models
            for key in model.keys
            if not (key.means and key.example)
        ]
        assert lacking == [], language


def test_the_examples_that_are_there_for_it_alone_are_right():
    for path in OWN:
        document = read_yaml(path.read_bytes(), path.name)
        assert document.root
        _, findings = bind(MODELS[path.stem], document.root)
        assert [*document.findings, *findings] == [], path.name
