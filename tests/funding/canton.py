"""Two invented cantons: the harbour (payers, catalogues, a fund), the quay (every kind of fact)."""

import shutil
from collections.abc import Callable, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import iiz_rules as iiz
from iiz_rules.policy import Policy
from iiz_rules.words.text import Language

HARBOUR = Path(__file__).parent / "harbour"
QUAY = Path(__file__).parent / "quay"
DAY = "2024-03-01"
Report = Callable[[Language], str]
"""The page of the example in a language."""
MEMBERS: list[dict[str, Any]] = [
    {"of": "guild", "has": ["sworn"], "present": True, "vote": "for"},
    {"of": "town", "present": True, "vote": "for"},
    {"of": "club", "present": True, "vote": "against"},
]


def harbour(on: str = DAY, **readings: str) -> Policy:
    """The canton on a day, some places read otherwise: `harbour(A_XX_01="capped")`."""
    return iiz.load(HARBOUR, on, {name.replace("_", "-"): one for name, one in readings.items()})


def quay(on: str = DAY, **readings: str) -> Policy:
    """The canton of the quay, whose payers ask for facts of every kind."""
    return iiz.load(QUAY, on, {name.replace("_", "-"): one for name, one in readings.items()})


THIRD = """
  - id: A-XX-03
    label: {de: Erfunden, fr: Inventé, en: Invented}
    question: {de: Muss es sein?, fr: Est-ce nécessaire ?, en: Does it have to be?}
    clauses: [XX-3]
    options:
      - {id: must, label: {de: muss, fr: doit, en: must}}
      - {id: may, label: {de: kann, fr: peut, en: may}}
    default: must
    rationale: {de: Erfunden., fr: Inventé., en: Invented.}
"""


def rewritten(folder: Path, changes: Mapping[str, list[tuple[str, str]]]) -> Policy:
    """The canton with other texts in its files, which may read `A-XX-03`: `must` or `may`."""
    copy = Path(shutil.copytree(HARBOUR, folder / "harbour"))
    for name, texts in changes.items():
        path = copy / "2024" / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert all(old in text for old, _ in texts)
        path.write_text(reduce(lambda now, pair: now.replace(*pair), texts, text), encoding="utf-8")
    with (copy / "2024" / "interpretations.yaml").open("a", encoding="utf-8") as interpretations:
        interpretations.write(THIRD)
    return iiz.load(copy, DAY)
