"""The pages of the documentation as Markdown, in one language, from what is written elsewhere."""

import re
from collections.abc import Iterable, Iterator, Mapping

import iiz_rules
from iiz_rules.findings import registry
from iiz_rules.words.say import say
from iiz_rules.words.text import Language
from scripts.documentation.keys import ROOT, Key, Model, reference

GUIDES: Mapping[Language, tuple[str, ...]] = {
    "de": ("anleitung", "regeln-pflegen", "im-editor", "sprache"),
    "fr": ("guide", "entretenir-les-regles", "dans-un-editeur", "langage"),
    "en": (),
}
"""The guides of a language."""
ENGLISH = ("language", "editor", "embedding", "serving", "store", "tables")
ELSEWHERE = {
    "readme": "README.md",
    "changelog": "CHANGELOG.md",
    "contributing": "CONTRIBUTING.md",
    "results": "benchmarks/RESULTS.md",
}
"""Pages that lie outside of docs."""
MOST_LINES = 9
ALONE = "---\norphan: true\n---"
"""A page that stands in a list and not in the margin of every page."""


def pages(language: Language, codes: Iterable[str] | None = None) -> dict[str, str]:
    """Every page by its name; of the findings those of some `codes` alone, where any are given."""
    chosen = [*registry.stages()] if codes is None else [*codes]
    made = {name: _written(f"docs/{name}.md", language) for name in (*GUIDES[language], *ENGLISH)}
    made |= {name: _written(path, language) for name, path in ELSEWHERE.items()}
    made |= dict(_keys(language))
    made |= {f"findings/{code}": _finding(code, language) for code in chosen}
    made["findings/index"] = _findings(chosen, language)
    if language == "en":
        made["reference"] = _reference()
    made["index"] = _index(language)
    return made


def _said(key: str, language: Language, **gaps: object) -> str:
    return say(f"documentation.{key}", language, **gaps)


# ------------------------------------------------------------------------------- what is written


def _written(path: str, language: Language) -> str:
    """A page as it lies in the project, with its links as they are in the site."""
    text = (ROOT / path).read_text("utf-8")
    return re.sub(
        r"\[([^\]]*)\]\(([^)\s]+)\)", lambda found: _link(found[1], found[2], language), text
    )


def _link(text: str, to: str, language: Language) -> str:
    """One link: to a page that is here, to one of another language, or the words alone."""
    if "://" in to or to.startswith("#"):
        return f"[{text}]({to})"
    path, hash_, anchor = to.removeprefix("../").removeprefix("docs/").partition("#")
    name = next((one for one, at in ELSEWHERE.items() if at == path), path.removesuffix(".md"))
    if name in (*GUIDES[language], *ENGLISH, *ELSEWHERE):
        return f"[{text}]({name}.md{hash_}{anchor})"
    for other, guides in GUIDES.items():
        if name in guides:
            return f'<a href="../{other}/{name}.html{hash_}{anchor}">{text}</a>'
    return text


# ---------------------------------------------------------------------------------------- keys


def _keys(language: Language) -> Iterator[tuple[str, str]]:
    """The keys of each kind of file."""
    told = reference(language)
    for kind, models in told.items():
        title = _said(f"kind.{kind}", language)
        yield (
            f"keys/{kind}",
            "\n\n".join([f"# {title}", *(_model(one, language) for one in models)]),
        )
    rows = [f"- [{_said(f'kind.{kind}', language)}]({kind}.md)" for kind in told]
    head = f"# {_said('keys', language)}\n\n{_said('keys.lead', language)}"
    yield "keys/index", "\n\n".join([head, "\n".join(rows), _tree(told)])


def _model(model: Model, language: Language) -> str:
    """What stands at the top of a file, or within one: that is called as what is said of it."""
    within = model.name[:1].isupper()
    head, _, more = model.means.partition(". ")
    parts = [f"## {head.rstrip('.') or model.name}", more] if within else [model.means]
    return "\n\n".join([*parts, *(_key(key, "##" + "#" * within, language) for key in model.keys)])


def _key(key: Key, level: str, language: Language) -> str:
    needed = f" – {_said('needed', language)}" if key.needed else ""
    lines = key.example.splitlines()
    shown = lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], "# …"]
    example = "\n".join(shown)
    return f"{level} `{key.name}`{needed}\n\n{key.means}\n\n```yaml\n{example}\n```"


# ------------------------------------------------------------------------------------ findings


def _findings(codes: Iterable[str], language: Language) -> str:
    """The list of all findings, by what is looked at."""
    listed = [*codes]
    parts = [f"# {_said('findings', language)}", _said("findings.lead", language)]
    for stage in registry.STAGES:
        rows = [
            f"- [{code}]({code}.md) {_message(code, language)}"
            for code in listed
            if registry.stages()[code] == stage
        ]
        if rows:
            parts += [f"## {say(f'cli.stage.{stage}', language)}", "\n".join(rows)]
    return "\n\n".join(parts)


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _message(code: str, language: Language) -> str:
    return registry.page(code).message[language].format_map(_Gaps())


def _finding(code: str, language: Language) -> str:
    """The page of a finding: what it says, why, what mends it, an example and the same mended."""
    page = registry.page(code)
    parts = [ALONE, f"# {code}", f"**{_message(code, language)}**", page.why[language]]
    remedy = page.help[language].format_map(_Gaps())
    if remedy:
        parts.append(f"{_said('remedy', language)} {remedy}.")
    for key, example in (("bad", page.bad), ("good", page.good)):
        if example and len(example) < 4_000:
            fence = "````"
            title = f"{_said(key, language)} (`{page.file}`)"
            parts.append(f"{title}\n\n{fence}text\n{example.rstrip()}\n{fence}")
    return "\n\n".join(parts)


# ----------------------------------------------------------------------------------- the rest


def _reference() -> str:
    """The API: everything that `iiz_rules` exports, from its docstrings."""
    names = [name for name in iiz_rules.__all__ if not name.startswith("_")]
    things = {name: getattr(iiz_rules, name) for name in names}
    parts = ["# API", "Everything that `import iiz_rules` gives."]
    for name, thing in things.items():
        kind = "autofunction" if callable(thing) and not isinstance(thing, type) else "autoclass"
        if not callable(thing) or not getattr(thing, "__module__", "").startswith("iiz_rules"):
            continue
        how = "" if kind == "autofunction" else "\n   :members:\n   :undoc-members:"
        block = f".. {kind}:: iiz_rules.{name}{how}"
        parts.append(f"## {name}\n\n```{{eval-rst}}\n{block}\n```")
    return "\n\n".join(parts)


def _index(language: Language) -> str:
    """The first page: what there is, for whom."""
    parts = [f"# {_said('title', language)}", _said("lead", language)]
    others = [one for one in GUIDES if one != language]
    parts.append(" · ".join(_language(one) for one in others))
    cantons = "\n".join(
        f'- <a href="../cantons/{name}/{language}/index.html">{canton}</a>'
        for name in ("zurich", "valais")
        for canton in [_said(f"canton.{name}", language)]
    )
    parts += [f"## {_said('cantons', language)}", _said("cantons.lead", language), cantons]
    guides = [*GUIDES[language], "keys/index", "findings/index"]
    more = [*ENGLISH, "readme", "changelog", "contributing", "results"]
    if language == "en":
        trees = [
            _tree(("readme", *ENGLISH), _said("guides", language)),
            _tree(("reference", "keys/index", "findings/index"), _said("reference", language)),
            _tree(("changelog", "contributing", "results"), _said("project", language)),
        ]
    else:
        trees = [_tree(guides, _said("guides", language)), _tree(more, _said("english", language))]
    return "\n\n".join([*parts, *trees])


def _language(language: Language) -> str:
    name = _said(f"language.{language}", language)
    return f'<a href="../{language}/index.html" lang="{language}">{name}</a>'


def _tree(names: Iterable[str], caption: str = "") -> str:
    """What stands below a page; a caption shows it, else it stands in the margin alone."""
    head = f":caption: {caption}\n:maxdepth: 1" if caption else ":hidden:\n:maxdepth: 1"
    listed = "\n".join(names)
    return f"```{{toctree}}\n{head}\n\n{listed}\n```"
