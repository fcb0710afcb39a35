"""Drafts through their addresses: what is typed is kept, what is stale is shown beside what stands."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from core.errors import AccessRefused
from core.models import AuditEntry
from evaluations.actions.criteria.criteria_rows import criterion_facts
from evaluations.actions.criteria.head import edit_head, head_of
from evaluations.actions.criteria.pictures import add_picture
from evaluations.forms.criteria.criterion import criterion_boxes
from evaluations.forms.criteria.rows import management
from evaluations.models import CriteriaSet, CriterionPicture
from evaluations.rules.conditions import BREACH
from evaluations.tests.criteria.conftest import edits, of, photo


@pytest.fixture
def admin(client, cast):
    """The browser of Home Affairs."""
    client.force_login(cast.admin)
    return client


def boxes(criterion, **changes):
    """What a browser sends for a criterion's form, some boxes typed anew."""
    stored = criterion_boxes(criterion_facts(criterion))
    sent = {name: value for name, value in stored.items() if value not in (None, "", False, [], ())}
    for name in ("floor", "share"):
        if name in sent:
            sent[name] = str(sent[name] * 100)
    sent |= {"edition": criterion.criteria_set.edition, "drawn_for": criterion.measure}
    sent |= management("levels", [])
    return {
        name: str(value) if not isinstance(value, tuple) else list(value) for name, value in sent.items()
    } | changes


class TestReading:
    def test_the_set_says_who_published_it_and_a_draft_is_only_for_home_affairs(
        self, admin, published, draft, client, cast
    ):
        page = admin.get(reverse("criteria_set_list")).content.decode()
        assert "Soạn bộ mới" in page
        assert reverse("criteria_draft", args=[draft.pk]) in page
        client.force_login(cast.officer)
        page = client.get(reverse("criteria_set_list")).content.decode()
        assert "Soạn bộ mới" not in page
        assert "Dự thảo" not in page
        assert (
            "nạp theo phần mềm"
            in client.get(reverse("criteria_set_detail", args=[published.pk])).content.decode()
        )

    def test_a_criterion_shows_its_levels_parameters_and_pictures(self, client, cast, draft):
        criterion = of(draft, "TT-03")
        add_picture(
            picture_id=uuid4(),
            criterion=criterion,
            file=photo(),
            is_right=False,
            caption="Chuyển hồ sơ lòng vòng",
            **edits(draft, cast.admin),
        )
        CriteriaSet.objects.filter(pk=draft.pk).update(state="published")
        client.force_login(cast.officer)
        page = client.get(reverse("criterion_page", args=[criterion.pk])).content.decode()
        assert "25% số điểm mỗi vụ đã xác minh" in page
        assert "Chuyển hồ sơ lòng vòng" in page
        picture = CriterionPicture.objects.get()
        answer = client.get(reverse("criterion_thumbnail", args=[picture.pk]))
        assert answer["Content-Type"] == "image/jpeg"
        answer.close()


class TestBench:
    def test_each_problem_leads_to_its_row(self, admin, draft):
        draft.criteria.filter(code="GT-02").update(max_points=9)
        page = admin.get(reverse("criteria_draft", args=[draft.pk])).content.decode()
        assert "Nhóm GT ghi 22 điểm" in page
        group = draft.groups.get(code="GT")
        assert f'href="{reverse("criteria_group_edit", args=[group.pk])}"' in page
        assert f'href="{reverse("criteria_draft_head", args=[draft.pk])}"' in page

    def test_an_empty_draft_says_what_to_do(self, admin, empty):
        page = admin.get(reverse("criteria_draft", args=[empty.pk])).content.decode()
        assert "Thêm nhóm trước" in page

    def test_its_statements_do_not_grow(self, admin, draft, empty, django_assert_max_num_queries):
        for one in (draft, empty):
            with django_assert_max_num_queries(11):
                assert admin.get(reverse("criteria_draft", args=[one.pk])).status_code == 200

    def test_a_refused_click_is_told_on_the_bench(self, admin, additions):
        url = reverse("criterion_remove", args=[of(additions, "TT-01").pk])
        page = admin.post(url, {"edition": additions.edition}, follow=True).content.decode()
        assert "TT-01 là của bộ gốc" in page


class TestCriterion:
    def test_what_is_saved_stands(self, admin, draft):
        criterion = of(draft, "TT-03")
        url = reverse("criterion_edit", args=[criterion.pk])
        answer = admin.post(url, boxes(criterion, share="50", max_points="2,5"))
        assert answer.status_code == 302
        criterion.refresh_from_db()
        assert (str(criterion.max_points), criterion.params["deduction"]) == ("2.50", "0.5")

    def test_a_stale_save_keeps_what_was_typed_beside_what_stands(self, admin, cast, draft):
        criterion = of(draft, "TT-03")
        typed = boxes(criterion, statement="Câu của tôi")
        url = reverse("criterion_edit", args=[criterion.pk])
        assert admin.post(url, boxes(criterion, statement="Câu của người khác")).status_code == 302
        answer = admin.post(url, typed)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Câu của tôi</textarea>" in page
        assert "<dd>Câu của người khác</dd>" in page
        assert 'name="edition" value="1"' in page
        assert admin.post(url, typed | {"edition": "1"}).status_code == 302

    def test_a_page_that_comes_back_still_began_where_it_began(self, admin, draft):
        criterion = of(draft, "TT-03")
        url = reverse("criterion_edit", args=[criterion.pk])
        typed = boxes(criterion, statement="Câu của tôi")
        assert admin.post(url, boxes(criterion, statement="Câu của người khác")).status_code == 302
        for sent in (typed | {"w_inspection": "51"}, typed | {"redraw": "measure"}):
            page = admin.post(url, sent).content.decode()
            assert 'name="edition" value="0"' in page
        assert admin.post(url, typed).status_code == 409
        criterion.refresh_from_db()
        assert criterion.statement == "Câu của người khác"

    def test_another_measure_asks_for_what_it_needs_before_it_is_saved(self, admin, draft):
        criterion = of(draft, "TT-03")
        url = reverse("criterion_edit", args=[criterion.pk])
        changed = boxes(criterion, measure="levels", statement="Câu của tôi")
        page = admin.post(url, changed).content.decode()
        assert "Cách đo vừa đổi" in page
        assert "Câu của tôi</textarea>" in page
        assert "share" not in page
        rows = management("levels", [{"points": "2", "label": "Đủ"}, {"points": "0", "label": "Không"}])
        assert admin.post(url, changed | {"drawn_for": "levels"} | rows).status_code == 302
        criterion.refresh_from_db()
        assert criterion.params["levels"] == [["2", "Đủ"], ["0", "Không"]]
        assert "deduction" not in criterion.params

    def test_a_script_gets_only_the_part(self, admin, draft):
        criterion = of(draft, "TT-03")
        url = reverse("criterion_edit", args=[criterion.pk])
        sent = boxes(criterion, w_inspection="55", redraw="weights")
        page = admin.post(url, sent, headers={"HX-Request": "true"}).content.decode()
        assert page.lstrip().startswith('<p class="proof-line kind-bad"')
        assert "105" in page

    def test_a_new_one_is_added_and_the_same_form_again_adds_none(self, admin, draft):
        url = reverse("criterion_add", args=[draft.pk])
        sent = boxes(of(draft, "TT-01"), code="TT-90")
        assert admin.post(url, sent).status_code == 302
        assert admin.post(url, sent).status_code == 302
        assert draft.criteria.filter(code="TT-90").count() == 1

    def test_a_wrong_sum_is_refused_with_a_sentence(self, admin, draft):
        criterion = of(draft, "TT-03")
        answer = admin.post(
            reverse("criterion_edit", args=[criterion.pk]), boxes(criterion, w_inspection="51")
        )
        assert answer.status_code == 422
        assert "cộng lại là 101, phải là 100" in answer.content.decode()


class TestHeadAndRules:
    def test_a_stale_head_shows_what_stands(self, admin, cast, empty):
        sent = {"edition": 0, "title": "Tên của tôi", "legal_basis": "NĐ", "is_scoring": "1"}
        edit_head(draft=empty, facts=replace(head_of(empty), title="Tên khác"), **edits(empty, cast.admin))
        answer = admin.post(reverse("criteria_draft_head", args=[empty.pk]), sent)
        assert answer.status_code == 409
        assert "<dd>Tên khác</dd>" in answer.content.decode()

    def test_more_rows_are_drawn_with_what_was_typed(self, admin, empty):
        url = reverse("criteria_draft_rules", args=[empty.pk])
        page = admin.get(url).content.decode()
        assert 'name="bands-5-grade"' in page
        rows = management(
            "bands", [{"grade": "good", "lower": str(at), "label": f"Mức {at}"} for at in range(6)]
        )
        page = admin.post(url, rows | {"redraw": "bands", "scale": "18"}).content.decode()
        assert 'value="Mức 5"' in page
        assert 'name="bands-7-grade"' in page
        assert 'value="18"' in page

    def test_stale_rules_show_the_rows_that_stand(self, admin, cast, empty):
        url = reverse("criteria_draft_rules", args=[empty.pk])
        plain = {"scale": 100, "carry_months": 3, "min_citizen_n": 5, "min_coverage": 50, "min_ranked": 2}
        sent = {"edition": 0, "rescale": "on", "knock_out_grade": "completed", **plain}
        for table in ("conditions", "quotas", "adjustments", "confidence", "coefficients"):
            sent |= management(table, [])
        band = {"grade": "good", "operator": ">=", "upper_operator": "<", "label": "Tốt"}
        assert admin.post(url, sent | management("bands", [band | {"lower": "60,5"}])).status_code == 302
        answer = admin.post(url, sent | management("bands", [band | {"lower": "70"}]))
        assert answer.status_code == 409
        assert "<dd>Tốt Tốt 60,5 ≥</dd>" in answer.content.decode()

    def test_the_last_row_of_a_table_is_taken_out(self, admin, empty):
        kept = [{"kind": "deduction", "fact": BREACH, "points": "1", "reason": "Vi phạm"}]
        CriteriaSet.objects.filter(pk=empty.pk).update(settings=empty.settings | {"adjustments": kept})
        sent = {"edition": 0, "rescale": "on", "knock_out_grade": "completed", "min_ranked": 2}
        sent |= {"scale": 100, "carry_months": 3, "min_citizen_n": 5, "min_coverage": 50}
        for table in ("bands", "conditions", "quotas", "adjustments", "confidence", "coefficients"):
            sent |= management(table, [])
        assert admin.post(reverse("criteria_draft_rules", args=[empty.pk]), sent).status_code == 302
        empty.refresh_from_db()
        assert "adjustments" not in empty.settings
        entry = AuditEntry.objects.get(event="criteria_set.rules_edited")
        assert (entry.before["adjustments"], entry.after["adjustments"]) == (kept, None)


class TestStartAndEnd:
    def test_a_draft_begins_from_each_way(self, admin, published):
        url = reverse("criteria_draft_start")
        assert admin.post(url, {"way": "next", "origin": published.pk}).status_code == 302
        named = {"code": "bo-moi", "title": "Bộ mới"}
        assert admin.post(url, {"way": "empty", **named}).status_code == 302
        again = admin.post(url, {"way": "additions", "origin": published.pk, **named, "title": "Khác"})
        assert again.status_code == 409
        lacking = admin.post(url, {"way": "additions"})
        assert lacking.status_code == 422
        assert "Bộ gốc" not in admin.get(url).content.decode()

    def test_a_set_of_additions_may_move_to_another_version_of_its_parent(
        self, admin, published, draft, additions
    ):
        CriteriaSet.objects.filter(pk__in=(draft.pk, additions.pk)).update(state="published")
        url = reverse("criteria_draft_start")
        assert "Giữ phiên bản bộ gốc đang dùng" in admin.get(url).content.decode()
        assert admin.post(url, {"way": "next", "origin": published.pk, "parent": draft.pk}).status_code == 409
        assert admin.post(url, {"way": "next", "origin": additions.pk, "parent": draft.pk}).status_code == 302
        moved = CriteriaSet.objects.get(state="draft")
        assert (moved.follows, moved.parent) == (additions, draft)

    def test_a_published_set_has_no_bench(self, admin, published):
        assert admin.get(reverse("criteria_draft", args=[published.pk])).status_code == 404

    def test_others_are_told_who_drafts(self, client, cast, published):
        client.force_login(cast.head)
        answer = client.get(reverse("criteria_draft_start"))
        assert answer.status_code == AccessRefused.status
        assert "Chỉ quản trị của Sở Nội vụ soạn" in answer.content.decode()
