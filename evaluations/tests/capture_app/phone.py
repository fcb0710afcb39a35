"""What every phone of the tests has: a browser profile, where the server is, the tab at hand."""

from dataclasses import dataclass
from typing import Any

from django.test import Client

APP = "/kiem-tra/tai-cho/"


@dataclass
class Phone:
    """A browser profile with the app; ``page`` is the tab at hand."""

    context: Any
    address: str
    page: Any = None

    def sign_in(self, user: Any) -> None:
        """Let the browser have a session of this user."""
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": self.address}
        self.context.add_cookies([cookie])
