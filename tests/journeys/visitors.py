"""People at their own browsers: each signs in on the login page, and every page shown is looked at."""

from contextlib import ExitStack
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from agencies.models import User
from tests.services import console_troubles

PASSWORD = "Mat-khau-kiem-thu-1847"
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}

# What scrolls under a bar is not out of reach: while axe looks, bars stand where the page puts them.
SETTLE = """on => {
  for (const one of document.querySelectorAll('body *')) {
    if (on && ['fixed', 'sticky'].includes(getComputedStyle(one).position)) {
      one.style.position = 'static';
      one.dataset.settled = '';
    } else if (!on && 'settled' in one.dataset) {
      one.style.position = '';
    }
  }
}"""


class Visitors:
    """Opens a browser context for each person; at the end nobody's console may hold an error."""

    def __init__(self, browser: Any, address: str, stack: ExitStack) -> None:
        self._browser, self._address, self._stack = browser, address, stack
        self._troubles: list[tuple[str, list[str]]] = []
        self._browsers: dict[int, Any] = {}

    def open(self, who: str, path: str, *, phone: bool = False, script: bool = True) -> Any:
        """A fresh browser on ``path``, or on none; without ``script`` no page may run any."""
        context = self._browser.new_context(
            **(PHONE if phone else DESKTOP),
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            java_script_enabled=script,
            accept_downloads=True,
        )
        self._stack.enter_context(context)
        page = context.new_page()
        self._troubles.append((who, console_troubles(page)))
        if path:
            page.goto(self._address + path)
        return page

    def sign_in(self, user: User, *, phone: bool = False, script: bool = True) -> Any:
        """The person's browser after signing in, on the page that the portal takes them to."""
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
        page = self.open(user.display_name, "/tai-khoan/login/", phone=phone, script=script)
        page.get_by_label("Mã cán bộ hoặc thư điện tử").fill(user.username)
        page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    def enter(self, user: User, path: str, *, phone: bool = False) -> Any:
        """The person's one browser on ``path``, signed in anew; without the form, which has its own tests."""
        client = Client()
        client.force_login(user)
        if user.pk not in self._browsers:
            self._browsers[user.pk] = self.open(user.display_name, "", phone=phone)
        page = self._browsers[user.pk]
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self._address}])
        page.goto(self._address + path)
        return page

    @property
    def troubles(self) -> list[tuple[str, list[str]]]:
        """What consoles said, breaches of the CSP among it, by person; nothing when all went well."""
        return [(who, said) for who, said in self._troubles if said]


def look(page: Any) -> None:
    """The page is no wider than the screen and keeps nobody out (WCAG 2.2 A and AA by axe)."""
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1], f"{page.url}: {wide[0]} px wide on a screen of {wide[1]}"
    page.evaluate(SETTLE, True)
    found = Axe().run(page, options=WCAG)
    page.evaluate(SETTLE, False)
    assert found.response["passes"], page.url
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
