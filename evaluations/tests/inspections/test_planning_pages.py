"""The pages before a visit: the list, choosing an agency, giving the order, starting, cancelling."""

from datetime import timedelta
from uuid import uuid4

import pytest

from agencies.tests.factories import make_agency
from evaluations.actions.inspections import check_in, create_inspection
from evaluations.models import Inspection
from evaluations.tests.inspections.conftest import AT, DAY, close
from evaluations.tests.inspections.walking import address

PART = {"HX-Request": "true"}
# Session, user, scope of their roles and unread notices are four of each; the rest is the page's own.
LIST_QUERIES = 7
CHOOSE_QUERIES = 8


class TestList:
    def test_a_team_sees_its_own_with_the_way_to_go_on(self, as_user, cast, on_site):
        page = as_user(cast.inspector).get(address("inspection_list"))
        assert "Sở Tư pháp" in page.text
        assert address("inspection_site", on_site.pk) in page.text

    def test_the_inspected_do_not_see_a_secret_one_before_the_team_is_there(self, as_user, cast, draft):
        client = as_user(cast.head)
        assert "Chưa có cuộc kiểm tra nào" in client.get(address("inspection_list")).text
        check_in(inspection=draft, visited_on=DAY, actor=cast.inspector, at=AT)
        assert "Sở Tư pháp" in client.get(address("inspection_list")).text

    def test_it_names_the_leader_of_the_team_whoever_ordered_it(self, as_user, cast, month):
        create_inspection(
            form_id=uuid4(),
            agency=cast.department,
            visited_on=DAY,
            mode="planned",
            order_number="1/QĐ",
            leader=cast.inspector,
            actor=cast.admin,
            at=AT,
        )
        page = as_user(cast.admin).get(address("inspection_list"))
        assert f"Trưởng đoàn {cast.inspector.display_name}" in page.text

    def test_the_head_sees_it_once_concluded_and_a_stranger_never(self, as_user, cast, concluded):
        assert "Sở Tư pháp" in as_user(cast.head).get(address("inspection_list")).text
        assert "Sở Tư pháp" not in as_user(cast.other_head).get(address("inspection_list")).text

    def test_only_the_team_is_led_to_the_visit_itself(self, as_user, cast, on_site):
        site = address("inspection_site", on_site.pk)
        assert site in as_user(cast.inspector).get(address("inspection_list")).text
        watching = as_user(cast.admin).get(address("inspection_list")).text
        assert "Sở Tư pháp" in watching
        assert site not in watching

    def test_search_needs_no_accents(self, as_user, cast, on_site):
        client = as_user(cast.inspector)
        assert "Sở Tư pháp" in client.get(address("inspection_list"), {"q": "so tu phap"}).text
        assert "Không tìm thấy" in client.get(address("inspection_list"), {"q": "cai nhum"}).text

    def test_tabs_filter_by_state_and_count(self, as_user, cast, on_site):
        client = as_user(cast.inspector)
        page = client.get(address("inspection_list"), {"trang_thai": "on_site"})
        assert "Sở Tư pháp" in page.text
        assert "Sở Tư pháp" not in client.get(address("inspection_list"), {"trang_thai": "concluded"}).text

    def test_a_part_for_scripts_a_page_for_everybody_else(self, as_user, cast, on_site):
        client = as_user(cast.inspector)
        assert "<html" not in client.get(address("inspection_list"), headers=PART).text
        assert "<html" in client.get(address("inspection_list")).text

    @pytest.mark.parametrize("many", [1, 30])
    def test_its_queries_do_not_grow(self, as_user, cast, month, many, django_assert_num_queries):
        for number in range(many):
            create_inspection(
                form_id=uuid4(),
                agency=cast.commune,
                visited_on=DAY,
                mode="planned",
                order_number=f"{number}/QĐ",
                actor=cast.inspector,
                at=AT,
            )
        client = as_user(cast.inspector)
        with django_assert_num_queries(LIST_QUERIES):
            page = client.get(address("inspection_list"))
        assert page.text.count('class="visit"') == min(many, 25)
        assert ("trang=2" in page.text) is (many > 25)

    def test_it_is_read_only(self, as_user, cast):
        assert as_user(cast.inspector).post(address("inspection_list")).status_code == 405


class TestChoose:
    def test_it_lists_rated_agencies_with_their_last_visit(self, as_user, cast, concluded):
        page = as_user(cast.inspector).get(address("inspection_choose"))
        assert "Kiểm tra gần nhất: 12/11/2026" in page.text
        assert cast.unit.versions.get().name not in page.text

    def test_where_the_inspector_worked_cannot_be_chosen(self, as_user, cast, month):
        page = as_user(cast.inspector).get(address("inspection_choose"), {"q": "noi vu"})
        assert "không được tham gia kiểm tra" in page.text
        assert address("inspection_create", cast.home_affairs.pk) not in page.text

    @pytest.mark.parametrize("many", [0, 40])
    def test_its_queries_do_not_grow(self, as_user, cast, month, many, django_assert_num_queries):
        for number in range(many):
            make_agency(f"Xã Thử {number}", "commune", cast.province)
        client = as_user(cast.inspector)
        with django_assert_num_queries(CHOOSE_QUERIES):
            client.get(address("inspection_choose"))

    def test_only_inspectors_choose(self, as_user, cast):
        assert as_user(cast.head).get(address("inspection_choose")).status_code == 403


class TestCreate:
    def data(self, **given):
        usual = {
            "form_uuid": str(uuid4()),
            "visited_on": "2026-11-12",
            "mode": "unannounced",
            "order_number": "7/QĐ-SNV",
        }
        return usual | given

    def test_it_works(self, as_user, cast, month, member):
        data = self.data(members=[member.pk])
        answer = as_user(cast.inspector).post(address("inspection_create", cast.commune.pk), data)
        assert answer.status_code == 302
        inspection = Inspection.objects.get()
        assert (str(inspection.pk), inspection.team.count()) == (data["form_uuid"], 2)

    def test_sending_it_twice_leads_to_the_same(self, as_user, cast, month):
        data = self.data()
        client = as_user(cast.inspector)
        answers = [client.post(address("inspection_create", cast.commune.pk), data) for _ in range(2)]
        assert answers[0].url == answers[1].url
        assert Inspection.objects.count() == 1

    def test_the_same_form_for_another_agency_is_a_409(self, as_user, cast, month):
        data = self.data()
        client = as_user(cast.inspector)
        client.post(address("inspection_create", cast.commune.pk), data)
        answer = client.post(address("inspection_create", cast.department.pk), data)
        assert answer.status_code == 409

    def test_the_page_offers_today_and_the_other_inspectors(self, as_user, cast, month, member):
        page = as_user(cast.inspector).get(address("inspection_create", cast.commune.pk))
        assert 'value="2026-11-12"' in page.text
        assert "Phan Thị Đoàn" in page.text
        assert "Trần Văn Kiểm</label>" not in page.text

    def test_errors_stand_beside_their_fields(self, as_user, cast, month):
        data = self.data(visited_on="hôm nay", order_number="")
        page = as_user(cast.inspector).post(address("inspection_create", cast.commune.pk), data)
        assert page.status_code == 422
        assert "Ngày không hợp lệ" in page.text
        assert data["form_uuid"] in page.text

    def test_another_method_is_refused(self, as_user, cast):
        assert (
            as_user(cast.inspector).delete(address("inspection_create", cast.commune.pk)).status_code == 405
        )

    def test_an_unknown_agency_is_a_404(self, as_user, cast):
        assert as_user(cast.inspector).post(address("inspection_create", 99_999)).status_code == 404

    def test_a_head_is_refused(self, as_user, cast, month):
        answer = as_user(cast.head).post(address("inspection_create", cast.department.pk), self.data())
        assert answer.status_code == 403

    def test_ones_own_agency_is_refused_with_the_reason(self, as_user, cast, month):
        answer = as_user(cast.inspector).post(address("inspection_create", cast.home_affairs.pk), self.data())
        assert answer.status_code == 403
        assert "từng công tác" in answer.text

    def test_a_closed_month_is_refused_and_what_was_typed_stays(self, as_user, cast, month):
        close(month)
        answer = as_user(cast.inspector).post(address("inspection_create", cast.commune.pk), self.data())
        assert answer.status_code == 409
        assert "đã chốt" in answer.text
        assert "7/QĐ-SNV" in answer.text


class TestStartAndCancel:
    def test_starting_leads_to_the_page_of_the_visit(self, as_user, cast, draft):
        answer = as_user(cast.inspector).post(
            address("inspection_start", draft.pk), {"visited_on": "2026-11-12"}
        )
        assert answer.url == address("inspection_site", draft.pk)

    def test_a_day_ahead_is_refused(self, as_user, cast, draft):
        ahead = {"visited_on": f"{DAY + timedelta(days=1)}"}
        assert as_user(cast.inspector).post(address("inspection_start", draft.pk), ahead).status_code == 409

    def test_cancelling_needs_a_reason(self, as_user, cast, draft):
        client = as_user(cast.inspector)
        client.post(address("inspection_cancel", draft.pk), {"reason": ""})
        assert Inspection.objects.get().state == "draft"
        client.post(address("inspection_cancel", draft.pk), {"reason": "Trùng đoàn"})
        assert Inspection.objects.get().state == "cancelled"

    def test_a_member_does_not_cancel(self, as_user, draft, member):
        answer = as_user(member).post(address("inspection_cancel", draft.pk), {"reason": "Thôi"})
        assert answer.status_code == 403

    # a visit that never began may be cancelled in a closed month, and none begins there
    @pytest.mark.parametrize(("name", "closed"), [("inspection_start", 409), ("inspection_cancel", 302)])
    def test_rows_of_refusals(self, as_user, cast, draft, month, name, closed):
        url, data = address(name, draft.pk), {"visited_on": "2026-11-12", "reason": "Thôi"}
        assert as_user(cast.inspector).get(url).status_code == 405
        assert as_user(cast.stranger).post(url, data).status_code == 404
        assert as_user(cast.head).post(url, data).status_code == 404
        assert as_user(cast.admin).post(url, data).status_code == 403
        close(month)
        assert as_user(cast.inspector).post(url, data).status_code == closed
