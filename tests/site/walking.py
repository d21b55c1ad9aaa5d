"""Pages as a reader walks through them: what leads where, and what each article leads to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote

Address = tuple[str, str]
"""A page and an anchor in it."""


@dataclass
class Walked(HTMLParser):
    """What a page has: its anchors, its links, each within which article; below `main` alone."""

    name: str
    anchors: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """the article, and the address as it is written"""
    within: dict[str, str] = field(default_factory=dict)
    """the article of each anchor"""

    def __post_init__(self) -> None:
        super().__init__()
        self.article = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag == "article":
            self.article = told["id"]
        if "id" in told:
            self.anchors.append(told["id"])
            self.within[told["id"]] = self.article
        if tag == "a":
            self.links.append((self.article, told["href"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.article = ""


def walked(pages: Mapping[str, str]) -> dict[str, Walked]:
    """Walk through every page."""
    found = {}
    for name, text in pages.items():
        found[name] = Walked(name)
        found[name].feed(text)
    return found


def inner_links(page: Walked) -> Iterator[tuple[str, Address]]:
    """The links within the site, each with its article and the address that it means."""
    for article, href in page.links:
        if "://" not in href:
            file, _, anchor = href.partition("#")
            to = normpath(join(dirname(page.name), unquote(file))) if file else page.name
            yield article, (to, unquote(anchor))
