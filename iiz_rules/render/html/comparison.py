"""Two scenarios, or two days, side by side: one page with every measure that changes."""

from iiz_rules.portfolio.comparison import Comparison
from iiz_rules.render.html.sheet import SheetContent, sheet_page
from iiz_rules.render.text.compared import compared_lead, comparison_parts
from iiz_rules.render.text.simulation import is_invented
from iiz_rules.words.say import printed
from iiz_rules.words.text import Language


def comparison_page(comparison: Comparison, language: Language) -> str:
    """What changes from the one to the other, and why."""
    both = (comparison.first, comparison.second)
    content = SheetContent(
        comparison.first.policy.program,
        comparison.first.portfolio.on,
        title=printed("documents.title.comparison", language),
        name="",
        invented=any(map(is_invented, both)),
        lead=compared_lead(comparison, language),
        parts=comparison_parts(comparison, language),
    )
    return sheet_page(content, language)
