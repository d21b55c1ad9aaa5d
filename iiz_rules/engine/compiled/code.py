"""Generated text → a function. A traceback shows its lines, and a debugger steps through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

BUILTINS = {one.__name__: one for one in (type, len, dict, int, str, list)}
"""All that a generated function can call beside what it is given."""


class GeneratedText:
    """The text of a function; as its loader it gives `linecache` the lines."""

    def __init__(self, name: str, head: str, lines: Iterable[str], back: str) -> None:
        self.name = name
        self.source = "\n    ".join([f"def {head}:", *lines, f"return {back}"]) + "\n"
        self._function = head.partition("(")[0]
        self._code = compile(self.source, name, "exec")

    def get_source(self, _: str) -> str:
        """The text, as `linecache` asks a loader for it."""
        return self.source

    def function(self, names: dict[str, Any]) -> Callable[..., Any]:
        """Make the function, which sees nothing but `names`."""
        own = {"__name__": self.name, "__loader__": self, "__builtins__": BUILTINS}
        world = {**own, **names}
        exec(self._code, world)
        function: Callable[..., Any] = world[self._function]
        return function
