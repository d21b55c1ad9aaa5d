"""Entries, which pages of the site consist of: rows of links, and the address of each."""

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from iiz_rules.render.text.rule import Name, Sentence
from iiz_rules.words.frozen import frozen

PAGES = {
    "clauses": ("clause",),
    "rules": ("rule", "criterion", "term"),
    "competences": ("action", "competence"),
    "readings": ("interpretation",),
    "facts": ("fact",),
    "actors": ("actor",),
    "events": ("event", "trigger"),
    "cases": ("case", "story", "move"),
    "drawings": ("drawing",),
}
"""the pages in order, and the kinds of entry on each"""
PAGE_OF = {kind: page for page, kinds in PAGES.items() for kind in kinds}
NUMBERED = ("clause", "interpretation")
"""kinds of entry called by their number"""
BACK = {"criterion": "rule", "competence": "action", "move": "story"}
"""the kind that a part counts as in backlinks"""


@frozen
class EntryLink:
    """A link to an entry, by its words or by other ones; a `note` behind it, a sentence below."""

    to: Name
    text: str = ""
    note: str = ""
    sentence: str = ""


Item = EntryLink | str


@frozen
class EntryRow:
    """One row about an entry; `key` is that of its heading."""

    key: str
    items: tuple[Item, ...]


@frozen
class SiteEntry:
    """One thing that has a place of its own in the site.

    `kind` says in words what it is, `text` is its sentence, `told` its condition, `parts` are
    what it consists of (of a rule the criteria), `tags` short words about it.
    """

    name: Name
    title: str
    kind: str = ""
    number: str = ""
    text: str = ""
    rows: tuple[EntryRow, ...] = ()
    told: Sentence | None = None
    parts: tuple["SiteEntry", ...] = ()
    tags: tuple[str, ...] = ()
    source: str = ""
    """the link to the source outside of the site"""
    group: str = ""
    """the heading it is listed under"""

    @property
    def all(self) -> Iterator["SiteEntry"]:
        """The entry and its parts."""
        yield self
        yield from self.parts

    @property
    def links(self) -> Iterator[Name]:
        """What the entry itself leads to, without its parts."""
        for row in self.rows:
            yield from (item.to for item in row.items if isinstance(item, EntryLink))
        if self.told:
            yield from _named(self.told)


def _named(sentence: Sentence) -> Iterator[Name]:
    yield from (name for name, _ in sentence.about)
    for part in sentence.inner:
        yield from _named(part)


def rows(*made: tuple[str, Iterable[Item]]) -> tuple[EntryRow, ...]:
    """Rows of what there is something to say about; what is said twice is said once."""
    told = (EntryRow(key, tuple(dict.fromkeys(items))) for key, items in made)
    return tuple(row for row in told if any(row.items))


def links(kind: str, names: Iterable[str]) -> Iterator[EntryLink]:
    """Links to several entries of one kind."""
    return (EntryLink((kind, name)) for name in names)


def anchor(name: Name) -> str:
    """The anchor of an entry in its page; that of a clause is its number.

    >>> anchor(("clause", "VS-4.1")), anchor(("fact", "person.age"))
    ('VS-4.1', 'fact-person.age')
    """
    kind, own = name
    return "-".join((own if kind == "clause" else f"{kind}-{own}").split())


def address(name: Name) -> str:
    """The address of an entry, relative to any page of the same language."""
    return f"{PAGE_OF[name[0]]}.html#{quote(anchor(name))}"
