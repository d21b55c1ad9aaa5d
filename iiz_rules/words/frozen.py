"""Immutable value classes: `@frozen` stands for `@dataclass(frozen=True)`.

`dataclass` writes six functions for each class and compiles them, a millisecond a class: the
seventy that `iiz assess` is made of took longer than its answer. Here all classes share the same
six; `fields`, `replace` and `asdict` of `dataclasses` take their objects like any others.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field, Field))
def frozen(kind: type[Kind]) -> type[Kind]:
    """Make an immutable class of its annotations; methods it defines itself stay.

    >>> @frozen
    ... class Seat:
    ...     of: str
    ...     at_most: int | None = None
    >>> Seat("iv"), Seat("iv") == Seat(of="iv", at_most=None)
    (Seat(of='iv', at_most=None), True)
    """
    own = set(vars(kind))
    made: Any = dataclass(init=False, repr=False, eq=False)(kind)
    made._layout = _LATER
    for name, function in _SHARED.items():
        if name not in own:
            setattr(made, name, function)
    return kind


class _Layout:
    """What the shared functions know of a class."""

    def __init__(self, declared: Iterable[Field[Any]], positional: tuple[str, ...]) -> None:
        self.positional = positional
        self.names = frozenset(one.name for one in declared)
        self.defaults = {one.name: one.default for one in declared if one.default is not MISSING}
        self.factories: dict[str, Callable[[], Any]] = {
            field_.name: field_.default_factory
            for field_ in declared
            if field_.default_factory is not MISSING
        }
        self.rest = dict(self._rests())
        """the defaults that follow so many positional values, if no factory is needed"""
        self.needed = self.names - self.defaults.keys() - self.factories.keys()
        self.shown = tuple(one.name for one in declared if one.repr)
        self.compared = tuple(one.name for one in declared if one.compare)
        self.hashed = tuple(one.name for one in declared if one.compare and one.hash is not False)

    def _rests(self) -> Iterator[tuple[int, tuple[Any, ...]]]:
        if len(self.positional) < len(self.names):
            return
        for count in range(len(self.positional), -1, -1):
            left = self.positional[count:]
            if not self.defaults.keys() >= set(left):
                return
            yield count, tuple(self.defaults[name] for name in left)

    def bound(self, values: tuple[Any, ...], named: dict[str, Any]) -> dict[str, Any]:
        """The value of each field."""
        given = dict(zip(self.positional, values, strict=False), **named)
        if len(given) < len(values) + len(named) or not self.needed <= given.keys() <= self.names:
            raise self._wrong(values, named)
        for name, make in self.factories.items():
            if name not in given:
                given[name] = make()
        return {**self.defaults, **given}

    def _wrong(self, values: tuple[Any, ...], named: dict[str, Any]) -> TypeError:
        given = self.positional[: len(values)]
        wrong = {name for name in given if name in named} | (named.keys() - self.names)
        wrong |= self.needed - {*given, *named}
        words = ", ".join(sorted(wrong)) or f"{len(values)} values"
        return TypeError(f"takes {', '.join(self.positional)}; wrong: {words}")


class _Later:
    """Works out the layout with the first object: many classes never have one."""

    def __get__(self, _: object, kind: Any) -> _Layout:
        kind._layout = layout = _Layout(fields(kind), kind.__match_args__)
        return layout


_LATER = _Later()


def _init(self: Any, *values: Any, **named: Any) -> None:
    layout = self._layout
    rest = None if named else layout.rest.get(len(values))
    if rest is not None:
        self.__dict__.update(zip(layout.positional, values + rest, strict=True))
    else:
        self.__dict__.update(layout.bound(values, named))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._layout.shown)
    return f"{type(self).__qualname__}({shown})"


def _eq(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    names = self._layout.compared
    return all(getattr(self, name) == getattr(other, name) for name in names)


def _hash(self: Any) -> int:
    return hash(tuple(getattr(self, name) for name in self._layout.hashed))


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change {name}: {type(self).__name__} is immutable")


_SHARED: dict[str, Callable[..., Any]] = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
}
