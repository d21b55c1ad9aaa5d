"""The documentation as a site: `python -m scripts.documentation.build [--to FOLDER] [--lang de]`.

Sphinx makes it of the pages, a site for each language, and `iiz site` those of the cantons beside
it. Everything is read without a network. Sphinx and not MkDocs, which nobody develops any more
(nor, since November 2026, its theme Material; Zensical, which follows both, calls itself alpha):
its search is a script beside the pages, which works from a disk, it reads docstrings, and links
that lead nowhere stop it.
"""

import argparse
import os
import re
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from iiz_rules.cli.main import run
from iiz_rules.language.text.site_folder import check_site, put_site
from iiz_rules.words.text import LANGUAGES, Language
from scripts.documentation.pages import pages

HERE = Path(__file__).parent
SIDEBAR = '<aside class="sidebar-drawer" aria-label="iiz-rules">'
HEADING = re.compile(r'(<\w+ [^>]*role="heading")>')
CANTONS = ("zurich", "valais")
FIRST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>iiz-rules</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root {color-scheme: light dark} body {font: 1.1rem/1.6 sans-serif; margin: 3rem auto;
max-width: 30rem; padding: 0 1rem}</style></head>
<body><main><h1>iiz-rules</h1><ul>
<li lang="de"><a href="de/index.html">Deutsch</a></li>
<li lang="fr"><a href="fr/index.html">Français</a></li>
<li lang="en"><a href="en/index.html">English</a></li>
</ul></main></body></html>
"""


def build(
    folder: Path, language: Language, codes: Iterable[str] | None = None, jobs: int = 1
) -> int:
    """Build the site of a language into a folder; 0 where nothing is wrong with it."""
    from sphinx.cmd.build import build_main

    with TemporaryDirectory() as place:
        source = Path(place) / "source"
        for name, text in pages(language, codes).items():
            page = source / f"{name}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, "utf-8")
        shutil.copy(HERE / "conf.py", source)
        how = ["-b", "html", "-W", "--keep-going", "-q", "-D", f"language={language}"]
        how += ["-j", str(jobs)]
        done = int(build_main([*how, "-d", f"{place}/trees", str(source), str(folder)]))
    for left in (".buildinfo", "objects.inv"):
        (folder / left).unlink(missing_ok=True)
    for page in folder.rglob("*.html"):
        page.write_text(mended(page.read_text("utf-8")), "utf-8")
    return done


def mended(page: str) -> str:
    """A page without the faults of its theme: a heading has a level, code is reached by keys.

    Of two parts beside the page one has a name.

    >>> mended('<p class="caption" role="heading">Guides</p><pre>iiz</pre>')
    '<p class="caption" role="heading" aria-level="2">Guides</p><pre tabindex="0">iiz</pre>'
    """
    page = HEADING.sub(r'\1 aria-level="2">', page)
    page = page.replace('<aside class="sidebar-drawer">', SIDEBAR)
    return page.replace("<pre>", '<pre tabindex="0">')


def main() -> int:
    """Build all of it; 1 where something is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--to", type=Path, default=Path("site"))
    parser.add_argument("--lang", choices=LANGUAGES, action="append")
    asked = parser.parse_args()
    check_site(asked.to)
    with TemporaryDirectory() as place:
        made, wrong = Path(place), 0
        for language in asked.lang or LANGUAGES:
            print(f"docs: {language}", flush=True)
            wrong = build(made / language, language, jobs=os.cpu_count() or 1) or wrong
        for canton in CANTONS:
            print(f"docs: {canton}", flush=True)
            wrong = (
                run(["site", "--canton", canton, "--to", str(made / "cantons" / canton)]) or wrong
            )
        (made / "index.html").write_text(FIRST, "utf-8")
        put_site(
            asked.to,
            {
                path.relative_to(made).as_posix(): path.read_bytes()
                for path in sorted(made.rglob("*"))
                if path.is_file()
            },
        )
    print(f"docs: {asked.to / 'index.html'}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
