"""What is left out of a run: here for want of something, in the continuous integration nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HOOKS = "from tests.needed import pytest_make_collect_report, pytest_runtest_makereport\n"
LIBRARY = "import pytest\npytest.importorskip('nowhere')\n"
SKIP = "import pytest\ndef test_it():\n    pytest.skip('no such disk')\n"
LONG = "from tests.needed import run_long\n@run_long(0, 'scripts/fuzz')\ndef test_it():\n    pass\n"


@pytest.mark.parametrize(
    ("test", "ci", "ends"),
    [
        (LIBRARY, "", "1 skipped"),
        (LIBRARY, "true", "1 error"),
        (SKIP, "", "1 skipped"),
        (SKIP, "true", "1 failed"),
        (LONG, "true", "1 skipped"),
    ],
)
def test_a_test_is_left_out_for_what_a_machine_lacks_but_fails_where_nothing_may_lack(
    test: str, ci: str, ends: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "conftest.py").write_text(HOOKS)
    (tmp_path / "test_it.py").write_text(test)
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ends in run.stdout
