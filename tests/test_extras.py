"""Each extra alone does what it is for: nothing of it stands on what another one brings."""

import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.effort import sampled

ROOT = Path(__file__).parents[1]
EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]
FRAMES = ("narwhals", "polars")
CHARTS = ("altair", "narwhals", "vl_convert")
LIBRARIES: dict[str, tuple[str, ...]] = {
    "frames": FRAMES,
    "batch": (*FRAMES, "pyarrow", "python_calamine", "xlsxwriter"),
    "charts": CHARTS,
    "simulate": (*FRAMES, *CHARTS, "numpy", "pyarrow", "python_calamine", "scipy", "xlsxwriter"),
    "sealed": ("cryptography",),
    "postgres": ("psycopg",),
    "editor": ("lsprotocol", "pygls"),
    "serve": ("starlette", "uvicorn"),
    "telemetry": ("opentelemetry",),
    "verify": ("pysat",),
    "pdf": ("weasyprint",),
}
"""What each extra brings, as it is imported."""
ALL = {library for brought in LIBRARIES.values() for library in brought}
COMMANDS = """
from iiz_rules.cli.main import run
def iiz(line):
    assert run(line.split()) == 0, line
"""
USED = {
    "frames": """
import polars
frame = polars.DataFrame({"person.residence.canton": ["SG"]})
answers = iiz_rules.load("zurich", on="2024-03-05").eligibility_frame(frame)
assert answers.frame["eligibility:verdict"].to_list() == ["no"]
""",
    "batch": f"""{COMMANDS}
open("cases.csv", "w").write("person.residence.canton\\nSG\\n")
iiz("assess --batch cases.csv --canton zurich --on 2024-03-05 -o answers.parquet")
import polars
polars.read_csv("cases.csv").write_parquet("cases.parquet")
iiz("assess --batch cases.parquet --canton zurich --on 2024-03-05 -o answers.xlsx")
""",
    "charts": f"""{COMMANDS}
iiz_rules.load("valais").open_case("VS-1", on="2024-01-08", store="cases.db")
iiz("statistics --store cases.db --canton valais --from 2024-01-01 --to 2024-12-31 -o it.svg")
""",
    "simulate": """
rows = [{"measure.amount": 4000, "measure.other_payer": "none"}]
simulation = iiz_rules.simulate(rows, iiz_rules.load("valais", on="2026-03-05"))
assert "<svg" in simulation.to_html()
""",
    "sealed": """
from cryptography.fernet import Fernet
with iiz_rules.Store("sealed.db", key=Fernet.generate_key()) as store:
    iiz_rules.load("valais").open_case("VS-1", on="2024-01-08", store=store)
""",
    "postgres": """
try:
    iiz_rules.Store("postgresql://nobody@/nowhere?host=/nowhere")
except iiz_rules.StoreError as error:
    assert error.findings[0].code == "store-unreachable", error
else:
    raise AssertionError
""",
    "editor": """
import iiz_rules.cli.language_server
""",
    "serve": """
from iiz_rules.web.serving import server_of
from iiz_rules.web.settings import Settings
from tests.web.client import asked
app = server_of(Settings(("valais",)), "127.0.0.1", 8000).config.app
reply = asked(app, "POST", "/v1/valais/eligibility?on=2024-03-05", [b"{}"])
assert reply.status == 200, reply
door = b"/sitting/valais"
assert door not in asked(app, "GET", "/").body
reply = asked(app, "GET", "/sitting/valais")
assert reply.status == 500 and b"polars" in reply.body, reply
assert asked(app, "GET", "/case/valais").status == 200
""",
    "telemetry": """
from opentelemetry import trace
for sink in (iiz_rules.note_in_span, iiz_rules.count_decision):
    log = iiz_rules.DecisionLog(on_decision=sink)
    iiz_rules.load("zurich", on="2024-03-05").with_log(log).eligibility({}, name="D-17")
""",
    "verify": """
zurich = iiz_rules.load("zurich", on="2024-03-05")
assert not zurich.difference(zurich).changes
""",
    "pdf": """
decision = iiz_rules.load("zurich", on="2024-03-05").eligibility({})
assert decision.to_pdf().startswith(b"%PDF")
""",
}
"""What somebody does who has this extra and no other."""


def test_every_extra_is_tried():
    assert EXTRAS.keys() - {"all", "bench", "docs", "escalation", "test"} == USED.keys()
    assert LIBRARIES.keys() == USED.keys()


@pytest.mark.parametrize("extra", sampled([*USED]))
def test_an_extra_alone_does_what_it_is_for(extra: str, tmp_path: Path):
    if lacking := [name for name in LIBRARIES[extra] if find_spec(name) is None]:
        pytest.skip(f"not installed: {lacking}")
    others = sorted(ALL - {*LIBRARIES[extra]})
    script = f"import sys\nsys.modules.update(dict.fromkeys({others!r}))\nimport iiz_rules\n"
    command = [sys.executable, "-c", script + USED[extra]]
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=where, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
