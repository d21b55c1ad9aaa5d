"""How long an answer in a sitting over 240 measures takes, from the click to the picture.

`python -m benchmarks.sitting` holds a sitting over the example portfolio with its ledger in
Chromium, answers forty measures, and writes benchmarks/SITTING.md; it takes half a minute. Before
each answer the same page asks the same service for its smallest reply.
"""

import json
import os
import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.browser import Browser, browsing
from tests.web.process import running

EXAMPLE = Path(__file__).parents[1] / "examples" / "beschaeftigungsfonds"
PAGE = Path(__file__).with_name("SITTING.md")
ANSWERS = 40
ONE = """(async () => {
  const before = performance.now();
  await (await fetch('/health', {cache: 'no-store'})).text();
  const empty = performance.now() - before;
  const seen = new Promise(done => document.body.addEventListener('htmx:afterSettle',
    () => requestAnimationFrame(() => done(performance.now())), {once: true}));
  const pressed = performance.now();
  document.querySelector(BUTTON).click();
  const picture = await seen - pressed;
  const asked = performance.getEntriesByType('resource');
  return [empty, asked.filter(it => it.name.includes('/sitting/')).at(-1).duration, picture];
})()"""
SEATED = """
for (const it of document.querySelectorAll("[name^='present:']")) it.value = "yes";
for (const it of document.querySelectorAll("[name^='has:']")) it.checked = true;
document.querySelector("#members button").click()"""
ROWS = "[...document.querySelectorAll('.motion button.yes')].map(it => it.id.slice(4))"
TEXT = """# A sitting in the browser

`python -m benchmarks.sitting`: one measure after the other of the example portfolio (240
measures, {motions} of them to be decided) is answered in Chromium, two of three with a yes. The
agenda, the balance, what is committed and the probability of shortage are all new in the picture.
{answers} answers, each after the smallest reply of the same service; service and browser share the
processors (load {load:.1f}). At most 300 ms are allowed.

| milliseconds | half within | nine of ten within | longest |
|---|---|---|---|
{rows}
"""
NAMES = ("smallest reply of the service", "request of an answer", "from the click to the picture")


def measured(folder: Path) -> Iterator[Any]:
    """How many measures are to be decided, then for each answer the three times."""
    scenarios = (EXAMPLE / "grundlage.yaml",)
    with (
        browsing(folder / "profile") as pipes,
        running(str(folder / "cases.db"), "valais", scenarios=scenarios) as service,
    ):
        browser = Browser(pipes)
        browser.visit(f"http://127.0.0.1:{service.port}/sitting/valais?lang=de", 1280)
        browser.ask("document.querySelector('#on').value = '31.03.2026'")
        browser.choose("#portfolio", EXAMPLE / "portfolio.csv")
        browser.choose("#ledger", EXAMPLE / "buch.csv")
        with browser.leaving():
            browser.ask("document.querySelector('form button.main').click()")
        with browser.leaving():
            browser.ask(SEATED)
        rows = browser.ask(ROWS)
        yield len(rows)
        for number, row in enumerate(rows[:ANSWERS]):
            button = f"#{'no' if number % 3 == 2 else 'yes'}-{row}"
            yield browser.ask(ONE.replace("BUTTON", json.dumps(button)))
        browser.close()


def main() -> None:
    """Measure, and write the page."""
    with TemporaryDirectory() as folder:
        motions, *times = measured(Path(folder))
    rows = []
    for name, kind in zip(NAMES, zip(*times, strict=True), strict=True):
        taken = sorted(kind)
        numbers = statistics.median(taken), taken[len(taken) * 9 // 10], taken[-1]
        rows.append(f"| {name} | " + " | ".join(f"{one:.0f}" for one in numbers) + " |")
    words = {"motions": motions, "answers": len(times), "load": os.getloadavg()[0]}
    PAGE.write_text(TEXT.format(rows="\n".join(rows), **words), "utf-8")


if __name__ == "__main__":
    main()
