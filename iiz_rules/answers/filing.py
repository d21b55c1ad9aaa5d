"""What can be filed of every answer: an HTML page, a PDF, a receipt."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from iiz_rules.answers.decision import Decision
    from iiz_rules.receipts.receipt import Receipt
    from iiz_rules.words.text import Language


class Filed:
    """An answer that consists of decisions."""

    @property
    @abstractmethod
    def decisions(self) -> Sequence[Decision]:
        """The decisions it consists of."""

    @abstractmethod
    def to_html(self, language: Language = "de", *, name: str = "", invented: bool = False) -> str:
        """An HTML page for the file."""

    def to_pdf(self, language: Language = "de", *, name: str = "", invented: bool = False) -> bytes:
        """The same on A4 (extra `pdf`)."""
        from iiz_rules.render.html.page import sheet_pdf

        return sheet_pdf(self.to_html(language, name=name, invented=invented))

    def receipt(
        self,
        *,
        reference: str,
        at: str | datetime,
        salt: bytes | None = None,
        key: bytes | None = None,
    ) -> Receipt:
        """One receipt of all its decisions, see `Decision.receipt`."""
        from iiz_rules.receipts.making import receipt

        return receipt(self.decisions, reference, at, salt, key)
