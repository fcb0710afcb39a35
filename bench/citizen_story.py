"""Canaries sent over HTTP to a running portal, and its pages looked at; in a process of its own.

``python -m bench.citizen_story PORT HOST`` with the database of ``DATABASE_URL``; prints one line of JSON:
the canaries, the places looked at, the hits.
"""

import http.client
import json
import re
import sys
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import django

FORGERY = "__Host-csrftoken"


class Overhttp:
    """A browser over HTTP behind the portal's proxy; signed in where a session is given."""

    def __init__(self, port: int, host: str, session: str = "") -> None:
        self._port, self._host = port, host
        self._cookies = {"__Host-sessionid": session} if session else {}

    def get(self, address: str) -> bytes:
        """The answer with its headers, whatever its status."""
        _status, head, body = self._ask("GET", address, None, {})
        return body + head

    def post(self, address: str, form: Mapping[str, Any], **headers: str) -> tuple[int, str]:
        """Status and page; whoever is signed in fetches the token of the form first."""
        from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

        sent = dict(form)
        if self._cookies:
            page = self.get(address).decode(errors="replace")
            found = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)
            sent["csrfmiddlewaretoken"] = found[1] if found else ""
        headers = {"Content-Type": MULTIPART_CONTENT, "Referer": f"https://{self._host}{address}", **headers}
        status, _head, body = self._ask("POST", address, encode_multipart(BOUNDARY, sent), headers)
        return status, body.decode(errors="replace")

    def _ask(
        self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes, bytes]:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        proxied = {"Host": self._host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "10.20.30.40"}
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        line.request(method, address, body=body, headers={**proxied, **headers, **cookies})
        answer = line.getresponse()
        data, told = answer.read(), str(answer.headers)
        line.close()
        token = re.search(rf"{FORGERY}=([^;]+)", told)
        if token and self._cookies:
            self._cookies[FORGERY] = token[1]
        return answer.status, told.encode(), data


def main(port: int, host: str) -> None:
    """Make the cast, plant, live on, look at the pages and at the tables."""
    django.setup()
    from agencies.tests.cast import make_cast
    from core import clock
    from feedback.tests.factories import make_vault
    from tests.leaks.canaries import Search
    from tests.leaks.places import look_everywhere
    from tests.leaks.story import live_on, look_at_pages, plant

    cast = make_cast()
    vault, private = make_vault("first", cast.home_affairs, cast.custodian)
    clerk = Overhttp(port, host, _session(cast.admin))
    canaries = plant(cast, Overhttp(port, host), clerk, clock.today().isoformat())
    live_on(cast, {vault.pk: private}, clock.now() - timedelta(days=2))
    search = Search(canaries)
    look_at_pages(search, cast, lambda reader: Overhttp(port, host, _session(getattr(cast, reader))))
    look_everywhere(search, [])
    print(json.dumps({"canaries": canaries, "places": search.places, "hits": search.hits}))


def _session(user: Any) -> str:
    """A signed-in session as the login page leaves it."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
