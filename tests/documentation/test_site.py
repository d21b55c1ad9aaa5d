"""The documentation as a site: Sphinx complains of nothing, and every link leads somewhere."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from iiz_rules.findings import registry
from iiz_rules.words.text import LANGUAGES
from scripts.documentation.pages import pages
from tests.effort import before_landing
from tests.needed import needing
from tests.site.walking import inner_links, walked

SPHINX = all(find_spec(name) for name in ("sphinx", "furo", "myst_parser"))


def test_there_is_a_page_for_each_finding_in_each_language():
    for language in LANGUAGES:
        made = pages(language)
        outside = {name for name, text in made.items() if "](../" in text}
        assert outside == set()
        for code in registry.stages():
            assert f"# {code}\n" in made[f"findings/{code}"]
            assert f"[{code}]({code}.md)" in made["findings/index"]


@pytest.mark.filterwarnings("default")  # one extension of Sphinx warns of another version
@before_landing
@needing(SPHINX, "no Sphinx: pip install 'iiz-rules[docs]'")
def test_every_link_leads_somewhere(tmp_path: Path):
    from scripts.documentation.build import build

    assert build(tmp_path / "fr", "fr", ["tab", "unknown-fact"]) == 0
    made = {
        path.relative_to(tmp_path).as_posix(): path.read_text("utf-8")
        for path in tmp_path.rglob("*.html")
    }
    found = walked(made)
    dead = [
        (page.name, to)
        for page in found.values()
        for _, to in inner_links(page)
        if to[0].startswith("fr/")
        and not to[0].startswith("fr/_")
        and (to[0] not in found or (to[1] and to[1] not in found[to[0]].anchors))
    ]
    assert dead == []
    code = made["fr/findings/tab.html"]
    assert "<pre>" not in code
    assert 'role="heading">' not in code
    assert "unknown-fact.html" not in code  # the list beside a page ends above its folder
    assert (tmp_path / "fr" / "searchindex.js").is_file()
    assert "../cantons/valais/fr/index.html" in made["fr/index.html"]
