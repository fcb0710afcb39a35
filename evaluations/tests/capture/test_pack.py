"""What a phone takes along, and that nobody else's phone does."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluations.actions.inspections import cancel_inspection, create_inspection
from evaluations.enums import InspectionState
from evaluations.models import CaptureDownload, Inspection
from evaluations.rules.observing import Finding
from evaluations.tests.capture.conftest import AT, DAY
from evaluations.tests.inspections.conftest import record

__all__ = ["record"]


def pack(phone):
    return phone.client.get(f"{reverse('capture_pack')}?may={phone.device.pk}")


def visits(phone):
    return pack(phone).json()["visits"]


def test_it_holds_the_visit_as_it_was_ordered(mine, draft):
    (visit,) = visits(mine)
    assert (visit["id"], visit["state"], visit["started"]) == (str(draft.pk), "draft", False)
    assert (visit["agency"]["name"], visit["mode_label"], visit["leader"]) == ("Sở Tư pháp", "Đột xuất", True)
    assert [(one["name"], one["me"]) for one in visit["team"]] == [
        ("Trần Văn Kiểm", True),
        ("Phan Thị Đoàn", False),
    ]


def test_each_criterion_says_how_it_is_recorded(mine, draft):
    criteria = {one["code"]: one for group in visits(mine)[0]["groups"] for one in group["criteria"]}
    assert criteria["TP-04"]["entry"]["tally"] == ["đạt", "chưa đạt"]
    assert [criteria[code]["details"] for code in ("GT-01", "GT-02", "GT-06", "TP-04")] == [
        "xin",
        "luon",
        "call",
        None,
    ]
    assert criteria["TT-05"]["from_headcount"]
    assert "TP-03" not in criteria, "the department wears no sector's uniform"


def test_the_roster_is_numbers_and_never_names(mine, draft):
    answer = pack(mine)
    roster = answer.json()["visits"][0]["roster"]
    assert {name: roster[name] for name in ("count", "leaders", "counter")} == {
        "count": 5,
        "leaders": 3,
        "counter": 1,
    }
    assert [unit["count"] for unit in roster["units"]] == [1, 2, 1] or sum(
        unit["count"] for unit in roster["units"]
    ) == 5
    assert "Bùi Thị Ánh" not in answer.content.decode()


def test_what_was_recorded_so_far_goes_along(mine, record, on_site):
    record("TP-04")
    standing = visits(mine)[0]["standing"]["TP-04"]
    assert (standing["content"]["k"], standing["by"], len(standing["records"])) == (8, "Trần Văn Kiểm", 1)


def test_the_last_visit_goes_along(mine, record, on_site, cast):
    record("TP-04", finding=Finding(10, 8, severity="minor", note="Hai người không đeo thẻ"))
    Inspection.objects.filter(pk=on_site.pk).update(
        state=InspectionState.CONCLUDED, conclusion="Cần chấn chỉnh", concluded_at=AT
    )
    create_inspection(
        form_id=uuid4(),
        agency=cast.department,
        visited_on=date(2026, 11, 20),
        mode="follow_up",
        order_number="20/QĐ-SNV",
        actor=cast.inspector,
        at=AT,
    )
    (visit,) = visits(mine)
    assert visit["last_visit"]["conclusion"] == "Cần chấn chỉnh"
    last = {one["code"]: one["last"] for group in visit["groups"] for one in group["criteria"]}
    assert last["TP-04"]["result"] == "8/10 đạt"
    assert last["TP-01"] is None


def test_taking_it_along_is_remembered_once(mine, draft):
    pack(mine)
    pack(mine)
    assert CaptureDownload.objects.get().inspection_id == draft.pk


@pytest.mark.parametrize("state", ["minuted", "concluded", "cancelled"])
def test_what_is_over_stays_at_home(mine, draft, state):
    Inspection.objects.filter(pk=draft.pk).update(state=state)
    assert visits(mine) == []


def test_a_cancelled_visit_stays_at_home(mine, draft, cast):
    cancel_inspection(inspection=draft, reason="Hoãn", actor=cast.inspector, at=AT)
    assert visits(mine) == []


def test_an_inspector_of_another_team_gets_nothing_of_it(draft, cast, phone_of):
    from agencies.enums import Role
    from agencies.tests.factories import grant, make_staff, make_user

    other = make_user(make_staff("Vũ Thị Ngoài", cast.home_affairs))
    grant(other, Role.INSPECTOR, cast.province)
    answer = pack(phone_of(other))
    assert answer.json()["visits"] == []


def test_another_persons_phone_is_a_conflict(mine, theirs, draft):
    answer = theirs.client.get(f"{reverse('capture_pack')}?may={mine.device.pk}")
    assert (answer.status_code, answer.json()["code"]) == (409, "other_user")
    assert "Trần Văn Kiểm" in answer.json()["message"]


def test_an_unknown_phone_gets_nothing(mine, draft):
    answer = mine.client.get(f"{reverse('capture_pack')}?may={uuid4()}")
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_more_visits_ask_no_more_queries(mine, draft, cast):
    def asked():
        pack(mine)
        with CaptureQueriesContext(connection) as queries:
            pack(mine)
        return len(queries)

    one = asked()
    for number in range(3):
        create_inspection(
            form_id=uuid4(),
            agency=(cast.department, cast.commune, cast.department)[number],
            visited_on=DAY,
            mode="planned",
            order_number=f"{number}/QĐ-SNV",
            actor=cast.inspector,
            at=AT,
        )
    assert len(visits(mine)) == 4
    assert asked() == one
