"""The whole site: every entry, what leads to it, and the pages in which it stands."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from itertools import groupby

from markupsafe import Markup, escape

from iiz_rules import __version__
from iiz_rules.language.program.rules import Program
from iiz_rules.render.drawing.graph import Drawing
from iiz_rules.render.html.page import page
from iiz_rules.render.site.declared import DeclaredEntries
from iiz_rules.render.site.drawn import Shaping, cards, drawings, picture, shaping_of
from iiz_rules.render.site.entry import (
    BACK,
    NUMBERED,
    PAGE_OF,
    PAGES,
    EntryLink,
    Item,
    SiteEntry,
    address,
    anchor,
)
from iiz_rules.render.site.happenings import HappeningEntries
from iiz_rules.render.site.rules import RuleEntries
from iiz_rules.render.text.rule import Name, Sentence
from iiz_rules.render.text.trace import sums
from iiz_rules.render.text.values import edition_words
from iiz_rules.testing.suite import StoryRun
from iiz_rules.testing.trace.matrix import Trace
from iiz_rules.words.formats import written
from iiz_rules.words.say import printed
from iiz_rules.words.text import LANGUAGES, Language
from iiz_rules.words.typography import typeset

SEARCH = "search"
NATIVE: dict[Language, str] = {"de": "Deutsch", "fr": "Français", "en": "English"}
MANY = 8
"""links of one kind shown at once; more are folded"""


def site(
    trace: Trace, stories: Sequence[StoryRun], languages: Sequence[Language] = LANGUAGES
) -> dict[str, str]:
    """Every file of the site by its name. The same rules give the same bytes."""
    return of_editions([(trace, stories)], languages)


def of_editions(
    editions: Sequence[tuple[Trace, Sequence[StoryRun]]], languages: Sequence[Language]
) -> dict[str, str]:
    """The same of several editions: the last one at the top, each with ways to the others.

    An earlier one lies in a folder that is called as it is.
    """
    files: dict[str, str] = {}
    sites: dict[Language, list[_Site]] = {language: [] for language in languages}
    for number, (trace, stories) in enumerate(editions, 1):
        shaping = shaping_of(trace.program)
        folder = "" if number == len(editions) else f"{trace.program.edition}/"
        for language, beside in sites.items():
            beside.append(_Site(trace, stories, language, languages, shaping, folder, beside))
    for language, beside in sites.items():
        for one in beside:
            files |= {f"{one.folder}{language}/{name}.html": text for name, text in one.pages()}
    return {"index.html": sites[languages[0]][-1].choice(), **files}


class _Site:
    """The site in one language."""

    def __init__(
        self,
        trace: Trace,
        stories: Sequence[StoryRun],
        language: Language,
        languages: Sequence[Language],
        shaping: Shaping,
        folder: str,
        beside: Sequence["_Site"],
    ) -> None:
        self.trace, self.stories = trace, stories
        self.folder, self.beside = folder, beside
        self.language, self.languages = language, languages
        self.shaping = shaping
        self._items: dict[Item, str] = {}

    @property
    def program(self) -> Program:
        return self.trace.program

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        return drawings(self.program, self.language, self.shaping)

    @cached_property
    def entries(self) -> dict[Name, SiteEntry]:
        """Every entry that stands in a page, by its name."""
        declared = DeclaredEntries(self.program, self.language)
        happening = HappeningEntries(self.program, self.language)
        ruled = RuleEntries(self.program, self.language)
        every = (
            *declared.clauses(self.trace),
            *ruled.rules(),
            *ruled.actions(),
            *declared.readings(),
            *declared.facts(),
            *declared.people(),
            *happening.events(),
            *happening.cases(self.trace, self.stories),
        )
        return {entry.name: entry for entry in every}

    @cached_property
    def known(self) -> dict[Name, SiteEntry]:
        """All that can be linked to: the entries, their parts, and the cards of the drawings."""
        drawn = (cards(self.program, what, one) for what, one in self.drawings.items())
        shown = (*(one for entry in self.entries.values() for one in entry.all),)
        return {one.name: one for one in (*shown, *(card for some in drawn for card in some))}

    @cached_property
    def back(self) -> dict[Name, dict[str, dict[EntryLink, None]]]:
        """The backlinks of each entry, by kind, each once."""
        links: dict[Name, dict[str, dict[EntryLink, None]]] = {}
        for to, link in self._leading():
            kind = BACK.get(link.to[0], link.to[0])
            links.setdefault(to, {}).setdefault(kind, {})[link] = None
        return links

    def _leading(self) -> Iterator[tuple[Name, EntryLink]]:
        """Each thing that is led to, and the link back; a clause is led to by the very part."""
        whole_of = {part.name: whole for whole in self.entries.values() for part in whole.parts}
        for entry in self.known.values():
            whole = whole_of.get(entry.name, entry)
            for to in dict.fromkeys(entry.links):
                if whole.name == to or to not in self.known:
                    continue
                if to[0] == "clause":
                    if entry is whole or not _same(entry, whole):
                        yield to, self._carrying(entry, whole)
                else:
                    yield whole_of.get(to, self.known[to]).name, EntryLink(whole.name)

    def _carrying(self, part: SiteEntry, whole: SiteEntry) -> EntryLink:
        """The link from a clause to what carries it out: by whom, and as a sentence."""
        text = "" if part is whole else f"{whole.title} – {part.title}"
        told = part.text if part.name[0] in CARRYING else ""
        acting = [self._who(row.items) for row in part.rows if row.key in WHO]
        return EntryLink(part.name, text, sentence=" ".join(filter(None, (*acting, told))))

    def _who(self, items: Iterable[object]) -> str:
        links = [item for item in items if isinstance(item, EntryLink)]
        who = "; ".join(item.text or self.known[item.to].title for item in links)
        return self.said("site.carried-by", who=who)

    def said(self, key: str, **gaps: object) -> str:
        return printed(key, self.language, **gaps)

    # ---------------------------------------------------------------------------------- pages

    def pages(self) -> Iterator[tuple[str, str]]:
        """Every page by its name."""
        yield "index", self.page("index", sums=sums(self.trace, self.language), counts=self.counts)
        for name, kinds in PAGES.items():
            listed = _grouped(one for one in self.entries.values() if one.name[0] in kinds)
            if name == "drawings":
                yield name, self.page(name, figures=[*self.figures()])
            elif listed:
                yield name, self.page(name, groups=[*self.groups(listed)])
        yield SEARCH, self.page(SEARCH, index=self.index(), script=Markup(SCRIPT))

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of entries of each page."""
        n = dict.fromkeys(PAGES, 0) | {"drawings": len(self.drawings)}
        for kind, _ in self.entries:
            n[PAGE_OF[kind]] += 1
        return {name: number for name, number in n.items() if number}

    def groups(self, listed: Sequence[SiteEntry]) -> Iterator[tuple[str, str, list[SiteEntry]]]:
        """Entries below their headings, each heading with an anchor."""
        for n, (heading, some) in enumerate(groupby(listed, key=lambda one: one.group), 1):
            yield heading, f"group-{n}", list(some)

    def figures(self) -> Iterator[tuple[str, str, str]]:
        """The drawings, each with its title and its anchor."""
        for what, drawing in self.drawings.items():
            yield (
                what,
                self.said(f"drawing.title.{what}"),
                Markup(picture(self.program, what, drawing)),
            )

    def index(self) -> list[list[str]]:
        """What is searched: number and title, what it is, its texts, where it stands."""
        rows = []
        for entry in self.known.values():
            if entry.name[0] == "drawing":
                continue
            kind = self.said(f"site.page.{PAGE_OF[entry.name[0]]}")
            texts = [item for row in entry.rows for item in row.items if isinstance(item, str)]
            number = "" if entry.number in ("", entry.title) else entry.number
            text = " ".join((entry.text, *texts, *entry.tags))
            rows.append([number, entry.title, entry.kind or kind, text, address(entry.name)])
        return rows

    def page(self, name: str, **content: object) -> str:
        """One page over the template of its name."""
        template = name if name in ("index", SEARCH, "drawings") else "entries"
        return page(
            f"site_{template}",
            self.language,
            site=self,
            name=name,
            title=f"{self.program.label[self.language]} · {self.said(f'site.page.{name}')}",
            script_hash=SCRIPT_HASH,
            **content,
        )

    def choice(self) -> str:
        """The page on which a language is chosen."""
        labels = dict.fromkeys(self.program.label[language] for language in self.languages)
        return page("site_choice", self.language, title=" · ".join(labels), site=self)

    # ------------------------------------------------------------------- what templates ask for

    native = NATIVE
    many = MANY

    @property
    def footer(self) -> str:
        """The footer: which rules these are."""
        how = {"edition": self.edition, "version": __version__, "digest": self.program.digest}
        return self.said("site.footer", **how)

    @property
    def edition(self) -> str:
        """The edition and when it is in force."""
        days = {"from": self.program.valid_from, "to": self.program.valid_to}
        told = [
            self.said(f"site.valid.{key}", day=written(day, self.language))
            for key, day in days.items()
            if day
        ]
        return ", ".join([edition_words(self.program, self.language), *told])

    def way_to(self, other: "_Site", name: str) -> str:
        """From a page to the same of another edition; to its beginning where it has none."""
        there = name if name in ("index", SEARCH, *other.counts) else "index"
        return f"{'../../' if self.folder else '../'}{other.folder}{self.language}/{there}.html"

    def anchor(self, name: Name) -> str:
        """The anchor of an entry."""
        return anchor(name)

    def item(self, item: Item) -> str:
        """A text, or a link with what stands behind and below it."""
        if item not in self._items:
            self._items[item] = self.set(item) if isinstance(item, str) else self._link(item)
        return self._items[item]

    def _link(self, link: EntryLink) -> str:
        entry = self.known.get(link.to)
        title, hint = link.text or (entry.title if entry else self._called(link.to[1])), ""
        if entry and not link.text and link.to[0] in NUMBERED:
            title, hint = entry.number, entry.title if link.to[0] == "interpretation" else ""
        markup = self._named(title, link.to)
        markup += Markup(' <span class="small">{}</span>').format(self.set(hint)) if hint else ""
        markup += self.set(link.note)
        if link.sentence:
            markup += Markup('<div class="below">{}</div>').format(self.set(link.sentence))
        return markup

    def _called(self, name: str) -> str:
        """What a rule is called that has no entry, such as a group of which cases are counted."""
        rule = self.program.rules.get(name)
        return rule.label[self.language] if rule else name

    def told(self, sentence: Sentence) -> Markup:
        """A sentence in which what is named is linked, where the words that name it stand."""
        rest, written = self.set(sentence.text), Markup()
        for name, words in sentence.about:
            before, named, rest = rest.partition(self.set(words))
            written += escape(before) + self._named(named, name)
        return written + escape(rest)

    def _named(self, words: str, name: Name) -> Markup:
        text = self.set(words)
        if name not in self.known:
            return escape(text)
        return Markup('<a href="{}">{}</a>').format(address(name), text)

    def inline(self, listed: Sequence[object]) -> bool:
        """Whether links stand in a line: to numbers, which are short."""
        return all(isinstance(one, EntryLink) and one.to[0] == "clause" for one in listed)

    def set(self, text: str) -> str:
        """A text as it is printed."""
        return typeset(text, self.language)

    def leading(self, name: Name) -> Mapping[str, list[EntryLink]]:
        """What leads to an entry, kind by kind in the order of the pages."""
        links = self.back.get(name, {})
        return {kind: [*links[kind]] for kind in PAGE_OF if kind in links}


CARRYING = ("rule", "criterion", "term", "competence")
"""What carries a clause out, and is told there as a sentence."""
WHO = ("provider", "bearer", "payer", "decided_by", "capacity")
"""The rows that say who carries something out."""
SCRIPT = files("iiz_rules.render.html").joinpath("templates/site_search.js").read_text("utf-8")
SCRIPT_HASH = b64encode(sha256(SCRIPT.encode()).digest()).decode()


def _grouped(entries: Iterable[SiteEntry]) -> list[SiteEntry]:
    """Entries of one group together, the groups in the order in which they are first met."""
    listed = list(entries)
    order = list(dict.fromkeys(one.group for one in listed))
    return sorted(listed, key=lambda one: order.index(one.group))


def _same(part: SiteEntry, whole: SiteEntry) -> bool:
    """Whether a part rests on no other clauses than the whole does itself."""
    cited = [{to for to in one.links if to[0] == "clause"} for one in (part, whole)]
    return cited[0] == cited[1]
