"""What Sphinx is told; the language comes with the call (`build.py`)."""

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
