"""What Sphinx is told; the language comes with the call (`build.py`)."""

from typing import Any

project = "iiz-rules"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
html_theme = "furo"
html_title = "iiz-rules"
html_static_path: list[str] = []
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_last_updated_fmt = None
myst_heading_anchors = 4
default_role = "literal"  # docstrings write names between single backticks
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True
# Examples show what is wrong as well, and a docstring is written for who reads the source.
suppress_warnings = ["misc.highlighting_failure", "docutils"]

_trees: dict[str, str] = {}
"""The lists beside the pages of a folder, made once: from each of them the way is the same."""


def setup(app: Any) -> None:
    """Let the list beside each page end above the pages of a folder."""
    app.connect("html-page-context", _shallow, priority=400)  # before the theme asks for it


def _shallow(_app: Any, page: str, _template: str, context: dict[str, Any], _tree: Any) -> None:
    """Four hundred pages beside each of four hundred took half of the time; nobody reads them."""
    whole, (folder, _, name) = context.get("toctree"), page.rpartition("/")
    if whole is None:
        return

    def tree(**how: Any) -> str:
        if not folder or name == "index":
            return str(whole(**{**how, "maxdepth": 1}))
        if folder not in _trees:
            _trees[folder] = str(whole(**{**how, "maxdepth": 1}))
        return _trees[folder]

    context["toctree"] = tree
