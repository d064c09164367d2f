"""A page in a browser, watched from before it opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from attribcheck.report import ArticleEntry

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Locator


class Watched:
    """`faults` are errors and warnings of the console and of scripts; `fetched` all that is not the page itself."""

    entry: ArticleEntry

    def __init__(
        self, browser: Browser, file: Path, *, width: int = 1440, height: int = 900, scheme: Any = "light",
        script: bool = True, hash: str = "", faults_expected: bool = False, **how: Any,
    ) -> None:  # fmt: skip
        self._expected = faults_expected
        self.faults: list[str] = []
        self.fetched: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script, **how
        )
        self.context.set_default_timeout(5000)
        self.page = self.context.new_page()
        self.page.on("console", lambda message: self.faults.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.context.on("page", lambda page: self.faults.append(f"another page: {page.url}"))
        self.context.on("request", lambda request: self._request(request.url, request.is_navigation_request()))
        self.context.on("requestfailed", lambda request: self._failed(request.url, request.failure))
        self.page.goto(file.as_uri() + hash)

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, url: str, navigation: bool) -> None:
        if not (navigation and url.startswith("file:///")):
            self.fetched.append(url)

    def _failed(self, url: str, why: str | None) -> None:
        if why == "csp" and url in self.fetched:  # the policy stopped it before anything left the page
            self.fetched.remove(url)

    def __call__(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def js(self, script: str, *given: Any) -> Any:
        """What a script in the page gives."""
        return self.page.evaluate(script, *given)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def shown(self, selector: str) -> int:
        """How many of these a reader can see."""
        return int(self.js("s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility()).length", selector))

    def open_all(self) -> None:
        self.js("() => { for (const one of document.querySelectorAll('details')) one.open = true; }")

    def hash(self) -> str:
        return str(self.js("() => location.hash"))

    def close(self) -> None:
        faults, fetched = list(self.faults), list(self.fetched)
        self.context.close()
        assert fetched == []
        assert self._expected or faults == []
