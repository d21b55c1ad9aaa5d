"""Rewriting a canton's files: only one's own, and only if nobody changed them meanwhile."""

from collections.abc import Mapping
from pathlib import Path

from iiz_rules.cli.options import fault
from iiz_rules.language.editions import Folder
from iiz_rules.language.folders import check_own
from iiz_rules.language.text.putting import put

Changes = Mapping[Path, tuple[bytes, bytes]]
"""files by path: what was read, and what to write"""


def rewrite(canton: Folder, changes: Changes) -> None:
    """Write files of a canton, or none if one of them was changed meanwhile.

    Raises UsageError, also for a canton that comes with the package.
    """
    if changes:
        check_own(canton.path, canton.name)
    for path, (before, _) in changes.items():
        if not path.is_file() or path.read_bytes() != before:
            raise fault("changed-meanwhile", file=canton.shown(path))
    for path, (_, after) in changes.items():
        put(path, after)
