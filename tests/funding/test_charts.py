"""Every chart is one that Vega-Lite knows: looked at here, and not again wherever one is drawn."""

from typing import Any

import altair as alt
import pytest
from jsonschema import ValidationError

from iiz_rules.portfolio.simulate import Simulation
from iiz_rules.render.charts.key_figures import figures_svg
from tests.escalation.test_statistics import YEAR, figures, page


@pytest.fixture
def specifications(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is to be drawn."""
    told: list[dict[str, Any]] = []

    def noted(specification: dict[str, Any], **_: Any) -> str:
        told.append(specification)
        return '<svg xmlns="http://www.w3.org/2000/svg"></svg>'

    monkeypatch.setattr("vl_convert.vegalite_to_svg", noted)
    return told


def test_every_chart_is_one_of_vega_lite(
    example: Simulation, specifications: list[dict[str, Any]]
) -> None:
    example.to_html("de")
    figures_svg(page(figures("zuerich-fallteam", *YEAR), "zurich", "de", every=True))
    assert len(specifications) > 8
    for chart in specifications:
        chart["config"]["legend"].pop("layout", None)  # Vega knows it, and Altair does not
        alt.Root.validate(chart)


def test_a_chart_that_is_none_is_noticed() -> None:
    with pytest.raises(ValidationError):
        alt.Root.validate({"mark": "bar", "encoding": {"x": {"field": 1}}})
