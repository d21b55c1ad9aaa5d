"""Immutable value classes: `@frozen` stands for `@dataclass(frozen=True)`.

`dataclass` writes six functions for each class and compiles them, a millisecond a class: the
seventy that `iiz assess` is made of took longer than its answer. Here all classes share the same
six; `fields`, `replace` and `asdict` of `dataclasses` take their objects like any others.
"""

from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

Kind = TypeVar("Kind")
_Binding = tuple[tuple[str, ...], tuple[Any, ...], tuple[tuple[str, Callable[[], Any]], ...]]
"""the fields in the order of the values, the defaults that follow them, and what is made anew"""


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
        self.shown = tuple(one.name for one in declared if one.repr)
        self.compared = tuple(one.name for one in declared if one.compare)
        self.hashed = tuple(one.name for one in declared if one.compare and one.hash is not False)
        self.bindings: dict[tuple[Any, ...], _Binding] = {}
        """the ways in which objects were made so far, by how many values and which names"""

    def binding(self, count: int, named: Iterable[str]) -> _Binding:
        """Bind so many positional values and these names to fields; TypeError if that is wrong."""
        first, named = self.positional[:count], tuple(named)
        bound = {*first, *named}
        needed = self.names - self.defaults.keys() - self.factories.keys()
        if count + len(named) > len(bound) or not needed <= bound <= self.names:
            wrong = ({*first} & {*named}) | (bound - self.names) | (needed - bound)
            words = ", ".join(sorted(wrong)) or f"{count} values"
            raise TypeError(f"takes {', '.join(self.positional)}; wrong: {words}")
        rest = {name: value for name, value in self.defaults.items() if name not in bound}
        anew = tuple(one for one in self.factories.items() if one[0] not in bound)
        binding = (*first, *named, *rest), tuple(rest.values()), anew
        return self.bindings.setdefault((count, *named), binding)


class _Later:
    """Works out the layout with the first object: many classes never have one."""

    def __get__(self, _: object, kind: Any) -> _Layout:
        kind._layout = layout = _Layout(fields(kind), kind.__match_args__)
        return layout


_LATER = _Later()


def _init(self: Any, *values: Any, **named: Any) -> None:
    layout = self._layout
    way = (len(values), *named)
    ordered, rest, anew = layout.bindings.get(way) or layout.binding(len(values), named)
    own = self.__dict__
    own.update(zip(ordered, (*values, *named.values(), *rest), strict=True))
    for name, make in anew:
        own[name] = make()


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
