"""A case and an inspection are tied: seen by who sees both ends, and no way to learn of a secret visit."""

from datetime import date
from uuid import uuid4

import pytest

from core.errors import Conflict
from core.models import AuditEntry
from evaluations.actions.inspections.link_case import LinkRefused, link_case, unlink_case
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.gather.case_links import cases_of, inspections_of, linkable
from evaluations.models import CaseLink, Criterion, Inspection, Observation, TeamMember
from feedback.actions.triage.hand_over import hand_over_case
from feedback.models import FeedbackCase
from feedback.tests.cases.conftest import NOW, TODAY, Desk, as_, desk, the_present

__all__ = ["as_", "desk", "the_present"]


@pytest.fixture
def visit(desk: Desk) -> Inspection:
    """An unannounced visit to the department that has not begun, led by the inspector."""
    publish_criteria_set(definition=shipped_set("qd1847_2018"), accepted=frozenset(), actor=None, at=NOW)
    made = Inspection.objects.create(
        id=uuid4(),
        agency=desk.cast.department,
        period=open_period(kind="month", day=TODAY, actor=None, at=NOW),
        mode="unannounced",
        state="draft",
        order_number="12/QĐ-SNV",
        visited_on=date(2026, 11, 25),
        created_by=desk.cast.inspector,
        created_at=NOW,
    )
    TeamMember.objects.create(inspection=made, user=desk.cast.inspector, role=TeamMember.TeamRole.LEADER)
    return made


def _seen(desk: Desk, visit: Inspection, code: str = "GT-04") -> Criterion:
    """A criterion of which the visit recorded something."""
    criterion = Criterion.objects.get(code=code)
    Observation.objects.create(
        id=uuid4(),
        inspection=visit,
        criterion=criterion,
        n=1,
        k=0,
        recorded_by=desk.cast.inspector,
        recorded_at=NOW,
    )
    return criterion


def _link(desk: Desk, case: FeedbackCase, visit: Inspection, **given) -> CaseLink:
    usual = {"link_id": uuid4(), "criterion": None, "note": "", "actor": desk.cast.inspector, "at": NOW}
    return link_case(case=case, inspection=visit, **(usual | given))


def test_a_link_is_made_once_and_leaves_a_trace(desk: Desk, visit: Inspection) -> None:
    case, form = desk.case(), uuid4()
    assert _link(desk, case, visit, link_id=form) == _link(desk, case, visit, link_id=form)
    with pytest.raises(LinkRefused, match="đã gắn"):
        _link(desk, case, visit)
    with pytest.raises(Conflict):
        _link(desk, desk.case(), visit, link_id=form)
    with pytest.raises(LinkRefused, match="cùng một cơ quan"):
        _link(desk, desk.case(desk.cast.commune), visit)
    unlink_case(link=CaseLink.objects.get(), actor=desk.cast.inspector, at=NOW)
    assert not CaseLink.objects.exists()
    events = AuditEntry.objects.filter(event__startswith="case_link").order_by("sequence")
    assert list(events.values_list("event", flat=True)) == ["case_link.made", "case_link.removed"]


def test_a_finding_is_one_of_that_inspection(desk: Desk, visit: Inspection) -> None:
    _seen(desk, visit)
    with pytest.raises(LinkRefused, match="Hãy chọn lại"):
        _link(desk, desk.case(), visit, criterion=Criterion.objects.get(code="TP-04"))
    assert not CaseLink.objects.exists()


def test_a_note_goes_with_the_words_of_its_case(desk: Desk, visit: Inspection) -> None:
    link = _link(desk, case := desk.case(), visit, note="Bà Hoa ở ấp 3 kể")
    hand_over_case(
        case=case,
        body="Thanh tra tỉnh",
        confirmed="CHUYỂN",
        seen_version=case.version,
        actor=desk.cast.custodian,
        at=NOW,
    )
    link.refresh_from_db()
    assert link.note == ""


def test_a_secret_visit_shows_through_no_link(desk: Desk, visit: Inspection, as_) -> None:
    case = desk.case()
    _link(desk, case, visit, criterion=_seen(desk, visit))
    cast = desk.cast
    assert [one.inspection for one in inspections_of(cast.inspector, case, TODAY)] == [visit]
    assert inspections_of(cast.head, case, TODAY) == []
    assert linkable(cast.head, desk.case(), TODAY) == []
    assert "12/QĐ-SNV" not in as_(cast.head).get(f"/phan-anh/so/{case.pk}/").content.decode()
    assert "12/QĐ-SNV" in as_(cast.inspector).get(f"/phan-anh/so/{case.pk}/").content.decode()


def test_a_finding_is_named_to_who_may_read_the_record(desk: Desk, visit: Inspection) -> None:
    case = desk.case()
    _link(desk, case, visit, criterion=_seen(desk, visit))
    Inspection.objects.filter(pk=visit.pk).update(state="on_site", started_at=NOW)
    (seen,) = inspections_of(desk.cast.head, case, TODAY)
    assert seen.code == ""
    (known,) = inspections_of(desk.cast.inspector, case, TODAY)
    assert known.code == "GT-04"


def test_the_page_of_the_inspection_lists_the_cases_that_the_reader_sees(
    desk: Desk, visit: Inspection, as_
) -> None:
    case = desk.case()
    _link(desk, case, visit, note="Xem camera")
    page = as_(desk.cast.inspector).get(f"/kiem-tra/{visit.pk}/").content.decode()
    assert "Phản ánh liên quan" in page
    assert case.short in page
    assert [one.case for one in cases_of(desk.cast.admin, visit, TODAY)] == [case]
    assert cases_of(desk.cast.leader, visit, TODAY) == []


def test_it_is_tied_and_untied_on_the_page_of_the_case(desk: Desk, visit: Inspection, as_) -> None:
    case = desk.case()
    client = as_(desk.cast.inspector)
    form = {"form_uuid": uuid4(), "inspection": visit.pk, "note": "Xem camera"}
    assert client.post(f"/phan-anh/so/{case.pk}/gan-kiem-tra/", form).status_code == 302
    link = CaseLink.objects.get()
    assert (link.case, link.inspection, link.note) == (case, visit, "Xem camera")
    assert client.post(f"/phan-anh/lien-quan/{link.pk}/bo/").status_code == 302
    assert not CaseLink.objects.exists()
    assert client.post(f"/phan-anh/lien-quan/{link.pk}/bo/").status_code == 404
