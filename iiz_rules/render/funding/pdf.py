"""A page as PDF, by WeasyPrint: what the page shows, on A4, with nothing fetched from anywhere."""

from typing import Any

from iiz_rules.findings.libraries import missing


def pdf(html: str) -> bytes:
    """Give a page as PDF. UsageError where WeasyPrint, or a library it stands on, is missing."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: Pango, which comes with no wheel
        raise missing("weasyprint", "pdf") from None
    found: bytes = HTML(string=html, url_fetcher=_nothing).write_pdf()
    return found


def _nothing(url: str, **_: Any) -> dict[str, Any]:
    raise ValueError(url)
