"""Generated text → a function. A traceback shows its lines, and a debugger steps through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

BUILTINS = {one.__name__: one for one in (type, len, dict, int, str, list)}
"""All that a generated function can call beside what it is given."""


class GeneratedText:
    """A generated text; as the loader of its functions it gives `linecache` their lines."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self.source = source
        self._code = compile(source, name, "exec")

    def get_source(self, _: str) -> str:
        """The text, as `linecache` asks a loader for it."""
        return self.source

    def function(self, name: str, names: dict[str, Any]) -> Callable[..., Any]:
        """Make the function of a name, which sees nothing but `names`."""
        own = {"__name__": self.name, "__loader__": self, "__builtins__": BUILTINS}
        world = {**own, **names}
        exec(self._code, world)
        function: Callable[..., Any] = world[name]
        return function
