"""A click in a browser test is over when the page it leads to is there.

Playwright waits for a navigation only if Chromium has begun it by the time the click is acknowledged. On a
busy machine it may not have, and what the test does next happens on the page that is being left: a link of
the same name is followed from there, a list is counted there. Chromium itself tells a page, before the click
is over, that it is about to be left; so a mark is put on the page, and the click waits until it is gone with
the page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

LEAVING = """
window.navigation?.addEventListener('navigate', event => {
  const file = /[./=](xlsx|docx|pdf|csv|zip)\\b/.test(event.destination.url);
  const stays = event.destination.sameDocument || event.downloadRequest !== null || file;
  if (!stays) document.documentElement.dataset.leaving = '';
});
"""
STANDING = "html:not([data-leaving])"


def arrive(page: Any) -> None:
    """Wait until a page that is being left has gone and the next one is whole."""
    if page.is_closed():
        return
    page.locator(STANDING).wait_for(state="attached")
    page.wait_for_load_state()


def _arriving(act: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(act)
    def acted(locator: Any, *words: Any, **options: Any) -> Any:
        answer = act(locator, *words, **options)
        arrive(locator.page)
        return answer

    return acted


def teach(browser: Any) -> None:
    """Make every page opened in ``browser`` tell that it is being left, and clicks, taps and keys wait."""
    from playwright.sync_api import Locator

    open_context = browser.new_context

    def new_context(**options: Any) -> Any:
        context = open_context(**options)
        context.add_init_script(LEAVING)
        return context

    browser.new_context = new_context
    for name in ("click", "tap", "press"):
        act = getattr(Locator, name)
        if not hasattr(act, "__wrapped__"):
            setattr(Locator, name, _arriving(act))
