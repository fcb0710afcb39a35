"""An inspector's phone in tests of the screens: taps what people tap and reads what they read."""

from dataclasses import dataclass, field
from typing import Any

from evaluations.tests.capture_app.phone import APP, Phone

# What the browser says of requests that failed because the test took the network away is no trouble.
NETWORK = ("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "ERR_CONNECTION", "status of 4")


@dataclass
class ScreenPhone(Phone):
    """Has the app open in ``page``."""

    troubles: list[str] = field(default_factory=list)

    def open(self, hash_: str = "") -> Any:
        """Open the app in a tab of its own and wait until it can be used."""
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._note)
        self.page.goto(self.address + APP + hash_)
        self.page.locator("#ung-dung[data-ready]").wait_for()
        return self.page

    def _note(self, message: Any) -> None:
        if message.type == "error" and not any(words in message.text for words in NETWORK):
            self.troubles.append(message.text)

    def take_along(self) -> None:
        """Download the visits."""
        self.page.get_by_role("button", name="Tải về máy").click()
        self.page.get_by_text("chuyến kiểm tra về máy").wait_for()

    def offline(self) -> None:
        """Take the network away from the page."""
        self.context.set_offline(True)

    def online(self) -> None:
        """Give the network back."""
        self.context.set_offline(False)

    def show(self, path: str, heading: str = "") -> Any:
        """Go to a screen of the app and wait for its heading."""
        self.page.evaluate("path => { location.hash = path }", f"#/{path}")
        title = self.page.get_by_role("heading", level=1)
        (title.filter(has_text=heading) if heading else title).first.wait_for()
        return self.page

    def start(self, visit: Any) -> None:
        """Begin the visit on site."""
        self.show(f"k/{visit}")
        self.page.get_by_role("button", name="Bắt đầu kiểm tra").click()
        self.page.locator(".tiles").wait_for()

    def criterion(self, visit: Any, code: str) -> Any:
        """Open a criterion."""
        return self.show(f"k/{visit}/tc/{code}", code)

    def is_kept(self) -> None:
        """Wait until the screen says that the value lies on the phone."""
        self.page.locator(".state.is-kept").wait_for()

    def is_sent(self) -> None:
        """Wait until the line at the top says that nothing waits."""
        self.page.locator(".top .unsent", has_text="Đã gửi hết").wait_for()

    def sign(self, side: str) -> None:
        """Draw a signature on the pad of a side and keep it."""
        stage = self.page.locator(".stage", has_text=side)
        box = stage.locator("canvas.pad")
        box.scroll_into_view_if_needed()
        frame = box.bounding_box()
        mouse = self.page.mouse
        mouse.move(frame["x"] + 40, frame["y"] + 90)
        mouse.down()
        for step in range(1, 14):
            mouse.move(frame["x"] + 40 + step * 15, frame["y"] + 90 + (30 if step % 2 else -30))
        mouse.up()
        stage.get_by_role("button", name="Lưu").click()
        stage.locator("svg.signature").wait_for()

    def is_no_wider_than_the_screen(self) -> bool:
        """Whether nothing has to be pushed sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
