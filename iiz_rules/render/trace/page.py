"""The old place; goes when the command line asks where it lies now."""

from iiz_rules.render.html.trace import trace_page

__all__ = ["trace_page"]
