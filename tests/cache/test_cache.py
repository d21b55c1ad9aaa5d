"""Editions kept on disk: the same answers without YAML, and nothing that others could slip in."""

import json
import marshal
import os
import pickle
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import iiz_rules as iiz
from iiz_rules import loading
from iiz_rules.cache import circuits, codec, entries, place
from iiz_rules.engine.compiled.numbering import circuit_of
from iiz_rules.findings.finding import Finding, Place, Source
from iiz_rules.language.editions import find_folder
from iiz_rules.language.program.rules import Program
from iiz_rules.testing.suite import check_canton, run_canton
from tests.funding.canton import HARBOUR
from tests.verification.solver import solving

SMALL, EDITION = Path(__file__).parents[1] / "render" / "canton", "new"
"""a canton that is read in a tenth of the time of a real one"""
CASE = {
    "person": {"canton": "ZH", "birth_date": "2004-03-01", "income": 1200, "rent": 900},
    "registrations": ["iv", "rav"],
    "report": {"date": "2024-02-01", "consent": True},
    "case": {"complex": True},
}
ON = "2024-03-05"
OTHERS = stat.S_IWGRP | stat.S_IWOTH


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own, still missing."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("IIZ_CACHE", str(folder))
    return folder


@pytest.fixture
def canton(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "canton"))


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on no YAML may be read."""

    def refuse(*_: object) -> None:
        raise AssertionError("YAML was read")

    monkeypatch.setattr("iiz_rules.language.editions.read_text", refuse)


ENTRIES = 3
"""of a canton with one edition: which there are, the edition, what was proved of it"""


def kept(cache: Path) -> list[Path]:
    return sorted(cache.iterdir())


def test_the_second_load_reads_no_yaml(
    cache: Path, canton: Path, request: pytest.FixtureRequest
) -> None:
    first = iiz.load(canton, on=ON)
    assert len(kept(cache)) == ENTRIES
    request.getfixturevalue("unread")
    second = iiz.load(canton, on=ON)
    assert second.program == first.program
    assert second.findings == first.findings
    assert second.folder == first.folder
    for case in (CASE, {}):
        before, after = first.decide(case), second.decide(case)
        assert after.to_dict() == before.to_dict()
        assert after.explain("fr") == before.explain("fr")
    place_of = second.eligibility(CASE).criteria[0].place
    assert place_of.excerpt == first.eligibility(CASE).criteria[0].place.excerpt != ""


def test_a_copy_is_found_wherever_it_lies_and_is_called_as_it_is_there(
    cache: Path, canton: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    (canton / EDITION / "elgibility.yaml").write_text("a: b\n")
    first = iiz.load(canton, on=ON)
    copy = Path(shutil.copytree(canton, tmp_path / "elsewhere"))
    request.getfixturevalue("unread")
    second = iiz.load(copy, on=ON)
    before, after = (one.eligibility(CASE).criteria[0].place for one in (first, second))
    assert before.source.name == f"{canton.as_posix()}/{EDITION}/eligibility.yaml"
    assert after.source.name == f"{copy.as_posix()}/{EDITION}/eligibility.yaml"
    assert str(second.findings[0].place) == f"{copy.as_posix()}/{EDITION}/elgibility.yaml"
    assert second.program.digest == first.program.digest
    assert pickle.loads(pickle.dumps(second)).program == second.program


def test_an_edition_that_was_checked_is_checked_no_second_time(
    cache: Path, canton: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (canton / EDITION / "elgibility.yaml").write_text("a: b\n")
    folder = find_folder(canton)
    checked, tried = [*check_canton(folder)], [*run_canton(folder)]
    assert [one.code for run in checked for one in run.findings] == ["unexpected-file"]
    with monkeypatch.context() as patched:
        patched.setattr(loading, "read_program", None)
        assert [*check_canton(folder)] == checked
        assert [*run_canton(folder)] == tried
    unsaved = {(canton / EDITION / "eligibility.yaml").resolve(): b"criteria: []\n"}
    edited = [*check_canton(replace(folder, unsaved=unsaved))]
    assert edited != checked, "what stands in an editor alone"


def test_warnings_are_kept(cache: Path, canton: Path) -> None:
    (canton / EDITION / "elgibility.yaml").write_text("a: b\n")
    first, second = iiz.load(canton), iiz.load(canton)
    assert [one.code for one in first.findings] == ["unexpected-file"]
    assert second.findings == first.findings


@pytest.mark.parametrize("name", ["zurich", "valais"])
def test_a_program_and_its_plan_come_back_as_they_were(name: str) -> None:
    program = iiz.load(name, on=ON).program
    note = Finding("unused-fact", Place(Source("facts.yaml", "x")), {"fact": "a", "more": 1})
    again, findings = codec.unpack(codec.pack(program, (note,)))
    assert again == program
    assert findings == (note,)
    assert again.definitions["rule:eligibility"].node == again.rules["eligibility"].node
    circuit = circuit_of(program)
    assert circuits.unpack(circuits.pack(circuit)) == circuit


def test_what_is_no_part_of_a_program_is_not_kept() -> None:
    program = iiz.load("zurich").program
    for word, name in ((object(), "object"), (Path, "type"), (1.5j, "complex")):
        odd = Finding("x", Place(Source("y")), {"word": word})
        with pytest.raises(TypeError, match=name):
            codec.pack(program, (odd,))


def test_reading_makes_nothing_but_what_a_program_is_made_of(tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[Callable[[str], object], tuple[str]]:
            return os.mkdir, (str(tmp_path / "trapped"),)

    for planted in (Trap(), Path, object()):
        with pytest.raises(pickle.UnpicklingError):
            codec.unpack(pickle.dumps(((planted,), ())))
    assert not (tmp_path / "trapped").exists()


def test_what_an_object_worked_out_for_itself_is_not_kept() -> None:
    program = iiz.load("zurich").program
    before = codec.pack(program, ())
    assert program.questions  # kept by the program from now on
    assert codec.pack(program, ()) == before


CHANGES: dict[str, Callable[[Path], object]] = {
    "a byte": lambda canton: append(canton / EDITION / "eligibility.yaml", "# x\n"),
    "another file": lambda canton: append(canton / EDITION / "other.yaml", "a: b\n"),
    "the canton": lambda canton: append(canton / "canton.yaml", "# x\n"),
    "a file less": lambda canton: (canton / EDITION / "organisation.yaml").unlink(),
}


def append(file: Path, text: str) -> None:
    before = file.read_text("utf-8") if file.exists() else ""
    file.write_text(before + text, encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_any_file_is_read(
    cache: Path, canton: Path, change: Callable[[Path], object]
) -> None:
    before = iiz.load(canton).program
    change(canton)
    try:
        after: Program | None = iiz.load(canton).program
    except iiz.LoadError:
        after = None  # something is missing now
    assert after is None or after.digest != before.digest or iiz.load(canton).findings


def test_a_fault_is_told_each_time(cache: Path, canton: Path) -> None:
    iiz.load(canton)
    append(canton / EDITION / "eligibility.yaml", "criteria: []\n")
    for _ in range(2):
        with pytest.raises(iiz.LoadError, match="duplicate-key"):
            iiz.load(canton)


def test_a_file_that_became_a_link_out_of_the_folder_is_refused(
    cache: Path, canton: Path, tmp_path: Path
) -> None:
    iiz.load(canton)
    file = canton / EDITION / "eligibility.yaml"
    shutil.move(file, tmp_path / "elsewhere.yaml")
    file.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(iiz.LoadError, match="link-leaves-folder"):
        iiz.load(canton)


def test_each_date_has_its_edition_from_the_cache_too(cache: Path, canton: Path) -> None:
    for _ in range(2):
        now = iiz.load(canton)
        old = iiz.load(canton, on="2022-01-01")
        assert old.program.edition != now.program.edition
        assert now.at("2022-01-01").program == old.program
        with pytest.raises(iiz.UsageError, match="no-edition"):
            iiz.load(canton, on="1900-01-01")


SPOILT: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[:-1],
    "longer": lambda data: data + b"x",
    "one bit": lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    "no sum": lambda data: data[9:],
    "no value": lambda _: signed(b"x\ny"),
    "half a value": lambda data: signed(data[9:-1]),
    "another thing": lambda _: holding({"a": 1}),
    "a number": lambda _: holding(7),
    "too few parts": lambda _: holding([]),
    "another circuit": lambda _: holding(({"facts": [()]}, b"[]")),
    "code": lambda _: holding(compile("raise SystemExit", "x", "exec")),
}


def signed(body: bytes) -> bytes:
    return entries._sum(body) + body


def holding(value: Any) -> bytes:
    return signed(marshal.dumps(value, entries.FORM))


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_entry_is_read_anew_and_mended(
    cache: Path, canton: Path, spoil: Callable[[bytes], bytes], request: pytest.FixtureRequest
) -> None:
    expected = iiz.load(canton, on=ON).decide(CASE).to_dict()
    good = {file: file.read_bytes() for file in kept(cache)}
    for file, data in good.items():
        file.write_bytes(spoil(data))
    assert iiz.load(canton, on=ON).decide(CASE).to_dict() == expected
    assert {file: file.read_bytes() for file in kept(cache)} == good
    request.getfixturevalue("unread")
    assert iiz.load(canton, on=ON).decide(CASE).to_dict() == expected


def spoil_mode(cache: Path) -> None:
    cache.chmod(0o777)


def spoil_group(cache: Path) -> None:
    cache.chmod(0o770)


def link(cache: Path) -> None:
    cache.rename(cache.with_name("behind"))
    cache.symlink_to(cache.with_name("behind"))


def replace_by_file(cache: Path) -> None:
    shutil.rmtree(cache)
    cache.write_text("")


@pytest.mark.parametrize("harm", [spoil_mode, spoil_group, link, replace_by_file])
def test_a_folder_that_others_could_write_to_is_neither_read_nor_written(
    cache: Path, canton: Path, harm: Callable[[Path], None]
) -> None:
    iiz.load(canton, on=ON)
    harm(cache)
    assert place.trusted() is place.prepared() is None
    before = {file.name: file.stat().st_mtime_ns for file in kept(cache)} if cache.is_dir() else {}
    append(canton / "canton.yaml", "# x\n")
    assert iiz.load(canton, on=ON).eligibility(CASE).verdict is iiz.Truth.YES
    after = {file.name: file.stat().st_mtime_ns for file in kept(cache)} if cache.is_dir() else {}
    assert after == before


def test_a_folder_of_somebody_else_is_refused(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert place.prepared() == str(cache)
    owner = cache.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    monkeypatch.setattr(place, "ROOT", owner + 2)
    assert place.prepared() is None


def test_what_root_kept_serves_everybody_who_cannot_write_it(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "ROOT", os.geteuid())
    entries.write("key", ["part"])
    assert stat.S_IMODE(cache.stat().st_mode) == 0o755
    assert stat.S_IMODE((cache / "key").stat().st_mode) == 0o644
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert entries.read("key") == ["part"]
    (cache / "key").chmod(0o664)
    assert entries.read("key") is None


def others_may_write(file: Path) -> None:
    file.chmod(0o602)


def linked(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("harm", [others_may_write, linked, folder_instead])
def test_an_entry_that_others_could_have_written_is_not_read(
    cache: Path, harm: Callable[[Path], None]
) -> None:
    entries.write("key", ["part"])
    assert entries.read("key") == ["part"]
    harm(cache / "key")
    assert entries.read("key") is None


def test_an_entry_that_is_too_large_is_neither_written_nor_read(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries.write("key", ["part"])
    monkeypatch.setattr(entries, "LARGEST", 3)
    assert entries.read("key") is None
    entries.write("other", ["part"])
    assert [file.name for file in kept(cache)] == ["key"]


def test_entries_are_ours_alone(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "ROOT", os.geteuid() + 1)
    entries.write("key", ["part"])
    assert not cache.stat().st_mode & (OTHERS | stat.S_IRWXG | stat.S_IRWXO)
    assert stat.S_IMODE((cache / "key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"IIZ_CACHE": "off"}, None),
        ({"IIZ_CACHE": "not/absolute"}, None),
        ({"IIZ_CACHE": "/a/b"}, "/a/b"),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, "/x/iiz-rules"),
        ({"XDG_CACHE_HOME": "x", "HOME": "/h"}, "/h/.cache/iiz-rules"),
        ({"HOME": "/h"}, "/h/.cache/iiz-rules"),
    ],
)
def test_where_the_cache_is(
    environment: dict[str, str], expected: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("IIZ_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert place.folder() == expected


def test_where_nobody_owns_a_file_nothing_is_kept(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "geteuid")
    assert place.folder() is None
    assert entries.read("key") is None


@pytest.mark.parametrize("failing", ["replace", "open", "makedirs"])
def test_a_full_disk_only_means_that_nothing_is_kept(
    cache: Path, canton: Path, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "no space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, failing, fail)
        assert iiz.load(canton, on=ON).eligibility(CASE).verdict is iiz.Truth.YES
    assert not cache.exists() or kept(cache) == []


def test_only_so_many_entries_are_kept(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "MOST_ENTRIES", 3)
    for number in range(5):
        entries.write(f"key{number}", ["part"])
        os.utime(cache / f"key{number}", (number, number))
    assert [file.name for file in kept(cache)] == ["key2", "key3", "key4"]
    assert entries.read("key2") == ["part"]
    entries.write("key5", ["part"])
    assert [file.name for file in kept(cache)] == ["key2", "key4", "key5"], "used just now"


def test_a_file_that_changes_while_it_is_read_is_not_kept(
    cache: Path, canton: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = loading.read_program

    def changing(*given: object) -> object:
        found = read(*given)  # type: ignore[arg-type]
        append(canton / EDITION / "eligibility.yaml", "# x\n")
        return found

    monkeypatch.setattr(loading, "read_program", changing)
    iiz.load(canton)
    again: list[object] = []

    def counted(*given: object) -> object:
        again.append(given)
        return read(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "read_program", counted)
    iiz.load(canton)
    assert again, "what is kept of proofs names conditions, whichever file they came from"


START = """
import sys
import iiz_rules as iiz
policy = iiz.load(sys.argv[1], on="2024-03-05")
case = eval(sys.argv[2])
verdict = policy.eligibility(case).verdict
whole = policy.decide(case).verdicts["eligibility"]
assert verdict is whole
modules = sorted(sys.modules)
import json
print(json.dumps([str(verdict), modules]))
"""
SLOW = {
    *("dataclasses", "inspect", "pathlib", "json", "hashlib", "pydantic", "yaml", "click"),
    "iiz_rules.language.program.rules",
}


def test_the_first_answer_out_of_the_cache_imports_nothing_slow(cache: Path) -> None:
    measured = Path(__file__).parents[2] / "benchmarks" / "policy"
    case = repr({"person": {"canton": "SG", "age": 40}, "registrations": ["awa"]})
    for fresh in (True, False):
        command = [sys.executable, "-S", "-c", START, str(measured), case]
        where = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        done = subprocess.run(command, capture_output=True, check=True, env=where)
        verdict, modules = json.loads(done.stdout)
        assert verdict == "no"
        assert bool(SLOW & set(modules)) is fresh


HEAVY = {
    *("pydantic", "yaml", "jsonschema", "polars", "narwhals", "jinja2", "hashlib"),
    *("pathlib", "shutil", "calendar", "click.shell_completion"),
}
ASSESS = """
import json, sys
from iiz_rules.cli.main import run
code = run(["assess", sys.argv[1], "--canton", "zurich", "--on", "2024-03-05"])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


ASSESSED = [
    ("bare.json", '{"person": {"residence": {"canton": "SG"}}}', HEAVY),
    ("case.json", '{"title": "x", "facts": {"person.employable": true}}', HEAVY),
    ("titled.json", '{"title": {"de": "x", "fr": "y"}, "facts": {}}', HEAVY),
    (
        "case.yaml",
        "title: x\ndate: 2024-03-05\nfacts: {person.employable: true}\n",
        HEAVY - {"yaml"},
    ),
    (
        "expecting.yaml",
        "title: x\nclauses: [ZH-6.1]\nfacts: {}\ninterpretations: {A-ZH-08: required}\n"
        "expect: {eligibility: {verdict: open}}\nnext: {route: step-1}\n",
        HEAVY - {"yaml"},
    ),
]


def test_the_command_line_too_imports_nothing_slow(cache: Path, tmp_path: Path) -> None:
    fresh = True  # the first of all, which fills the cache
    for name, text, light in (ASSESSED[0], *ASSESSED):
        case = tmp_path / name
        case.write_text(text)
        command = [sys.executable, "-c", ASSESS, str(case)]
        done = subprocess.run(command, capture_output=True, check=True)
        code, modules = json.loads(done.stderr)
        assert code == 0
        assert (name, bool(light & set(modules))) == (name, fresh)
        fresh = False


def test_processes_that_start_together_do_not_harm_each_other(cache: Path, canton: Path) -> None:
    command = [sys.executable, "-c", START, str(canton), '{"person.canton": "AG"}']
    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(4)]
    for one in started:
        output, _ = one.communicate()
        assert one.returncode == 0
        assert json.loads(output)[0] == "no"
    assert len(kept(cache)) == ENTRIES
    assert iiz.load(canton, on=ON).eligibility(CASE).verdict is iiz.Truth.YES


def test_a_catalogue_that_changes_is_read_anew(cache: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))
    sails = {"measure": {"kind": "lamps", "amount": 10}, "person": {"member": True}}
    assert not iiz.load(folder, on=ON).funding(sails)["guild-pays"].parts
    assert len(kept(cache)) == ENTRIES, "an edition with catalogues is kept"
    crafts = folder / "2024" / "catalogues" / "crafts.yaml"
    crafts.write_text(crafts.read_text().replace("knots", "lamps"))
    assert iiz.load(folder, on=ON).funding(sails)["guild-pays"].parts
    (folder / "2024" / "catalogues" / "more.yaml").write_text("id: [")
    with pytest.raises(iiz.LoadError):
        iiz.load(folder, on=ON)


def test_kept_payers_pay_the_same(cache: Path, request: pytest.FixtureRequest) -> None:
    case = {"measure": {"kind": "knots", "amount": 10}, "person": {"member": True}}
    first = iiz.load(HARBOUR, on=ON).funding(case).to_dict()
    request.getfixturevalue("unread")
    assert iiz.load(HARBOUR, on=ON).funding(case).to_dict() == first
    assert kept(cache)


VERIFY = """
import json, sys
from iiz_rules.cli.main import run
code = run(["verify", sys.argv[1]])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


@solving
def test_what_was_proved_before_is_told_without_reading_a_rule(cache: Path, canton: Path) -> None:
    """The editions are known from the cache; that they are as they were the bytes say."""
    told = []
    for fresh in (True, False):
        command = [sys.executable, "-c", VERIFY, str(canton)]
        done = subprocess.run(command, capture_output=True, check=True)
        code, modules = json.loads(done.stderr)
        assert bool({"pydantic", "yaml"} & set(modules)) is fresh
        told.append((code, done.stdout))
    assert told[0] == told[1]


def test_all_editions_of_a_canton_are_the_same_with_and_without_the_cache(
    cache: Path, canton: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where one is assumed to be replaced by the next one, and where only one is kept."""
    file = canton / "canton.yaml"
    dated, _, _ = file.read_text("utf-8").partition("editions:")
    for editions in (None, UNDATED):
        if editions:
            file.write_text(f"{dated}{editions}", "utf-8")
        folder = find_folder(canton)
        runs = [[*loading.editions_of(folder)] for _ in range(2)]
        kept(cache)[0].unlink()
        runs.append([*loading.editions_of(folder)])
        with monkeypatch.context() as without:
            without.setenv("IIZ_CACHE", "off")
            runs.append([*loading.editions_of(folder)])
        names = [name for name, _, _ in runs[0]]
        assert names == (["new", "old"] if editions else ["old", "new"])
        assert all(program for _, program, _ in runs[0])
        assert runs == [runs[0]] * len(runs)


UNDATED = """editions:
  - {id: new, source: concept, assumed_after: old}
  - {id: old, source: leaflet}
"""
