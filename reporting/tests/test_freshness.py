"""A page is answered from memory only to the same reader, and only while nothing it shows has moved."""

from django.test import Client

from agencies.enums import Role
from agencies.tests.factories import grant, make_user
from core import outbox
from evaluations.actions.results import refresh_results
from evaluations.declarations import RESULTS_STALE
from evaluations.rules.results import unpack
from evaluations.tests.scoring.random_month import AT
from reporting.tests.conftest import Scene, signed_in


def _revisit(client: Client, url: str, tag: str) -> int:
    return client.get(url, headers={"If-None-Match": tag}).status_code


def test_the_reader_keeps_the_page_and_asks_each_time(scene: Scene, leader: Client) -> None:
    response = leader.get(f"/bang-diem/{scene.month}")
    assert set(response["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert "Cookie" in response["Vary"]
    assert _revisit(leader, f"/bang-diem/{scene.month}", response["ETag"]) == 304


def test_a_new_revision_is_seen_at_once(scene: Scene, leader: Client) -> None:
    url = f"/bang-diem/{scene.month}"
    tag = leader.get(url)["ETag"]
    refresh_results(period=scene.period, agencies=[scene.agency.pk], at=AT)
    assert _revisit(leader, url, tag) == 200


def test_what_waits_to_be_computed_is_seen_at_once(scene: Scene, leader: Client) -> None:
    url = f"/bang-diem/{scene.month}"
    tag = leader.get(url)["ETag"]
    for agency in (scene.agency, scene.agency, scene.other):
        outbox.send(RESULTS_STALE, {"agency": agency.pk, "period": scene.period.pk}, at=AT)
    assert _revisit(leader, url, tag) == 200
    assert "2 cơ quan chờ tính lại" in leader.get(url).content.decode()


def test_nobody_else_is_answered_by_anothers_tag(scene: Scene, leader: Client) -> None:
    second = make_user()
    grant(second, Role.LEADER, scene.cast.province)
    url = f"/bang-diem/{scene.month}"
    tag = leader.get(url)["ETag"]
    response = signed_in(second).get(url, headers={"If-None-Match": tag})
    assert response.status_code == 200
    assert second.display_name in response.content.decode()


def test_what_a_leader_has_seen_is_not_kept_for_a_head(scene: Scene, leader: Client, head: Client) -> None:
    url = scene.at("")
    seen = leader.get(url)
    own = head.get(url, headers={"If-None-Match": seen["ETag"]})
    assert own.status_code == 200
    assert "/bang-diem/?ky" in seen.content.decode()
    assert "/bang-diem/?ky" not in own.content.decode()


def test_a_page_is_refused_to_whom_it_was_never_shown_though_it_is_kept(scene: Scene, leader: Client) -> None:
    tag = leader.get(scene.at(""))["ETag"]
    stranger = signed_in(scene.cast.other_head)
    assert _revisit(stranger, scene.at(""), tag) == 404
    assert _revisit(stranger, "/bang-diem/", tag) == 403


def test_a_role_taken_back_closes_a_kept_page(scene: Scene, head: Client) -> None:
    tag = head.get(scene.at(""))["ETag"]
    scene.head.grants.update(ends_on=scene.period.starts_on)
    assert _revisit(head, scene.at(""), tag) == 404


def test_signing_in_again_renews_the_page_with_its_form_token(scene: Scene, leader: Client) -> None:
    url = f"/bang-diem/{scene.month}"
    tag = leader.get(url)["ETag"]
    assert _revisit(signed_in(scene.cast.leader), url, tag) == 200


def test_pages_of_live_rows_are_kept_by_nobody(scene: Scene, leader: Client) -> None:
    source = _any_source(scene)
    response = leader.get(scene.at(source))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response


def test_the_kept_content_is_what_would_be_built(scene: Scene, leader: Client) -> None:
    url = f"/bang-diem/xep-hang/{scene.month}"
    first, kept = leader.get(url).content.decode(), leader.get(url).content.decode()
    assert first.partition('<div class="standing">')[2] == kept.partition('<div class="standing">')[2]


def _any_source(scene: Scene) -> str:
    score = next(score for score in unpack(scene.result().breakdown).criteria if score.sources)
    code = scene.result().criteria_set.criteria.get(position=score.position).code
    return f"tieu-chi/{code}/{score.sources[0].source}/"
