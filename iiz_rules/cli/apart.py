"""No command overwrites what it is told to read.

Checked for every command before it runs, whatever its options are called.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iiz_rules.editor.canton import EXAMPLES
from iiz_rules.language.folders import CANTON, find_canton, known_cantons
from iiz_rules.language.text.putting import check_apart

OUTPUTS = ("output", "table")
"""The parameters that name a file to be written."""


def check_outputs(parameters: Mapping[str, Any]) -> None:
    """Refuse a call that would overwrite its own input; UsageError `output-is-input`."""
    for name in OUTPUTS:
        if parameters.get(name) and os.path.lexists(parameters[name]):
            target = Path(parameters[name])
            for source in _sources(parameters):
                check_apart(target, _read(source, target))


def _sources(parameters: Mapping[str, Any]) -> Iterator[str]:
    """Every value of a call but its outputs; most are not files."""
    for name, value in parameters.items():
        values = value if isinstance(value, (tuple, list)) else (value,)
        if name not in OUTPUTS:
            yield from (os.fspath(one) for one in values if isinstance(one, (str, os.PathLike)))


def _read(source: str, target: Path) -> Iterator[Path]:
    """The paths that a value stands for, as far as the target may be one of them."""
    folder = Path(find_canton(source)[0]) if source in known_cantons() else Path(source)
    if (folder.parent / CANTON).is_file() and folder.is_dir():  # an edition
        folder = folder.parent
    if not folder.is_dir():
        yield Path(source)
        return
    whole, inside = target.resolve(), folder.resolve()
    if whole.is_relative_to(inside):
        parts = whole.relative_to(inside).parts
        if whole.suffix in (".yaml", ".yml") or not EXAMPLES.keys().isdisjoint(parts):
            yield whole
