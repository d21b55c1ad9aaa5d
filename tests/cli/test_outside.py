"""A day on which no edition is in force, on the command line."""

from iiz_rules.cli.asking import EXIT
from iiz_rules.language.truth import Truth
from tests.cli.terminal import Terminal

BEFORE = "2010-01-01"


def test_on_the_command_line_it_is_an_answer(terminal: Terminal):
    case = terminal.file("case.yaml", f"date: {BEFORE}\nfacts: {{person.age: 40}}\n")
    asked = ("assess", case, "--canton", "zurich")
    brief = terminal.iiz(*asked, "--exit-verdict", "--lang", "de")
    assert (brief.code, brief.out.count("KEINE AUSGABE IN KRAFT")) == (EXIT[Truth.OPEN], 1)
    assert terminal.iiz(*asked).code == 0
    full = terminal.iiz(*asked, "--full", "--lang", "fr")
    assert full.out.count("Aucune édition n'est en vigueur") == 1
    table = terminal.file("cases.csv", "person.residence.canton;ref\nZH;1\n")
    output = terminal.folder / "answers.csv"
    done = terminal.iiz(
        *("assess", "--batch", table, "--canton", "zurich", "--on", BEFORE, "-o", output)
    )
    assert (done.code, "no-edition" in done.err) == (0, True)
    assert output.read_text("utf-8-sig").splitlines()[1].startswith("2;1;none;")
