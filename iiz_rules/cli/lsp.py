"""`iiz lsp`: help with writing a canton's files in an editor, over the Language Server Protocol."""

from iiz_rules.cli.command import command
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.errors import needed


@command()
def lsp(screen: Screen) -> int:
    """Speak with an editor over standard input and output, until it ends."""
    needed(("pygls",), "editor")
    from iiz_rules.cli.language_server import serve

    serve(screen.language)
    return 0
