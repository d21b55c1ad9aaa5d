"""What a form of the desk sends: the text as it stands in the page, its fields, what to do."""

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
"""Before the place of a value: what a field says now, and what it said, its words parted by `|`."""


@dataclass(frozen=True)
class SentForm:
    """What came."""

    pairs: tuple[tuple[str, str], ...]

    @cached_property
    def first(self) -> Mapping[str, str]:
        """Each name with the first that was given for it."""
        return dict(reversed(self.pairs))

    def get(self, name: str) -> str:
        """What was given for a name; nothing where nothing was."""
        return self.first.get(name, "")

    def all(self, name: str) -> list[str]:
        """All that was given for a name."""
        return [value for key, value in self.pairs if key == name]

    @property
    def text(self) -> str:
        """The text of the file, its lines ended in one way."""
        return END.sub("\n", self.get("text"))

    @property
    def token(self) -> str:
        """What shows that the form is one of ours."""
        return self.get(FIELD)

    def values(self) -> dict[str, list[str]]:
        """What was filled in otherwise than it was, by the places of the values, each on a line."""
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
    """Read what a browser sends; UsageError for what is no form."""
    body: bytes = call.request.scope[BODY]
    try:
        how = {"errors": "strict", "keep_blank_values": True, "max_num_fields": MOST_FIELDS}
        return SentForm(tuple(parse_qsl(body.decode(), **how)))  # type: ignore[arg-type]
    except ValueError:
        raise refused("not-a-form") from None
