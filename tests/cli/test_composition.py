"""`iiz composition`: how often a body met, beside who sits in it."""

import json
from pathlib import Path

from tests.cli.terminal import Terminal
from tests.language.test_meetings import canton


def test_it_tells_how_often_a_body_met(terminal: Terminal, tmp_path: Path):
    canton(tmp_path)
    case = tmp_path / "case.yaml"
    case.write_text("date: 2024-12-31\nmeetings: {crew: [2024-02-10, 2024-04-10]}\n", "utf-8")
    asked = ("composition", case, "--canton", tmp_path / "lake", "--exit-verdict")
    done = terminal.iiz(*asked)
    assert "NEIN  Nicht erfüllt: Genügend Sitzungen" in done.out
    [answered] = json.loads(terminal.iiz(*asked, "--format", "json").out)["cases"]
    assert [one["rule"] for one in answered["decisions"]] == ["crew.meetings"]
    assert done.code == terminal.iiz(*asked, "--on", "2024-12-31").code != 0


def test_a_case_names_its_canton_itself(terminal: Terminal, tmp_path: Path):
    canton(tmp_path)
    case = tmp_path / "case.yaml"
    written = "canton: lake\ndate: 2024-12-31\nmembers: {crew: [{of: guide}, {of: guide}]}\n"
    case.write_text(written, "utf-8")
    assert "Mannschaft" in terminal.iiz("composition", case).out
    case.write_text(written.removeprefix("canton: lake\n"), "utf-8")
    assert "--canton" in terminal.iiz("composition", case).err
