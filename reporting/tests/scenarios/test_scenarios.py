"""Scenarios: computed on a copy, kept, held against each other, deleted; the figures stay as they are."""

from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from python_calamine import load_workbook

from core.errors import AccessRefused, Conflict
from evaluations.actions.results import refresh_results
from evaluations.enums import SetState
from evaluations.gather.what_if.computed import what_if
from evaluations.models import AgencyResult, CriteriaSet
from evaluations.rules.what_if.changes import Changes
from evaluations.tests.scoring.random_month import AT
from reporting.actions import delete_scenario, make_scenario, recompute_scenario
from reporting.actions.scenarios import NothingToTry
from reporting.gather.scenarios import changes_told, stands_on_old_figures, tried_months
from reporting.models import Scenario
from reporting.tests.conftest import Scene, signed_in
from reporting.views.scenarios.detail import OLD_FIGURES

CHANGES = Changes(factors={"self_assessment": 0}, edges={"excellent": Decimal(95)}, carry_months=6)
OWN = {"reporting_scenario", "core_auditentry"}


def made(scene: Scene, **given: Any) -> Scenario:
    told = {
        "form_id": uuid4(),
        "name": "Tắt tự đánh giá",
        "note": "",
        "set_code": "qd1847",
        "changes": CHANGES,
        "periods": [scene.period],
        "actor": scene.cast.leader,
        "at": AT,
        **given,
    }
    return make_scenario(**told)


def contents() -> dict[str, list[Any]]:
    """Every row of every table but those that a scenario writes."""
    found = {}
    for model in apps.get_models():
        table = model._meta.db_table
        if table not in OWN:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def test_it_writes_nothing_but_itself(scene: Scene) -> None:
    before = contents()
    scenario = made(scene)
    recompute_scenario(scenario=scenario, actor=scene.cast.leader, at=AT)
    delete_scenario(scenario=scenario, actor=scene.cast.leader, at=AT)
    assert contents() == before


def test_without_changes_every_agency_stays(scene: Scene) -> None:
    (month,) = what_if([scene.period], "qd1847", Changes())
    stored = dict(AgencyResult.objects.values_list("agency_id", "total"))
    assert {move.agency: move.after.total for move in month.moves} == stored
    assert all(move.before == move.after for move in month.moves)


def test_a_framework_that_scores_nobody_moves_nobody(scene: Scene) -> None:
    (month,) = what_if([scene.period], "nd335", CHANGES)
    assert all(move.before == move.after for move in month.moves)


def test_a_kept_scenario_tells_who_moved_and_on_which_figures(scene: Scene) -> None:
    scenario = Scenario.objects.get(pk=made(scene).pk)
    (tried,) = tried_months(scenario)
    (month,) = what_if([scene.period], "qd1847", CHANGES)
    assert list(tried.moves) == list(month.moves)
    assert any(move.change for move in tried.moves)
    assert not stands_on_old_figures(scenario)


def test_a_roll_up_makes_it_old_until_it_is_computed_again(scene: Scene) -> None:
    scenario = made(scene)
    refresh_results(period=scene.period, agencies=None, at=AT)
    assert stands_on_old_figures(scenario)
    assert not stands_on_old_figures(recompute_scenario(scenario=scenario, actor=scene.cast.leader, at=AT))


def test_nobody_else_replaces_the_figures_that_were_kept(scene: Scene) -> None:
    scenario = made(scene)
    refresh_results(period=scene.period, agencies=None, at=AT)
    with pytest.raises(AccessRefused):
        recompute_scenario(scenario=scenario, actor=scene.cast.admin, at=AT)
    address = f"/bang-diem/gia-dinh/{scenario.pk}/"
    page = signed_in(scene.cast.admin).get(address).content.decode()
    assert "sửa trên bản sao" in page
    assert "tinh-lai" not in page
    assert "tinh-lai" in signed_in(scene.cast.leader).get(address).content.decode()


def test_a_file_of_old_figures_says_so(scene: Scene, leader: Client) -> None:
    address = f"/bang-diem/gia-dinh/{made(scene).pk}/?xuat=xlsx"
    assert OLD_FIGURES not in words_in(leader.get(address))
    refresh_results(period=scene.period, agencies=None, at=AT)
    assert OLD_FIGURES in words_in(leader.get(address))


def test_a_retired_framework_keeps_the_words_of_its_scenarios(scene: Scene, leader: Client) -> None:
    scenario = made(scene)
    CriteriaSet.objects.filter(code="qd1847").update(state=SetState.RETIRED)
    assert changes_told(scenario)
    assert "tắt nguồn này" in leader.get(f"/bang-diem/gia-dinh/{scenario.pk}/").content.decode()
    assert leader.get(f"{NEW}?tu={scenario.pk}").status_code == 200


def words_in(book: Any) -> set[Any]:
    """All that the cells of an answered workbook say."""
    sheet = load_workbook(BytesIO(b"".join(book))).get_sheet_by_index(0)
    return {cell for row in sheet.to_python() for cell in row}


def test_the_same_form_makes_one(scene: Scene) -> None:
    form_id = uuid4()
    assert made(scene, form_id=form_id).pk == made(scene, form_id=form_id).pk
    with pytest.raises(Conflict):
        made(scene, form_id=form_id, name="Tên khác")


def test_it_refuses_what_is_nothing_and_who_may_not(scene: Scene) -> None:
    with pytest.raises(NothingToTry):
        made(scene, changes=Changes())
    with pytest.raises(AccessRefused):
        made(scene, actor=scene.head)
    with pytest.raises(AccessRefused):
        delete_scenario(scenario=made(scene), actor=scene.cast.admin, at=AT)


def form(scene: Scene, **given: Any) -> dict[str, Any]:
    told = {
        "form_uuid": str(uuid4()),
        "name": "Thêm kiểm tra",
        "note": "",
        "until": scene.period.pk,
        "span": 12,
        "edge_excellent": "90",
        "edge_good": "70",
        "edge_completed": "50",
        "edge_not_completed": "0",
        "carry_months": "3",
        "min_citizen_n": "5",
        "min_coverage": "50",
        "bonus_cap": "3",
        "deduction_cap": "10",
    }
    factors = dict.fromkeys(("inspection", "self_assessment", "review", "citizen", "register"), "100")
    return told | {f"factor_{source}": factor for source, factor in factors.items()} | given


NEW = "/bang-diem/gia-dinh/moi/"


def test_the_form_makes_a_scenario_and_its_page_shows_the_moves(scene: Scene, leader: Client) -> None:
    page = leader.get(NEW).content.decode()
    assert 'name="p:TT-01"' in page
    assert 'name="w:TT-01:inspection"' in page
    sent = form(scene, factor_inspection="300", **{"p:TT-01": "4,5"})
    answer = leader.post(NEW, sent)
    assert answer.status_code == 302
    shown = leader.get(answer["Location"]).content.decode()
    assert "nhân 3" in shown
    assert "Điểm tiêu chí TT-01" in shown
    assert "Xã Cái Nhum" in shown
    book = leader.get(answer["Location"] + "?xuat=xlsx")
    assert book["Content-Type"].endswith("spreadsheetml.sheet")
    assert leader.get(answer["Location"] + "?xep=khac").status_code == 404


def test_the_form_says_what_is_wrong(scene: Scene, leader: Client) -> None:
    wrong = {
        "Chưa thay đổi gì": {},
        "không phải số": {"p:TT-01": "x"},
        "cộng lại bằng 100": {"w:TT-01:inspection": "20"},
        "giảm dần": {"edge_good": "95"},
        "dưới 5": {"min_citizen_n": "3"},
    }
    for words, typed in wrong.items():
        answer = leader.post(NEW, form(scene, **typed))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not Scenario.objects.exists()


def test_two_scenarios_are_held_against_each_other(scene: Scene, leader: Client) -> None:
    one, other = made(scene), made(scene, name="Dễ hơn", changes=Changes(edges={"good": Decimal(60)}))
    page = leader.get(f"/bang-diem/gia-dinh/so-sanh/?chon={one.pk}&chon={other.pk}").content.decode()
    assert "A · " in page
    assert "Dễ hơn" in page
    assert "Xã Cái Nhum" in page
    assert "đúng hai phương án" in leader.get(f"/bang-diem/gia-dinh/so-sanh/?chon={one.pk}").content.decode()


def test_heads_read_no_scenario(scene: Scene) -> None:
    scenario = made(scene)
    client = signed_in(scene.head)
    assert client.get(f"/bang-diem/gia-dinh/{scenario.pk}/").status_code == 404
    assert client.get("/bang-diem/gia-dinh/").status_code == 403
