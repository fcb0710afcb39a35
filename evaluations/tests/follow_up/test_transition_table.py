"""Every state × every act × every role, as requests, against ``transitions.csv``.

A cell says "works" (the act was done and stands in the audit trail), "nothing" (it was done before and a
repeat changes nothing), "login", or the status of the refusal. Acts on what does not exist in a state, such
as a recommendation before the conclusion, are a 404 for everybody.
"""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from agencies.enums import Role
from agencies.tests.factories import grant, make_staff, make_user
from core.models import AuditEntry
from evaluations.actions.planning import record_order
from evaluations.actions.planning.record_order import OrderFacts
from evaluations.enums import InspectionState
from evaluations.models import Inspection
from evaluations.rules.transitions import INSPECTIONS, REMEDIES
from evaluations.tests.follow_up.acts import ACTS, Scene, remedies
from evaluations.tests.inspections.conftest import AT, DAY

LOGIN = "/tai-khoan/login/"
TABLE = Path(__file__).parent / "transitions.csv"
CAST = (
    "head", "unit_head", "officer", "other_head", "stranger", "admin", "leader", "custodian", "operator",
)  # fmt: skip
PERSONAS = ("team_leader", "member", "outsider", *CAST, "anonymous")
AFTER_MINUTES = ("minuted", "reported", "concluded", "lapsed")


def rows() -> list[dict[str, str]]:
    """The oracle."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def scene(minuted, explain, cast, member):
    """A planned visit of the department with its decision, one finding of it explained."""
    Inspection.objects.filter(pk=minuted.pk).update(mode="planned", state="draft")
    order = OrderFacts("12/QĐ-SNV", DAY, "Trần Thị Giám", "GIÁM ĐỐC", "", DAY.replace(month=1), DAY, 2)
    draft = Inspection.objects.get(pk=minuted.pk)
    record_order(inspection=draft, facts=order, seen_version=draft.version, actor=cast.inspector, at=AT)
    Inspection.objects.filter(pk=minuted.pk).update(state="minuted")
    return Scene(cast, member, minuted, explanation=explain().pk)


@pytest.fixture
def clients(scene):
    """Every persona signed in."""
    outsider = make_user(make_staff("Đoàn Văn Ngoài", scene.cast.home_affairs))
    grant(outsider, Role.INSPECTOR, scene.cast.province)
    users = {"team_leader": scene.cast.inspector, "member": scene.member, "outsider": outsider}
    users |= {name: getattr(scene.cast, name) for name in CAST}
    found = {"anonymous": Client(raise_request_exception=False)}
    for name, user in users.items():
        found[name] = Client(raise_request_exception=False)
        found[name].force_login(user)
    return found


def put_in(scene: Scene, state: str) -> None:
    """The scene as it is in ``state``: what comes later does not exist yet."""
    begun = state != InspectionState.DRAFT
    fields: dict[str, Any] = {"state": state, "started_at": AT if begun else None}
    if state not in AFTER_MINUTES:
        scene.inspection.explanations.all().delete()
        fields |= {"minuted_at": None, "explain_due_on": None, "report_due_on": None, "conclude_due_on": None}
    if state == InspectionState.CONCLUDED:
        remedies(scene)
    Inspection.objects.filter(pk=scene.inspection.pk).update(**fields)
    scene.inspection.refresh_from_db()


def outcome(client: Client, scene: Scene, act: str) -> str:
    """What one request comes to; nothing of it stays."""
    with transaction.atomic():
        ACTS[act].ready(scene)
        before = AuditEntry.objects.count()
        response = client.post(ACTS[act].url(scene), ACTS[act].form(scene))
        done = AuditEntry.objects.count() > before
        transaction.set_rollback(True)
    if response.status_code != 302:
        return str(response.status_code)
    if response["Location"].startswith(LOGIN):
        return "login"
    return "works" if done else "nothing"


@pytest.mark.once
@pytest.mark.once
@pytest.mark.parametrize("state", InspectionState.values)
def test_every_act_of_every_role_in_a_state(state, scene, clients):
    put_in(scene, state)
    found = {act: {name: outcome(clients[name], scene, act) for name in PERSONAS} for act in ACTS}
    expected = {row["act"]: {name: row[name] for name in PERSONAS} for row in rows() if row["state"] == state}
    assert found == expected


def test_the_table_holds_every_state_and_act():
    assert [(row["state"], row["act"]) for row in rows()] == [
        (state, act) for state in InspectionState.values for act in ACTS
    ]


def test_the_moves_of_the_tables_are_among_the_acts_but_for_the_calendars():
    moves = {move.name.replace("_", " ") for move in INSPECTIONS} - {"lapse"}
    assert moves <= set(ACTS)
    assert {move.permission for move in REMEDIES} == {"remedy.answer", "remedy.verify"}


def test_a_move_works_exactly_where_its_table_says():
    """The states of the CSV in which somebody succeeds are the sources of the move in the rule."""
    for move in INSPECTIONS:
        act = move.name.replace("_", " ")
        works = {row["state"] for row in rows() if row["act"] == act and "works" in row.values()}
        assert works == (set() if move.name == "lapse" else set(move.sources)), act
