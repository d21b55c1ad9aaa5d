"""Charts as SVG, drawn by Vega: pictures for people, with a text for each mark.

Not every installation has the library: importing what draws raises UsageError that names the extra.
"""

from iiz_rules.findings.errors import CHARTS, needed

needed(CHARTS, "charts")
