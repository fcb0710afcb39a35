"""The part of the rating page's measurement that needs Django: settings are read once in a process."""

import gzip
import json
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import django

_IN_STYLE = re.compile(rb"url\(\s*['\"]?([^'\")]+)")


class Linked(HTMLParser):
    """The addresses that a browser fetches by itself for a page."""

    FETCHED = {"link": "href", "img": "src", "script": "src", "source": "src", "iframe": "src"}

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the element fetches."""
        address = dict(attrs).get(self.FETCHED.get(tag, ""))
        if address:
            self.found.append(address)


def sizes(body: bytes) -> list[int]:
    """Bytes as they are, and packed as nginx packs them."""
    return [len(body), len(gzip.compress(body, 6))]


def static_file(address: str) -> bytes:
    """The bytes of a file under /static/; raises LookupError for an address elsewhere."""
    from django.contrib.staticfiles import finders

    name = address.partition("/static/")[2]
    path = finders.find(name)
    if not name or path is None:
        raise LookupError(f"a citizen's page loads {address}")
    return Path(str(path)).read_bytes()


def weigh(address: str, page: str) -> dict[str, list[int]]:
    """Every resource of one page by its name."""
    found = {"HTML": sizes(page.encode())}
    waiting = [urljoin(address, one) for one in Linked(page).found]
    while waiting:
        one = waiting.pop()
        name = one.rpartition("/static/")[2]
        if name not in found:
            body = static_file(one)
            found[name] = sizes(body)
            if name.endswith(".css"):
                waiting += [urljoin(one, inner.decode()) for inner in _IN_STYLE.findall(body)]
    return found


def pages() -> dict[str, dict[str, list[int]]]:
    """The pages of a rating in an empty portal with one counter and one vault, weighed."""
    from django.test import Client

    from bench.rating_page_world import make_counter_with_vault

    code = make_counter_with_vault()
    shown = {
        "rate": f"/danh-gia/{code}/",
        "rate, English, large type": f"/danh-gia/{code}/?lang=en&chu=to",
        "rate, at the counter": f"/danh-gia/{code}/?tai-cho=1",
        "thanks": f"/danh-gia/{code}/cam-on/",
        "a forged code": f"/danh-gia/{code[:-1]}/",
    }
    client = Client(headers={"host": "localhost"})
    return {name: weigh(address, client.get(address).text) for name, address in shown.items()}


def main(answer: Path) -> None:
    """Weigh on a new database and leave the sizes in ``answer``."""
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    answer.write_text(json.dumps(pages()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
