"""`iiz` itself: help, language, colours, and what happens when something goes wrong inside."""

import errno
import io
import json
import os
import pty
import re
import runpy
import signal
import subprocess
import sys
from pathlib import Path

import click
import pytest

from iiz_rules.cli import main as cli
from iiz_rules.cli.command import translated
from iiz_rules.cli.screen import language_of
from iiz_rules.words.say import say
from iiz_rules.words.text import LANGUAGES, Language
from iiz_rules.words.typography import typeset
from tests.cli.terminal import EXAMPLE, ROOT, Terminal, command
from tests.needed import needing

CASE = EXAMPLE / "new" / "cases" / "no.yaml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_help_in_every_language(terminal: Terminal, language: Language):
    for name in ("", *cli.COMMANDS):
        done = terminal.iiz(*([name] if name else []), "--help", "--lang", language)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(typeset(say("cli.usage", language), language) + "iiz")
        assert not re.search(r"\n *[:;?!]", done.out)
        assert say("cli.help.help", language) in done.out
        if language != "en":
            assert "Show this message" not in done.out


def test_brackets_in_the_help_are_around_what_may_be_left_out(terminal: Terminal):
    for name in cli.COMMANDS:
        usage = " ".join(terminal.iiz(name, "--help").out.partition("\n\n")[0].split())
        shown = usage.partition("[OPTIONEN]")[2].split()
        ctx = click.Context(cli.iiz)
        command = cli.iiz.get_command(ctx, name)
        assert command
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        optional = [not one.required and not getattr(one, "needed", False) for one in arguments]
        assert [word.startswith("[") for word in shown] == optional, usage


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_commands_stand_in_groups_in_the_order_of_need(terminal: Terminal, language: Language):
    text = terminal.iiz("--help", "--lang", language).out
    headings = [say(f"cli.commands.{group}", language) for group in cli.GROUPS]
    assert headings == sorted(headings, key=text.index)
    lines = [
        line.split()[0]
        for line in text.splitlines()
        if line.startswith("  ") and line[2:3].isalpha() and line[19:20].isalpha()
    ]
    assert [name for name in lines if name in cli.COMMANDS] == [*cli.COMMANDS]


def test_the_help_documents_the_exit_codes(terminal: Terminal):
    text = " ".join(terminal.iiz("--help").out.split())
    for promise in ("0 alles in Ordnung", "1 Befunde", "2 falscher Aufruf", "3 nein, 4 offen"):
        assert promise in text


def test_iiz_alone_shows_its_help(terminal: Terminal):
    assert terminal.iiz().out == terminal.iiz("--help").out


def test_what_is_needed_is_marked_in_the_help(terminal: Terminal):
    assert "[nötig]" in terminal.iiz("trace", "--help").out


def test_the_version(terminal: Terminal):
    assert terminal.iiz("--version").out == "iiz-rules 0.1.0\n"


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "de"),
        ([], {"LANG": "fr_CH.UTF-8"}, "fr"),
        ([], {"LANG": "fr_CH.UTF-8", "LC_ALL": "en_GB"}, "en"),
        ([], {"LC_ALL": "en_GB", "IIZ_LANG": "FR"}, "fr"),
        ([], {"LC_ALL": "C", "LANG": "it_CH"}, "de"),
        (["--lang", "en"], {"IIZ_LANG": "fr"}, "en"),
        (["--lang=en"], {"IIZ_LANG": "fr"}, "en"),
        (["--lang"], {"IIZ_LANG": "fr"}, "fr"),
        (["--lang", "it"], {"LANG": "fr"}, "fr"),
    ],
)
def test_the_language(arguments: list[str], environment: dict[str, str], language: str):
    assert language_of(arguments, environment) == language


def test_the_environment_chooses_the_language_of_a_real_run():
    assert command("cantons", LANG="fr_CH.UTF-8").out.startswith("valais  Canton du Valais")
    assert command("cantons", LANG="C").out.startswith("valais  Kanton Wallis")


def test_no_colours_where_no_terminal_is():
    assert "\x1b" not in command("assess", CASE, "--canton", EXAMPLE).out


def on_a_terminal(**environment: str) -> str:
    """What `iiz assess` writes to a real terminal."""
    outer, inner = pty.openpty()
    arguments = ["-m", "iiz_rules", "assess", str(CASE), "--canton", str(EXAMPLE)]
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=inner, stdin=inner, env={**env, **environment}
    ):
        os.close(inner)
        written = b""
        while True:
            try:
                part = os.read(outer, 4096)
            except OSError:  # Linux: the other side is closed
                break
            if not part:
                break
            written += part
    os.close(outer)
    return written.decode()


def test_colours_on_a_terminal_unless_they_are_not_wanted():
    assert "\x1b[" in on_a_terminal(TERM="xterm")
    assert "\x1b[" not in on_a_terminal(TERM="xterm", NO_COLOR="1")
    assert "\x1b[" not in on_a_terminal(TERM="dumb")


def test_colours_beside_a_terminal_where_they_are_wanted_at_any_rate(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in terminal.iiz("asess").err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in terminal.iiz("asess").err


def widest(text: str) -> int:
    return max(len(click.unstyle(line)) for line in text.splitlines())


def test_a_text_is_as_wide_as_the_terminal_within_limits():
    assert 50 < widest(on_a_terminal(TERM="dumb", COLUMNS="60")) <= 60
    assert 90 < widest(on_a_terminal(TERM="dumb", COLUMNS="100")) <= 100
    assert 100 < widest(on_a_terminal(TERM="dumb", COLUMNS="400")) <= 120


def test_in_a_pipe_a_text_is_always_as_wide(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    told = [terminal.iiz("assess", CASE, "--canton", EXAMPLE), terminal.iiz("assess", "--help")]
    monkeypatch.setenv("COLUMNS", "50")
    assert told[0] == terminal.iiz("assess", CASE, "--canton", EXAMPLE)
    assert told[1] == terminal.iiz("assess", "--help")


def test_findings_are_coloured_like_answers(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "\x1b[" in terminal.iiz("asess").err
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "\x1b[" not in terminal.iiz("asess").err


def test_a_call_that_click_alone_complains_about_is_a_finding_too():
    found = translated(click.UsageError("strange")).findings[0]
    assert (found.code, found.words["why"]) == ("wrong-call", "strange")


def test_a_terminal_that_cannot_show_the_marks_still_gets_its_answer():
    done = command(
        "assess",
        CASE,
        "--canton",
        EXAMPLE,
        "--lang",
        "en",
        PYTHONUTF8="0",
        PYTHONIOENCODING="ascii",
    )
    assert done.code == 0
    assert "NO  Not met" in done.out


@pytest.mark.parametrize("letters", ["ascii", "cp1252"])
def test_what_programs_read_loses_no_letter_where_the_letters_of_a_stream_are_few(letters: str):
    call = ("interpretations", "--canton", "zurich", "--format", "json", "--lang", "fr")
    whole = json.loads(command(*call).out)
    assert not str(whole).isascii()
    few = command(*call, PYTHONUTF8="0", PYTHONIOENCODING=letters)
    assert json.loads(few.out) == whole


def test_a_reader_that_goes_away_is_no_fault():
    with subprocess.Popen(
        [sys.executable, "-m", "iiz_rules", "facts", "--canton", "zurich"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == cli.PIPE_CLOSED


def test_after_the_reader_went_away_nothing_more_is_written(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    failing(monkeypatch, BrokenPipeError(errno.EPIPE, "gone"))
    redirected = []
    monkeypatch.setattr("os.dup2", lambda *streams: redirected.append(streams))
    monkeypatch.setattr(sys.stdout, "fileno", lambda: 1)
    assert cli.run(["cantons"]) == cli.PIPE_CLOSED
    assert [stream for _, stream in redirected] == [1]


@needing(Path("/dev/full").exists(), "only where there is such a device")
def test_a_disk_that_is_full_is_said_to_be_and_is_no_success():
    done = in_shell("cantons > /dev/full")
    assert done.returncode == cli.WRONG
    assert done.stderr.startswith("<stdout>: Fehler[unwritable-file]")
    assert "Traceback" not in done.stderr


def test_streams_that_are_closed_are_empty_and_swallow_what_is_written():
    assert "<stdin>: Fehler[empty-file]" in in_shell("assess - --canton zurich <&-").stderr
    assert in_shell("cantons >&-").returncode == 0
    assert in_shell("nonsense 2>&-").returncode == cli.WRONG


def in_shell(line: str) -> subprocess.CompletedProcess[str]:
    """Run `iiz` as a shell would, with its own redirections."""
    return subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m iiz_rules --lang de {line}'],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    )


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("iiz_rules.cli.cantons.cantons.callback", fail)


def test_a_fault_in_the_program_asks_to_be_reported(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    failing(monkeypatch, ZeroDivisionError("secret"))
    done = terminal.iiz("cantons")
    assert (done.code, done.out) == (70, "")
    assert (
        done.err
        == "Fehler im Programm (ZeroDivisionError): bitte melden, mit der Ausgabe von --debug.\n"
    )
    assert cli.run(["cantons", "--debug"]) == 70
    assert "Traceback" in terminal.capsys.readouterr().err


def test_other_faults_of_the_system_are_faults_too(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    failing(monkeypatch, OSError(errno.EBADF, "bad"))
    assert terminal.iiz("cantons").code == 70


def test_an_interruption_is_quiet(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    failing(monkeypatch, KeyboardInterrupt())
    done = terminal.iiz("cantons")
    assert (done.code, done.out, done.err) == (130, "", "")


def test_main_leaves_with_the_exit_code(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(SystemExit) as left:
        cli.main(["cantons", "x"])
    assert left.value.code == 2
    monkeypatch.setattr("sys.argv", ["iiz", "cantons"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0


def test_the_package_runs_as_a_module(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.argv", ["iiz", "--version"])
    with pytest.raises(SystemExit):
        runpy.run_module("iiz_rules", run_name="__main__")
    assert terminal.capsys.readouterr().out.startswith("iiz-rules ")


def test_main_leaves_streams_alone_that_have_no_encoding(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdout", io.StringIO())
    with pytest.raises(SystemExit):
        cli.main(["--version"])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(terminal: Terminal, shell: str):
    done = terminal.iiz("completion", shell)
    assert done.code == 0
    assert "_IIZ_COMPLETE" in done.out


def test_a_completion_is_asked_for_in_the_environment(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("_IIZ_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "iiz expl")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert terminal.iiz().out.strip() == "plain,explain"


def test_a_shell_can_ask_for_completions():
    done = command(_IIZ_COMPLETE="bash_complete", COMP_WORDS="iiz as", COMP_CWORD="1")
    assert done.out.strip() == "plain,assess"
    done = command(_IIZ_COMPLETE="bash_complete", COMP_WORDS="iiz assess --ca", COMP_CWORD="2")
    assert done.out.strip() == "plain,--canton"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_shell_shows_beside_a_name_what_it_is_for(shell: str):
    def completed(words: str) -> str:
        *before, word = words.split()
        place = {"zsh": str(len(before)), "fish": word}[shell]
        how = f"{shell}_complete"
        return command(_IIZ_COMPLETE=how, COMP_WORDS=words, COMP_CWORD=place, IIZ_LANG="fr").out

    assert completed("iiz as").endswith("Examiner des cas\n")
    assert "Ne répondre qu'à cette règle ou à cette notion" in completed("iiz assess --ru")


@pytest.mark.parametrize("arguments", [["--help"], ["assess", "--help"], ["assess", "x", "--on"]])
def test_iiz_starts_quickly_for_its_help_and_to_say_what_is_wrong(arguments: list[str]):
    code = f"import sys\nimport iiz_rules.cli.main as c; c.run({arguments})\n"
    code += "print([name for name in ('pydantic', 'yaml', 'jsonschema') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_cantons_are_listed_with_their_editions(terminal: Terminal):
    out = terminal.iiz("cantons").out.replace("\u00a0", " ")
    assert "undated  Quelle ohne Datum · Pflichtenhefte der IIZ Wallis" in out
    assert "2014-04-01  gilt ab 01.04.2014 · iiz-Konzept Kanton Zürich" in out


def test_the_facts_of_a_canton_are_listed(terminal: Terminal):
    out = terminal.iiz("facts", "--canton", EXAMPLE).out.replace("\u00a0", " ")
    assert out.startswith("Kanton Beispiel · Ausgabe new\n")
    assert "person.age  ganze Zahl (Jahre) · wird berechnet\n  Wie alt ist die Person?" in out
    assert "    SG  St. Gallen" in out
    assert "  Beurteilung durch: Beratungsperson / Koordinatorin" in out
    old = terminal.iiz("facts", "--canton", EXAMPLE, "--on", "2021-01-01").out
    assert old.startswith("Kanton Beispiel · Ausgabe old\n")


def test_the_spans_of_editions_are_said(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    text = (EXAMPLE / "canton.yaml").read_text("utf-8")
    text = text.replace(
        "{id: old", "{id: first, source: leaflet, valid_to: 2019-12-31}\n  - {id: old"
    )
    terminal.file("cantons/example/canton.yaml", text)
    monkeypatch.setattr("iiz_rules.language.folders.home", lambda: str(terminal.folder))
    out = terminal.iiz("cantons", "--lang", "en").out.replace("\u00a0", " ")
    assert "first  in force until 31 December 2019 · Leaflet" in out
    assert "old  in force from 1 January 2020 to 31 December 2023 · Leaflet" in out
    terminal.file("cantons/example/canton.yaml", "canton: example\n")
    assert terminal.iiz("cantons").code == 2


PRESSED = """
import signal, sys
class Pressed:
    def find_spec(self, name, *_):
        if name == "click":
            signal.raise_signal(signal.SIGINT)
sys.meta_path.insert(0, Pressed())
if {ignored}:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.argv = ["iiz", "--version"]
from iiz_rules.__main__ import main
main()
"""


@pytest.mark.parametrize(("ignored", "code"), [(False, -signal.SIGINT), (True, 0)])
def test_ctrl_c_while_it_is_being_imported_shows_nothing(ignored: bool, code: int):
    pressed = [sys.executable, "-c", PRESSED.format(ignored=ignored)]
    done = subprocess.run(pressed, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
