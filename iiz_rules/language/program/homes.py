"""Where to find a program again, so that pickles need not contain it.

An answer or a case in motion holds its program, some hundred kilobytes. Pickled, it names the
edition by its digest and says where that is read; in a process in which the same edition is loaded
it is that one. A program that was changed in memory has no home, and travels itself.
"""

import copyreg
from collections.abc import Callable
from typing import Any
from weakref import WeakValueDictionary

from iiz_rules.language.program.rules import Program

Key = tuple[str, str, str]
"""what identifies an edition: canton, edition, digest"""
_HOME = "_home"
_here: WeakValueDictionary[Key, Program] = WeakValueDictionary()


def at_home(program: Program, again: Callable[..., Program], *where: str) -> Program:
    """Say how a program is had again: `again` is called with what names it, and with `where`."""
    vars(program)[_HOME] = again, *where
    _here[_key(program)] = program
    copyreg.pickle(Program, _named)
    return program


def has_home(program: Program) -> bool:
    """Whether the program can be found again."""
    return _HOME in vars(program)


def _key(program: Program) -> Key:
    return program.canton, program.edition, program.digest


def _named(program: Program) -> Any:
    home = vars(program).get(_HOME)
    return (back, (_key(program), *home)) if home else program.__reduce_ex__(2)


def back(key: Key, again: Callable[..., Program], *where: str) -> Program:
    """The identified program: the one in memory, or read again."""
    return _here.get(key) or again(key, *where)
