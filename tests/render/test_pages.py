"""Pages: whatever a template is given is escaped, and nothing that it asks for may be lacking."""

import re
from importlib.resources import files
from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from iiz_rules.render.html.page import PageTable, page

NASTY = '<b>&" onclick="x'
TEMPLATES = files("iiz_rules.render.html") / "templates"


class Edition:
    edition = "2026"
    digest = NASTY


def bills(language: Any = "de", **changed: object) -> str:
    table = PageTable(["a", NASTY], [("x", NASTY)], (1,), ("sum", "3"))
    content = {"where": NASTY, "title": "t", "notes": [NASTY], "borne": table, "outlays": table}
    content |= {"invented": False, "period": NASTY}
    said = {"say": lambda key, **words: f"{key} {words}", "program": Edition}
    return page("bills", language, **{**content, **said, **changed})


def test_every_text_is_escaped_in_elements_and_in_attributes():
    html = bills(NASTY)
    assert NASTY not in html
    assert '<html lang="&lt;b&gt;&amp;&#34; onclick=&#34;x">' in html
    assert html.count("<b>") == 0


def test_only_what_was_made_as_markup_stays():
    assert "<li><i>x</i></li>" in bills(notes=[Markup("<i>x</i>")])


def test_what_a_template_asks_for_has_to_be_there():
    with pytest.raises(UndefinedError):
        page("bills", "de", where="", title="")


def test_a_long_table_may_be_broken_between_pages():
    short, long = (PageTable(["a"], [["x"]] * n) for n in (16, 17))
    assert 'class="wide whole"' in bills(borne=short, outlays=short)
    assert 'class="wide whole"' not in bills(borne=long, outlays=long)


def test_every_page_stands_over_the_one_base_and_nothing_is_loaded():
    """Parts stand over nothing; a script of its own have the pages that need one."""
    pages = {one.name: one.read_text("utf-8") for one in TEMPLATES.iterdir()}
    with_scripts = {"sitting_base.html", "site_search.html", "desk_file.html"}
    for name, text in pages.items():
        under = re.match(r'({#.*?#}\n)?{% extends "(\w+\.html)" %}', text)
        assert under is None or under[2] in pages
        assert name == "base.html" or "<html" not in text
        assert name in with_scripts or "<script" not in text
        if name.endswith((".html", ".css")):
            assert not {"<link", "<img", "http:", "https:"} & {*text.split()}
            assert "url(" not in text
