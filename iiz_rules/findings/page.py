"""What a page says about a finding code, in all languages."""

from dataclasses import dataclass

from iiz_rules.findings.finding import NOTHING
from iiz_rules.words.text import Text


@dataclass(frozen=True)
class Page:
    """All that is said about one finding code.

    `message`, `label` (beside the caret) and `help` (the remedy) hold gaps such as `{key}`;
    `why` is the explanation printed by `iiz explain CODE`; `bad` is a smallest input that has the
    fault and `good` the same input mended. A fault that no text can show has `bad_bytes` instead.
    `status` is what a server answers, where that is not what its kind of error gives, and
    `retryable` says that the same call may go well a moment later.
    """

    code: str
    message: Text
    why: Text
    label: Text = NOTHING
    help: Text = NOTHING
    bad: str = ""
    bad_bytes: bytes = b""
    good: str = ""
    file: str = "eligibility.yaml"
    status: int | None = None
    retryable: bool = False
