"""A submitted form of the desk: the text in the page, the fields, the action."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl

from iiz_rules.language.text.retyped import END
from iiz_rules.web.calls import ServiceCall
from iiz_rules.web.faults import refused
from iiz_rules.web.guard import BODY
from iiz_rules.web.pages.visit import FIELD

MOST_FIELDS = 20_000
SET, HAD = "set:", "had:"
"""prefixes of the place of a value: what a field says now, and what it said, joined by `|`"""


@dataclass(frozen=True)
class SentForm:
    """The submitted names and values."""

    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def first(self) -> Mapping[str, str]:
        """The first value of each name."""
        return dict(reversed(self.pairs))

    def get(self, name: str) -> str:
        """The first value of a name; empty if there is none."""
        return self.first.get(name, "")

    def all(self, name: str) -> list[str]:
        """All values of a name."""
        return [value for key, value in self.pairs if key == name]

    @property
    def text(self) -> str:
        """The text of the file, with uniform line ends."""
        return END.sub("\n", self.get("text"))

    @property
    def token(self) -> str:
        """The token that shows that the form is one of ours."""
        return self.get(FIELD)

    def values(self) -> dict[str, list[str]]:
        """The fields that were changed, by the place of the value, each value on one line."""
        lined = [(name, END.sub(" ", value)) for name, value in self.pairs]
        had = {name.removeprefix(HAD): was for name, was in lined if name.startswith(HAD)}
        typed: dict[str, list[str]] = {at: [] for at in had}
        for name, value in lined:
            if name.startswith(SET) and name.removeprefix(SET) in had:
                typed[name.removeprefix(SET)].append(value)
        return {
            at: words for at, words in typed.items() if sorted(words) != had.get(at, "").split("|")
        }


def sent_form(call: ServiceCall) -> SentForm:
    """Read a submitted form; UsageError if the body is not one."""
    body: bytes = call.request.scope[BODY]
    try:
        how = {"errors": "strict", "keep_blank_values": True, "max_num_fields": MOST_FIELDS}
        return SentForm(tuple(parse_qsl(body.decode(), **how)))  # type: ignore[arg-type]
    except ValueError:
        raise refused("not-a-form") from None
