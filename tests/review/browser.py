"""A real browser for tests of the page: Debian's Chromium, driven by its own driver."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

__all__ = ["CHROMIUM", "DRIVER", "Keys", "Page", "start"]

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1440,900",
    "--lang=en",
)


def start(profile: Path) -> webdriver.Chrome:
    """A browser with an empty profile that notes every request and every console message."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    downloads = profile / "downloads"
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(DRIVER))


class Page:
    """One tab with the review in it."""

    def __init__(self, driver: webdriver.Chrome, url: str) -> None:
        self.driver = driver
        self.url = url
        driver.get(url)
        self.until(lambda: self.js("return document.body?.dataset.ready"))

    def js(self, script: str, *arguments: object):
        return self.driver.execute_script(script, *arguments)

    def until(self, holds: Callable[[], object], seconds: float = 30):
        """What ``holds`` gives, once it is true."""
        return WebDriverWait(self.driver, seconds, 0.02).until(lambda _: holds())

    def id(self, name: str) -> WebElement:
        return self.driver.find_element("id", name)

    def text(self, selector: str) -> str:
        return self.js("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def texts(self, selector: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].map((n) => n.textContent)"
        return self.js(script, selector)

    def press(self, *keys: str) -> None:
        """Keys to whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def reload(self) -> None:
        self.driver.refresh()
        self.until(lambda: self.js("return document.body?.dataset.ready"))

    @property
    def current(self) -> str:
        """The quote of the current claim."""
        return self.js("return review.current?.quote ?? ''")

    def outcome(self, quote: str) -> str:
        script = "return review.store.claims.find((c) => c.quote === arguments[0])?.outcome"
        return self.js(script, quote)

    def choose(self, quote: str) -> None:
        self.js("review.go(review.store.claims.find((c) => c.quote === arguments[0]))", quote)
        self.until(lambda: self.current == quote and self.marked_current())

    def marked_current(self) -> str:
        return "".join(self.texts("#article mark.current"))

    def saved(self) -> None:
        """Wait until every decision is acknowledged."""
        self.until(lambda: self.js("return review.sources.saving.waiting === 0"))

    def complaints(self) -> list[str]:
        """Errors of the console: exceptions, and whatever the policy has stopped."""
        return [line["message"] for line in self.driver.get_log("browser")]

    def hosts(self) -> set[str]:
        """Where requests went since the last time this was asked."""
        return {host for host in map(_host, self.driver.get_log("performance")) if host}

    def screenshot(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(path))


def _host(line: dict[str, str]) -> str:
    message = json.loads(line["message"])["message"]
    if message["method"] != "Network.requestWillBeSent":
        return ""
    return urlsplit(message["params"]["request"]["url"]).netloc
