"""Immutable answers, without the cost of importing `dataclasses`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any, NoReturn


class Frozen:
    """Refuses assignment; `__init__` uses `_set`, and cached properties write to `__dict__`."""

    def _set(self, **parts: Any) -> None:
        self.__dict__.update(parts)

    def __setattr__(self, name: str, value: Any) -> NoReturn:
        raise AttributeError(f"cannot assign to `{name}`: {type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"cannot delete `{name}`: {type(self).__name__} is immutable")
