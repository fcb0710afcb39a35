"""What the phone needs to open the app: its page, its worker with digests, its manifest."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.urls import reverse

from evaluations.views.capture import precaching, shell

pytestmark = pytest.mark.django_db
LARGEST = 300 * 1000
"""Most bytes of the whole app: page, styles, scripts, worker, icons."""


def precache_list(worker: str) -> list[dict[str, str]]:
    """The list in front of a worker's script."""
    found = re.match(r"self\.__VHCV_PRECACHE=(\[.*?\]);\n", worker)
    assert found
    return list(json.loads(found[1]))


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server whose assets were built, whatever this machine has."""
    monkeypatch.setattr(shell, "script_of", lambda name: "// worker")
    monkeypatch.setattr(shell, "asset_url", lambda name: "/static/img/mark.svg")


def test_the_page_is_the_same_for_everybody_and_names_nobody(client: Any, cast: Any, built: None) -> None:
    pages = []
    for user in (cast.inspector, cast.admin):
        client.force_login(user)
        pages.append(client.get(reverse("capture_app")).content.decode())
    assert pages[0] == pages[1]
    assert cast.inspector.display_name not in pages[0]
    assert "csrfmiddlewaretoken" not in pages[0]


def test_the_page_needs_a_login(client: Any) -> None:
    assert client.get(reverse("capture_app")).status_code == 302


def test_each_kept_file_carries_the_digest_of_what_the_server_answers(
    client: Any, cast: Any, built: None
) -> None:
    client.force_login(cast.inspector)
    entries = {
        entry["url"]: entry for entry in precache_list(client.get(reverse("capture_worker")).content.decode())
    }
    page = client.get(reverse("capture_app")).content
    manifest = client.get(reverse("capture_manifest")).content
    for url, content in ((reverse("capture_app"), page), (reverse("capture_manifest"), manifest)):
        digest = b64encode(sha256(content).digest()).decode()
        assert entries[url]["integrity"] == f"sha256-{digest}"
    assert "/static/img/mark.svg" in entries


def test_every_static_file_that_the_page_names_is_kept() -> None:
    page = (
        '<link href="/static/img/mark.svg"><a href="/kiem-tra/">x</a><script src="/static/none.js"></script>'
    )
    assert [entry["url"] for entry in precaching.files_named_in(page)] == ["/static/img/mark.svg"]


def test_the_worker_may_rule_the_app_only_and_is_never_kept_by_a_cache(client: Any, built: None) -> None:
    answer = client.get(reverse("capture_worker"))
    assert answer.status_code == 200
    assert answer["Service-Worker-Allowed"] == "/kiem-tra/tai-cho/"
    assert answer["Cache-Control"] == "no-cache"
    assert answer["Content-Type"].startswith("text/javascript")


def test_a_server_without_built_assets_leads_to_the_ordinary_page(
    client: Any, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shell, "script_of", lambda name: "")
    monkeypatch.setattr(shell, "asset_url", lambda name: "")
    client.force_login(cast.inspector)
    assert reverse("inspection_list") in client.get(reverse("capture_app")).content.decode()
    assert client.get(reverse("capture_worker")).content.decode() == shell.NOT_BUILT


def test_the_manifest_opens_the_app_in_a_window_of_its_own(client: Any) -> None:
    manifest = json.loads(client.get(reverse("capture_manifest")).content)
    assert (manifest["display"], manifest["lang"]) == ("standalone", "vi")
    assert manifest["start_url"] == manifest["scope"] == reverse("capture_app")
    assert {icon["sizes"] for icon in manifest["icons"]} == {"192x192", "512x512"}


@pytest.mark.django_db(transaction=True)
def test_the_whole_app_is_under_300_kb(app_server: str, cast: Any, client: Any) -> None:
    client.force_login(cast.inspector)
    worker = client.get(reverse("capture_worker")).content
    session = {"Cookie": f"sessionid={client.cookies['sessionid'].value}"}
    sizes = {"worker": len(worker)}
    for entry in precache_list(worker.decode()):
        with urlopen(Request(app_server + entry["url"], headers=session)) as answer:  # noqa: S310 - this server
            sizes[entry["url"]] = len(answer.read())
    assert any(url.endswith("capture.js") for url in sizes)
    assert sum(sizes.values()) < LARGEST, sizes
