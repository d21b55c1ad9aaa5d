"""Key figures as a picture, drawn by a library that not every installation has."""

from iiz_rules.findings.libraries import CHARTS, needed
from iiz_rules.render.statistics.sheet import Sheet


def sheet_svg(sheet: Sheet) -> str:
    """All tables as bars in one SVG file. UsageError where the extra `charts` is missing."""
    needed(CHARTS, "charts")
    from iiz_rules.render.charts.figures import figures_svg

    return figures_svg(sheet)
