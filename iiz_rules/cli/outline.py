"""The files of a new canton: a small one that works, commented in the reader's language.

They stand in `skeleton/`. Lines of one language begin with `#de `, `#fr ` or `#en ` there, so that
the three stand side by side; the rest is the same for all.
"""

import re
from pathlib import Path

from iiz_rules.language.dates import parse_date
from iiz_rules.words.text import Language

SKELETON = Path(__file__).parent / "skeleton"
# What the skeleton calls itself; a canton's own name, edition and first day take the place of it.
NAME, LABEL, EDITION, START = "neuland", "Neuland", "2024", "2024-01-01"
_OF_ONE_LANGUAGE = re.compile(r"^( *)#(de|fr|en) (.*\n)", re.MULTILINE)


def first_day(edition: str) -> str | None:
    """Give the first day of an edition named by its year or by that day; None for other names.

    >>> first_day("2026"), first_day("2026-07-01"), first_day("2026-13-01"), first_day("new")
    ('2026-01-01', '2026-07-01', None, None)
    """
    text = f"{edition}-01-01" if re.fullmatch(r"[0-9]{4}", edition) else edition
    return text if parse_date(text) else None


def new_canton(name: str, edition: str, language: Language) -> dict[str, str]:
    """Give the files of a new canton by their paths.

    >>> new_canton("musterland", "2026", "de")["canton.yaml"].splitlines()[-1]
    '  - {id: "2026", source: concept, valid_from: 2026-01-01}'
    """
    start = first_day(edition)
    assert start is not None  # checked where the name came from
    found = {}
    for path in sorted(SKELETON.rglob("*.yaml")):
        text = in_one_language(path.read_text("utf-8"), language).replace(START, start)
        if path.name == "canton.yaml":
            text = text.replace(f'"{EDITION}"', f'"{edition}"')
            text = text.replace(NAME, name).replace(LABEL, name.title())
        place = path.relative_to(SKELETON).as_posix()
        found[place.replace(f"{EDITION}/", f"{edition}/", 1)] = text
    return found


def in_one_language(text: str, language: Language) -> str:
    r"""Keep the lines that are for all, and those of one language without their mark.

    >>> in_one_language("#de # eins\n#en # one\na: 1\n", "en")
    '# one\na: 1\n'
    """

    def kept(line: re.Match[str]) -> str:
        return line[1] + line[3] if line[2] == language else ""

    return _OF_ONE_LANGUAGE.sub(kept, text)
