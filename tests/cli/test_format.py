"""`iiz format` and `iiz check --fix`: what is written anew, and what is left alone."""

import pytest

from iiz_rules.editor.edits import applied
from iiz_rules.editor.fixes import fix_of, written
from iiz_rules.findings.registry import page, stages
from iiz_rules.language.text.yaml import read_yaml
from tests.cli.terminal import Terminal


@pytest.fixture
def canton(terminal: Terminal) -> Terminal:
    """A new canton in the terminal's folder."""
    terminal.iiz("new", "canton", "neuland", "--edition", "2026")
    return terminal


def test_files_are_laid_out_and_say_the_same(canton: Terminal):
    path = canton.folder / "neuland" / "2026" / "events.yaml"
    before = path.read_text("utf-8")
    path.write_text(before.replace(": [", ":   [ ").replace("]\n", " ]  \n"), "utf-8")
    done = canton.iiz("format", "neuland", "--check")
    assert (done.code, done.out.splitlines()[0]) == (1, "neuland/2026/events.yaml")
    assert canton.iiz("format", "neuland").code == 0
    assert path.read_text("utf-8") == before
    done = canton.iiz("format", "neuland", "--lang", "fr")
    assert (done.code, done.out) == (0, "Tous les fichiers sont déjà mis en page ainsi.\n")


def test_a_canton_of_the_package_is_left_alone(canton: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("iiz_rules.cli.format.laid_out", lambda data, _: data + b"\n")
    done = canton.iiz("format", "zurich")
    assert (done.code, "packaged-canton" in done.err) == (2, True)


def test_what_somebody_changed_meanwhile_is_not_overwritten(
    canton: Terminal, monkeypatch: pytest.MonkeyPatch
):
    path = canton.folder / "neuland" / "2026" / "facts.yaml"
    theirs = path.read_text("utf-8") + "# ours\n"

    def meanwhile(data: bytes, name: str) -> bytes:
        path.write_text(theirs, "utf-8")
        return data + b"# laid out\n"

    monkeypatch.setattr("iiz_rules.cli.format.laid_out", meanwhile)
    done = canton.iiz("format", "neuland")
    assert (done.code, "changed-meanwhile" in done.err) == (2, True)
    assert path.read_text("utf-8") == theirs


def test_what_has_one_remedy_is_mended_and_the_rest_shown(canton: Terminal):
    path = canton.folder / "neuland" / "2026" / "eligibility.yaml"
    text = path.read_text("utf-8")
    first = next(line for line in text.splitlines() if line.startswith("label: "))
    label = first.removeprefix("label: ")
    spoilt = text.replace(first, f"label: „{label}“", 1)
    path.write_text(spoilt.replace("person.lives_here", "person.lives_hear", 1), "utf-8")
    done = canton.iiz("check", "neuland", "--fix")
    assert done.code == 1
    assert "behoben" in done.err
    assert f'label: "{label}"\n' in path.read_text("utf-8")
    assert "unknown-fact" in done.out
    assert "typographic-quotes" not in done.out


PAGES = [
    code
    for code, stage in stages().items()
    if stage == "text" and page(code).bad and code != "too-many-findings"
]


PROPOSED = {
    "bad-escape": "«\\\\» schreiben",
    "comment-cuts-text": '«"Fall #3"» schreiben',
    "directive": "die Zeile löschen",
    "lookalike-letter": "das Zeichen auf der Tastatur neu eintippen",
    "stray-bracket": "«]» löschen",
    "stray-comma": "«,» löschen",
    "tag": "«!important» löschen",
    "unclosed-quote": '«"residence"» schreiben',
}


@pytest.mark.parametrize("code", PROPOSED)
def test_what_is_proposed_says_what_it_does(code: str, tmp_path):
    data = page(code).bad_bytes or page(code).bad.encode()
    [finding] = (one for one in read_yaml(data, page(code).file).findings if one.code == code)
    fix = fix_of(finding, tmp_path, data)
    assert fix
    assert fix.title("de") == PROPOSED[code]


def test_a_judgement_that_is_compared_is_asked_for_instead(canton: Terminal):
    path = canton.folder / "neuland" / "2026" / "eligibility.yaml"
    text = path.read_text("utf-8")
    asked = "{judgement: problems.several}"
    path.write_text(text.replace(asked, "{fact: problems.several, is: true}"), "utf-8")
    assert "judgement-as-fact" in canton.iiz("check", "neuland").out
    assert canton.iiz("check", "neuland", "--fix").code == 0
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("code", PAGES)
def test_what_is_proposed_mends_the_fault_of_the_text(code: str, tmp_path):
    data = page(code).bad_bytes or page(code).bad.encode()
    for finding in read_yaml(data, page(code).file).findings:
        fix = fix_of(finding, tmp_path, data)
        if fix:
            mended = applied(written(data), fix.edits).encode()
            left = [one.code for one in read_yaml(mended, page(code).file).findings]
            before = [one.code for one in read_yaml(data, page(code).file).findings]
            assert left.count(finding.code) < before.count(finding.code)
            assert all(fix.title(language) for language in ("de", "fr", "en"))
