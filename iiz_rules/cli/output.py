"""In which form a command answers, and into which file; a file is the caller's to overwrite."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import click

from iiz_rules.cli.options import Decorator, KeywordType, fault, option
from iiz_rules.cli.screen import Screen
from iiz_rules.findings.names import shown

Form = TypeVar("Form")


def form_option(
    *forms: str, help: str = "assess.format", default: str | None = "text"
) -> Decorator:
    """Let the caller choose the form: text or JSON, or what else there is."""
    kinds = KeywordType(forms or ("text", "json"))
    return option("--format", "form", help=help, type=kinds, default=default)


def output_option(help: str) -> Decorator:
    """Let the caller name a file."""
    return option("-o", "--output", help=help, word="file.metavar", type=click.Path())


def by_ending(output: str, forms: Mapping[str, Form]) -> Form:
    """Tell from the ending of a file what is to stand in it; another ending is a finding."""
    form = forms.get(ending(output))
    if form is None:
        raise fault("unknown-ending", file=shown(output), known=", ".join(forms))
    return form


def ending(output: str) -> str:
    """Tell how the name of a file ends, such as `.svg`."""
    return Path(output).suffix.lower()


def save(screen: Screen, output: str, content: str | bytes) -> None:
    """Write a text, or bytes, as a file and say so; what cannot be written is a finding."""
    if isinstance(content, str):
        content = (content if content.endswith("\n") else f"{content}\n").encode()
    try:
        Path(output).write_bytes(content)
    except OSError:
        raise fault("unwritable-file", file=shown(output)) from None
    screen.written(output)
