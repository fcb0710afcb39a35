"""Proof by the browser itself that a form was sent from our own page, for pages that need no cookie."""

from urllib.parse import urlsplit

from django.http import HttpRequest

OWN = ("same-origin", "none")


def sent_from_here(request: HttpRequest) -> bool:
    """Whether nothing says that another site sent this request.

    Browsers since 2020–2023 state it in Sec-Fetch-Site, which no page can forge. Older ones state the
    Origin, where "null" is what our own pages with ``referrer no-referrer`` give. One that states neither
    is believed: such pages do nothing in a person's name, so a forged request gains nobody anything that
    a direct one would not.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OWN
    origin = request.headers.get("Origin", "null")
    return origin == "null" or urlsplit(origin).netloc == request.get_host()
