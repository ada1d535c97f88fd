"""What journeys share: a server over a store, a Chromium, and a visitor that notes everything that goes wrong.

serving(store)          -> the address of our server on a free port, stopped at the end
chromium()              -> a browser, from $CHROMIUM, the machine or Playwright
Visitor(browser, url)   -> a page that may ask loopback only; `wrong` must be empty when the journey is over
Visit(browser, url)     -> one whose map is looked at, too
events(store)           -> the events of a store, to hold the page against
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, Request, Response, Route, expect, sync_playwright

from geo.lake import Lake
from geo.query import EventFilter
from geo.records import Event

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
SHOTS = os.environ.get("KHARITA_SCREENSHOTS")
"""Folder to put screenshots into; none are taken without it."""

PATIENCE_MS = 30_000
_ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
SERVE = "import sys; from pathlib import Path; from dashboard.server import serve; serve(Path(sys.argv[1]), port=0)"


def events(store: Path, asked: EventFilter | None = None) -> tuple[Event, ...]:
    return Lake.open(store).events(asked or EventFilter())


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """Serve a store; the address is what the server prints."""
    with subprocess.Popen(  # noqa: S603  (our own server, our own arguments)
        [sys.executable, "-c", SERVE, str(store)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        match = re.fullmatch(r"Kharita: (http://localhost:\d+)\n", line)
        assert match, f"the server said {line!r}"
        try:
            yield match[1]
        finally:
            process.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Open a browser without a window."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=_ARGUMENTS)
        yield opened
        opened.close()


class Visitor:
    """One page, and all that went wrong on it."""

    def __init__(self, browser: Browser, server: str, *, width: int = 1400, height: int = 1000) -> None:
        self.server = server
        self.wrong: list[str] = []
        context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE_MS)
        self.page.route("**/*", self._guard)
        self.page.on("pageerror", lambda error: self.wrong.append(f"page error: {error}"))
        self.page.on("console", lambda said: said.type == "error" and self.wrong.append(f"console: {said.text}"))
        self.page.on("response", self._note)

    def open(self, query: str) -> "Visitor":
        """Go to an address of the page and wait until it has been drawn."""
        self.page.goto(f"{self.server}/{query}")
        expect(self.page.locator(".k-heading")).to_be_visible(timeout=PATIENCE_MS)
        self.settle()
        return self

    def settle(self) -> None:
        """Wait until no run of the page is under way and all of it has been drawn."""
        expect(self.page.locator(".stApp")).to_have_attribute(
            "data-test-script-state", "notRunning", timeout=PATIENCE_MS
        )
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE_MS)

    def expect_shown(self, count: int) -> None:
        """Wait until so many events pass the filters."""
        expect(self.page.locator(f".k-summary[data-shown='{count}']")).to_be_visible(timeout=PATIENCE_MS)

    @property
    def rows(self) -> Locator:
        """The rows of the table."""
        return self.page.locator(".k-table tbody tr")

    def serious(self) -> list[str]:
        """Return axe-core's serious and critical findings on the page."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]

    def scrolls_sideways(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    def shoot(self, name: str) -> None:
        """Take a screenshot where asked to."""
        if SHOTS:
            self.page.screenshot(path=f"{SHOTS}/{name}.png")

    def leave(self) -> None:
        """Close the page; nothing may have gone wrong on it."""
        self.page.context.close()
        assert self.wrong == [], "\n".join(self.wrong)

    def _guard(self, route: Route) -> None:
        local = re.match(r"https?://(localhost|127\.0\.0\.1)[:/]", route.request.url)
        if local or not route.request.url.startswith("http"):
            route.continue_()
        else:
            self.wrong.append(f"foreign host asked: {route.request.url}")
            route.abort()

    def _note(self, response: Response) -> None:
        if response.status >= 400:
            self.wrong.append(f"{response.status}: {response.url}")


class Visit(Visitor):
    """A page that also minds requests that fail, and whether its map is still the first one."""

    def __init__(self, browser: Browser, server: str, width: int = 1400, height: int = 1000) -> None:
        super().__init__(browser, server, width=width, height=height)
        self.page.on("requestfailed", self._note_failure)

    def _note_failure(self, request: Request) -> None:
        """Note a request that failed; one that a page broke off when it was left for another did not."""
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"failed: {request.url}: {request.failure}")

    def open(self, query: str = "") -> "Visit":
        self.page.goto(f"{self.server}/{query}")
        self.map.locator(".k-mark").first.wait_for()
        self.map.locator(".k-name span").first.wait_for()
        self.map.evaluate("map => { map.dataset.first = 'yes'; }")
        return self

    @property
    def map(self) -> Locator:
        return self.page.locator("#map_div")

    @property
    def is_first_map(self) -> bool:
        return self.page.locator("#map_div[data-first='yes']").count() == 1

    def expect_placed(self, count: int) -> None:
        expect(self.page.locator(f"#map_div[data-placed='{count}']")).to_be_attached(timeout=PATIENCE_MS)
