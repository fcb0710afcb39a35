"""The last step down shows rows to those who may open them, and sums to everybody else."""

from collections import Counter
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client

from core.models import Attachment
from evaluations.actions.results import refresh_results
from evaluations.models import Observation, ObservationPhoto, SelfAssessment
from evaluations.rules.results import COUNTED, unpack
from evaluations.tests.scoring.random_month import AT
from reporting.tests.conftest import Scene, put_on_a_team, signed_in


def _code(scene: Scene, source: str) -> str:
    """A criterion about which the source speaks and counts."""
    for score in unpack(scene.result().breakdown).criteria:
        if any(one.source == source and one.status == COUNTED for one in score.sources):
            return scene.result().criteria_set.criteria.get(position=score.position).code
    raise AssertionError(f"the seed has no {source}")


@pytest.fixture
def photo(scene: Scene) -> Attachment:
    """A photograph of a counted observation, which has a note too."""
    code = _code(scene, "inspection")
    seen = Observation.objects.filter(
        inspection__agency=scene.agency,
        criterion__code=code,
        inspection__state="concluded",
        not_applicable=False,
    ).latest("inspection__visited_on")
    Observation.objects.filter(pk=seen.pk).update(note="Bảng tên để trong ngăn kéo")
    attachment = Attachment.objects.create(
        path=f"anh/{uuid4()}.jpg", content_type="image/jpeg", size=1, sha256="0" * 64, created_at=AT
    )
    ObservationPhoto.objects.create(observation=seen, attachment=attachment)
    return attachment


@pytest.mark.parametrize("reader", ["leader", "admin"])
def test_who_may_open_the_inspection_sees_note_and_photo(
    scene: Scene, photo: Attachment, reader: str
) -> None:
    url = scene.at(f"tieu-chi/{_code(scene, 'inspection')}/inspection/")
    page = signed_in(getattr(scene.cast, reader)).get(url).content.decode()
    assert "Bảng tên để trong ngăn kéo" in page
    assert f"/kiem-tra/anh/{photo.pk}/" in page


def test_the_head_sees_note_and_photo_of_the_own_agency(
    scene: Scene, photo: Attachment, head: Client
) -> None:
    page = head.get(scene.at(f"tieu-chi/{_code(scene, 'inspection')}/inspection/")).content.decode()
    assert f"/kiem-tra/anh/{photo.pk}/" in page


def test_an_inspector_of_another_visit_sees_the_counts_only(scene: Scene, photo: Attachment) -> None:
    """Who is on a team of the agency reads its score; the rows of a visit belong to that visit's team."""
    url = scene.at(f"tieu-chi/{_code(scene, 'inspection')}/inspection/")
    put_on_a_team(scene.cast.inspector, scene)
    page = signed_in(scene.cast.inspector).get(url).content.decode()
    assert "khớp với" in page
    assert "Bảng tên" not in page
    assert str(photo.pk) not in page


def test_forms_are_listed_for_the_head_and_for_nobody_above(
    scene: Scene, head: Client, leader: Client
) -> None:
    url = scene.at(f"tieu-chi/{_code(scene, 'self_assessment')}/self_assessment/")
    sent = SelfAssessment.objects.sent().filter(agency=scene.agency, period=scene.period).first()
    assert f"/phieu/{sent.pk}/" in head.get(url).content.decode()
    assert f"/phieu/{sent.pk}/" not in leader.get(url).content.decode()
    assert "Các phiếu đã tính" not in leader.get(url).content.decode()


def test_few_forms_show_no_single_score_to_a_leader(scene: Scene, leader: Client) -> None:
    code = _code(scene, "self_assessment")
    position = scene.result().criteria_set.criteria.get(code=code).position
    sent = SelfAssessment.objects.sent().filter(agency=scene.agency, period=scene.period)
    given = Counter(form.scores[position] for form in sent if form.scores[position] is not None)
    assert 0 < given.total() < 5
    page = leader.get(scene.at(f"tieu-chi/{code}/self_assessment/")).content.decode()
    assert "Không hiện từng dòng" in page
    assert "Số phiếu theo điểm" not in page


def test_citizens_are_added_up_by_counter_and_never_fewer_than_five(scene: Scene, leader: Client) -> None:
    """Of a month that is over; days are told nowhere, for one counter's day may be one person."""
    refresh_results(period=scene.period, agencies=None, at=datetime(2026, 12, 1, 3, tzinfo=UTC))
    page = leader.get(scene.at(f"tieu-chi/{_code(scene, 'citizen')}/citizen/")).content.decode()
    assert "Theo ngày" not in page
    body = page.partition("Theo quầy")[2].partition("<tbody>")[2].partition("</tbody>")[0]
    counts = [int(part.split('"')[1]) for part in body.split("data-value=")[1::3]]
    assert counts
    assert min(counts) >= 5
    assert "chưa có số lượt đến" in page
    assert f"/nguoi-dan/{scene.agency.pk}/?ky=2026-11-01" in page
