"""A page in a real browser: Chromium without a window, spoken to over a pipe, without a network.

The protocol of its developer tools needs no library: JSON texts, a zero byte after each. What is
asked of a page runs outside of it, so that a page whose policy forbids scripts can be asked, too.
"""

import base64
import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import IO, Any

import pytest

from tests.needed import lacking

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"),
    *(
        "--remote-debugging-pipe",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--hide-scrollbars",
    ),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowUp": 38, "ArrowDown": 40, "s": 83}
HELD = {"": 0, "control": 2, "shift": 8}
CODES = {" ": "Space", "s": "KeyS"}
TEXTS = {"Enter": "\r", " ": " "}

VIOLATIONS = """axe.run(document, {resultTypes: ['violations']}).then(found =>
  found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 160)}`))"""
"""what axe finds wrong with a page, asked of it after the text of axe itself"""

START = """import fcntl, os, sys
into, out = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])
os.dup2(into, 3), os.dup2(out, 4)
os.execv(sys.argv[3], sys.argv[3:])"""
"""The browser reads from 3 and writes to 4, wherever the pipes were before."""


def chromium() -> str:
    """The browser's command; a machine that tests for others has to have one."""
    found = next(filter(None, map(shutil.which, NAMES)), None) or (str(MAC) if MAC.exists() else "")
    if not found:
        lacking("no Chromium: apt-get install chromium, macOS: brew install --cask google-chrome")
    return found


class Pipes:
    """What is said to a browser and heard from it: texts that end with a zero byte."""

    def __init__(self, to: IO[bytes], fro: io.BufferedReader) -> None:
        self._to, self._from, self._rest = to, fro, b""
        self.numbers = count(1)

    def say(self, text: str) -> None:
        """Say one text."""
        self._to.write(text.encode() + b"\0")
        self._to.flush()

    def hear(self) -> bytes:
        """Wait for one text."""
        while b"\0" not in self._rest:
            more = self._from.read1(1 << 20)
            assert more, "the browser has gone away"
            self._rest += more
        text, _, self._rest = self._rest.partition(b"\0")
        return text


class Browser:
    """One page at a time, and everything that it asked for; it knows nothing of other pages."""

    def __init__(self, pipes: Pipes) -> None:
        self._pipes = pipes
        self._session = ""
        self._loads = 0
        self.requests: list[str] = []
        context = self._call("Target.createBrowserContext")["browserContextId"]
        self._own = {"browserContextId": context}
        target = self._call("Target.createTarget", url="about:blank", **self._own)["targetId"]
        attached = self._call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self._call(f"{domain}.enable")
        self._call("Emulation.setFocusEmulationEnabled", enabled=True)  # as before somebody

    def close(self) -> None:
        """Forget all that came with its pages."""
        self._session = ""
        self._call("Target.disposeBrowserContext", **self._own)

    def open(self, page: Path, width: int = 900, *, dark: bool = False) -> None:
        """Open a file and wait until all of it is there; `dark` as who likes it so has it."""
        self.visit(page.as_uri(), width, dark=dark)

    def visit(self, address: str, width: int = 900, *, dark: bool = False) -> None:
        """Open an address, as `open` does; of other machines than this one nothing is found."""
        self.requests.clear()
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[scheme])
        size = {"width": width, "height": 1200, "deviceScaleFactor": 1, "mobile": False}
        self._call("Emulation.setDeviceMetricsOverride", **size)
        with self.leaving():
            self._call("Page.navigate", url=address)

    def loaded(self) -> None:
        """Wait until all of the next page is there."""
        while not self._loads:
            self._heard()
        self._loads = 0

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """Do what leads to another page, and wait until all of that is there."""
        self.ask("window.stays = true")
        yield
        self.until("!window.stays && document.readyState === 'complete'")
        self.ask("new Promise(done => setTimeout(done, 0))")
        self._loads = 0

    def until(self, expression: str, seconds: float = 60) -> Any:
        """Wait until something holds of the page, and give it; between two pages nothing does."""
        until, held = time.monotonic() + seconds, None
        while not held:
            assert time.monotonic() < until, f"never: {expression}"
            try:
                held = self.ask(expression)
            except AssertionError:
                held = None
            time.sleep(0 if held else 0.05)
        return held

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        self._call("Input.insertText", text=text)

    def follow(self, expression: str) -> None:
        """Do what leads to another page, and wait until all of that is there."""
        self.ask(expression)
        self.loaded()

    def ask(self, expression: str) -> Any:
        """Evaluate JavaScript about the page."""
        how = {"expression": expression, "returnByValue": True, "awaitPromise": True}
        found = self._call("Runtime.evaluate", **how)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def choose(self, field: str, file: Path) -> None:
        """Choose a file in a field, found by its selector."""
        root = self._call("DOM.getDocument")["root"]["nodeId"]
        node = self._call("DOM.querySelector", nodeId=root, selector=field)["nodeId"]
        self._call("DOM.setFileInputFiles", nodeId=node, files=[str(file)])

    def press(self, key: str, times: int = 1) -> None:
        """Press a key so many times: `Tab`, `Enter`, ` `, `shift+Tab`, or `control+s`."""
        held, _, name = key.rpartition("+")
        how: dict[str, Any] = {"key": name, "code": CODES.get(name, name)}
        how |= {"windowsVirtualKeyCode": KEYS[name], "modifiers": HELD[held]}
        how |= {"text": TEXTS[name]} if name in TEXTS else {}
        for _ in range(times):
            self._call("Input.dispatchKeyEvent", type="keyDown", **how)
            self._call("Input.dispatchKeyEvent", type="keyUp", **how)

    def pdf(self) -> bytes:
        """Print the page as it prints itself."""
        printed = self._call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(printed["data"])

    def picture(self) -> bytes:
        """Take a picture of the whole page, as PNG."""
        taken = self._call("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    def _call(self, method: str, **parameters: Any) -> Any:
        number = self._said(method, **parameters)
        while (heard := self._heard()).get("id") != number:
            pass
        assert "error" not in heard, heard
        return heard["result"]

    def _said(self, method: str, **parameters: Any) -> int:
        number = next(self._pipes.numbers)
        session = {"sessionId": self._session} if self._session else {}
        asked = {"id": number, "method": method, "params": parameters, **session}
        self._pipes.say(json.dumps(asked))
        return number

    def _loaded(self) -> None:
        while self._heard().get("method") != "Page.loadEventFired":
            pass

    def _heard(self) -> Any:
        heard = json.loads(self._pipes.hear())
        self._loads += heard.get("method") == "Page.loadEventFired"
        if heard.get("method") == "Page.javascriptDialogOpening":  # what is not saved may be left
            self._said("Page.handleJavaScriptDialog", accept=True)
        if heard.get("method") == "Network.requestWillBeSent":
            self.requests.append(heard["params"]["request"]["url"])
        return heard


@contextmanager
def browsing(profile: Path) -> Iterator[Pipes]:
    """Start a browser with a profile of its own, and end it."""
    command = [chromium(), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    (their_in, our_out), (our_in, their_out) = os.pipe(), os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", START, str(their_in), str(their_out), *command],
        pass_fds=(their_in, their_out),
        stderr=subprocess.DEVNULL,
    )
    os.close(their_in)
    os.close(their_out)
    with os.fdopen(our_out, "wb") as to, os.fdopen(our_in, "rb") as fro:
        try:
            yield Pipes(to, fro)
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def running_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pipes]:
    """One for all tests of a worker: to start takes as long as most of them."""
    with browsing(tmp_path_factory.mktemp("profile")) as pipes:
        yield pipes


@pytest.fixture(scope="module")
def browser(running_browser: Pipes) -> Iterator[Browser]:
    """A window of its own for the tests of a module."""
    found = Browser(running_browser)
    yield found
    found.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe, which a page is given to be looked at."""
    found = find_spec("axe_core_python")
    if found is None or found.origin is None:
        lacking("no axe: pip install axe-core-python")
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")
