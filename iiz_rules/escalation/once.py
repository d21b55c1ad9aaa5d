"""What is made of a program once and shared: cases and questions come by the thousand."""

import threading
from collections.abc import Callable
from typing import TypeVar

from iiz_rules.language.program.rules import Program

Kind = TypeVar("Kind")
Made = dict[int, tuple[Program, Kind]]
MOST = 16
_making = threading.RLock()


def made(kept: "Made[Kind]", program: Program, make: Callable[[], Kind]) -> Kind:
    """Give what was made of a program, or make it; of the oldest programs nothing is kept."""
    with _making:
        found = kept.get(id(program))
        if found is None or found[0] is not program:
            while len(kept) >= MOST:
                del kept[next(iter(kept))]
            found = kept[id(program)] = program, make()
        return found[1]
