"""The pages of an inspection, each write with its row of refusals."""

from datetime import date, timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils.html import escape

from agencies.tests.factories import make_agency
from evaluations.actions.inspections import add_photo, check_in, create_inspection
from evaluations.models import Headcount, Inspection, Observation, ObservationPhoto
from evaluations.rules.observing import Finding, fingerprint
from evaluations.tests.inspections.conftest import AT, DAY, close
from evaluations.tests.inspections.walking import WORDS, walk_to

PART = {"HX-Request": "true"}
# Session, user, scope of their roles and unread notices are four of each; the rest is the page's own.
LIST_QUERIES = 7
CHOOSE_QUERIES = 8
SITE_QUERIES = 18
DETAIL_QUERIES = 24


@pytest.fixture
def as_user(client):
    """The test client signed in as somebody."""

    def do(user):
        client.force_login(user)
        return client

    return do


@pytest.fixture
def concluded(on_site, record, cast):
    """The visit with one finding, concluded."""
    record("TP-04", 10, 8)
    return walk_to(on_site, "concluded", leader=cast.inspector, head=cast.head, at=AT)


def address(name, *args):
    return reverse(name, args=args)


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


class TestSite:
    def test_it_shows_every_group_and_how_to_count(self, as_user, cast, on_site):
        page = as_user(cast.inspector).get(address("inspection_site", on_site.pk))
        assert page.text.count("data-vhcv-card=") > 30
        assert "Số quan sát" in page.text
        assert len(page.content) < 300_000

    def test_what_is_not_recorded_is_empty_and_not_zero(self, as_user, cast, on_site, criterion):
        page = as_user(cast.inspector).get(address("inspection_site", on_site.pk))
        assert f'id="n-{criterion("TP-04").pk}" name="n" value=""' in page.text

    def test_criteria_of_counters_stay_away_where_there_is_none(self, as_user, cast, on_site, criterion):
        page = as_user(cast.inspector).get(address("inspection_site", on_site.pk))
        assert f'id="tc-{criterion("TP-05").pk}"' in page.text
        cast.department.versions.update(has_counter=False)
        page = as_user(cast.inspector).get(address("inspection_site", on_site.pk))
        assert f'id="tc-{criterion("TP-05").pk}"' not in page.text

    @pytest.mark.parametrize("recorded", [0, 12])
    def test_its_queries_do_not_grow(
        self, as_user, cast, on_site, record, recorded, django_assert_num_queries
    ):
        codes = [
            "TT-01",
            "TT-03",
            "TT-06",
            "TT-09",
            "TT-10",
            "TT-12",
            "GT-01",
            "GT-03",
            "GT-04",
            "TP-01",
            "TP-02",
            "TP-04",
        ]
        for code in codes[:recorded]:
            record(code, 10, 0)
        client = as_user(cast.inspector)
        client.get(address("inspection_site", on_site.pk))  # the published set is kept from here on
        with django_assert_num_queries(SITE_QUERIES):
            client.get(address("inspection_site", on_site.pk))

    def test_it_is_for_the_team_alone(self, as_user, cast, on_site):
        url = address("inspection_site", on_site.pk)
        assert as_user(cast.stranger).get(url).status_code == 404
        assert as_user(cast.head).get(url).status_code == 403
        assert as_user(cast.admin).get(url).status_code == 403

    def test_after_the_conclusion_it_leads_to_the_detail(self, as_user, cast, concluded):
        answer = as_user(cast.inspector).get(address("inspection_site", concluded.pk))
        assert answer.url == address("inspection_detail", concluded.pk)


class TestHeadcount:
    DATA = {
        "roster": "26",
        "present": "23",
        "on_leave": "2",
        "unexcused": "1",
        "counted_at": "09:15",
        "base": "",
    }

    def test_it_works(self, as_user, cast, on_site):
        client = as_user(cast.inspector)
        answer = client.post(address("inspection_headcount", on_site.pk), self.DATA)
        assert answer.status_code == 302
        headcount = Headcount.objects.get()
        assert (headcount.roster, headcount.sick) == (26, 0)
        assert f"{headcount.counted_at:%H:%M}" == "02:15"
        page = client.get(address("inspection_site", on_site.pk))
        assert "25/26 đạt" in page.text
        assert "23/26 có mặt, 3 vắng" in page.text

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"roster": "27"}, "còn 1 người chưa rõ"),
            ({"roster": "20"}, "danh sách chỉ 20 người"),
            ({"roster": ""}, "Nhập tổng số"),
            ({"present": "nhiều"}, "Nhập số nguyên"),
            ({"counted_at": "sáng"}, "Giờ không hợp lệ"),
        ],
    )
    def test_errors_stand_beside_what_was_typed(self, as_user, cast, on_site, given, words):
        page = as_user(cast.inspector).post(address("inspection_headcount", on_site.pk), self.DATA | given)
        assert page.status_code == 422
        assert words in page.text
        assert 'value="2"' in page.text

    def test_a_colleagues_newer_count_is_not_overwritten(self, as_user, cast, on_site, member):
        as_user(member).post(address("inspection_headcount", on_site.pk), self.DATA)
        other = self.DATA | {"present": "24", "on_leave": "1"}
        page = as_user(cast.inspector).post(address("inspection_headcount", on_site.pk), other)
        assert page.status_code == 409
        assert Headcount.objects.get().present == 23
        assert 'value="24"' in page.text

    def test_rows_of_refusals(self, as_user, cast, on_site, month):
        url = address("inspection_headcount", on_site.pk)
        assert as_user(cast.inspector).get(url).status_code == 405
        assert as_user(cast.stranger).post(url, self.DATA).status_code == 404
        assert as_user(cast.admin).post(url, self.DATA).status_code == 403
        close(month)
        assert as_user(cast.inspector).post(url, self.DATA).status_code == 409
        assert not Headcount.objects.exists()


class TestObserve:
    @pytest.fixture
    def url(self, on_site, criterion):
        """Where a finding for a criterion goes."""
        return lambda code="TP-04": address("inspection_observe", on_site.pk, criterion(code).pk)

    def data(self, n="10", k="8", **given):
        return {"form_uuid": str(uuid4()), "base": "", "n": n, "k": k} | given

    def test_the_plain_form_leads_back_to_its_card(self, as_user, cast, url, criterion):
        answer = as_user(cast.inspector).post(url(), self.data())
        assert answer.url.endswith(f"?mo=TP#tc-{criterion('TP-04').pk}")
        assert Observation.objects.get().k == 8

    def test_a_script_gets_the_state_of_the_card(self, as_user, cast, url):
        part = as_user(cast.inspector).post(url(), self.data(), headers=PART)
        assert part.status_code == 200
        assert "<html" not in part.text
        assert f'name="base" value="{fingerprint(Finding(10, 8))}"' in part.text
        assert 'data-vhcv-done="1"' in part.text
        assert "Đã lưu 12/11/2026 09:30 · Trần Văn Kiểm" in part.text

    def test_errors_stand_in_the_part(self, as_user, cast, url):
        part = as_user(cast.inspector).post(url(), self.data("5", "6"), headers=PART)
        assert part.status_code == 422
        assert "phải từ 0 đến 5" in part.text
        assert 'data-vhcv-wrong="k "' in part.text

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"n": ""}, "Nhập số quan sát."),
            ({"k": ""}, "Nhập số đạt."),
            ({"n": "mười"}, "Nhập số nguyên"),
            ({"not_applicable": "on"}, "Hãy ghi lý do không áp dụng."),
            ({"severity": "critical"}, "phải có mô tả"),
            ({"severity": "lạ"}, "Hãy chọn một mức độ"),
        ],
    )
    def test_without_script_the_page_comes_back_with_what_was_typed(self, as_user, cast, url, given, words):
        page = as_user(cast.inspector).post(url(), self.data() | given)
        assert page.status_code == 422
        assert words in page.text
        assert "<html" in page.text
        assert not Observation.objects.exists()

    def test_a_colleagues_number_is_shown_and_may_be_replaced_knowingly(
        self, as_user, cast, url, record, member
    ):
        record("TP-04", 20, 15, actor=member)
        client = as_user(cast.inspector)
        part = client.post(url(), self.data(), headers=PART)
        assert part.status_code == 409
        assert "Phan Thị Đoàn đã ghi “15/20 đạt”" in part.text
        mark = fingerprint(Finding(20, 15))
        assert f'name="override" value="{mark}"' in part.text
        assert client.post(url(), self.data(override=mark), headers=PART).status_code == 200
        assert Observation.objects.get().k == 8

    def test_a_conflict_without_script_shows_the_whole_page(self, as_user, cast, url, record, member):
        record("TP-04", 20, 15, actor=member)
        page = as_user(cast.inspector).post(url(), self.data())
        assert page.status_code == 409
        assert "Ghi số của tôi" in page.text
        assert 'value="8"' in page.text

    def test_levels_and_yes_or_no_are_picked(self, as_user, cast, url):
        client = as_user(cast.inspector)
        client.post(url("TT-14"), {"form_uuid": str(uuid4()), "base": "", "k": "1"})
        assert (Observation.objects.get().n, Observation.objects.get().k) == (1, 1)

    def test_the_numbers_of_the_headcount_are_not_typed_here(self, as_user, cast, url):
        part = as_user(cast.inspector).post(url("TT-04"), self.data(), headers=PART)
        assert not Observation.objects.exists()
        assert part.status_code == 422

    def test_a_criterion_not_looked_at_is_a_404(self, as_user, cast, url):
        assert as_user(cast.inspector).post(url("TT-02"), self.data()).status_code == 404

    def test_a_form_without_an_id_is_refused(self, as_user, cast, url):
        assert as_user(cast.inspector).post(url(), self.data(form_uuid="")).status_code == 400

    def test_rows_of_refusals(self, as_user, cast, url, month):
        assert as_user(cast.inspector).get(url()).status_code == 405
        assert as_user(cast.stranger).post(url(), self.data()).status_code == 404
        assert as_user(cast.admin).post(url(), self.data()).status_code == 403
        close(month)
        assert as_user(cast.inspector).post(url(), self.data()).status_code == 409

    def test_photographs_go_in_with_the_numbers(self, as_user, cast, url, photo):
        part = as_user(cast.inspector).post(url(), self.data(camera=photo), headers=PART)
        kept = ObservationPhoto.objects.get()
        assert address("inspection_thumbnail", kept.attachment_id) in part.text

    def test_what_is_no_picture_is_refused_while_the_numbers_stay(self, as_user, cast, url):
        file = BytesIO(b"<svg></svg>")
        file.name = "anh.svg"
        part = as_user(cast.inspector).post(url(), self.data(gallery=file), headers=PART)
        assert part.status_code == 422
        assert "anh.svg: Tệp không phải ảnh" in part.text
        assert 'data-vhcv-wrong="photos "' in part.text
        assert Observation.objects.get().k == 8

    def test_photographs_of_the_headcount_wait_for_it(self, as_user, cast, url, photo):
        part = as_user(cast.inspector).post(url("TT-04"), {"camera": photo}, headers=PART)
        assert part.status_code == 422
        assert "Hãy điểm danh trước" in part.text


class TestConclude:
    @pytest.fixture
    def reported(self, on_site, record, cast):
        """The visit with one finding, reported."""
        record("TP-04")
        return walk_to(on_site, "reported", leader=cast.inspector, head=cast.head, at=AT)

    def post(self, client, inspection, **given):
        version = Inspection.objects.get(pk=inspection.pk).version
        data = {
            "strengths": "Đã chấp hành tốt.",
            "signer": "Lê Thị Nội",
            "signer_post": "Giám đốc",
            "seen_version": version,
            "confirmed": "on",
            "kn-TOTAL_FORMS": "1",
            "kn-INITIAL_FORMS": "0",
            "kn-0-text": "Lắp biển tên",
            "kn-0-owner": str(inspection.agency_id),
            "kn-0-due_on": "2026-12-01",
        } | given
        return client.post(address("inspection_conclude", inspection.pk), data)

    def test_before_the_report_it_leads_to_the_detail(self, as_user, cast, on_site):
        answer = as_user(cast.inspector).get(address("inspection_conclude", on_site.pk))
        assert answer.url == address("inspection_detail", on_site.pk)

    def test_the_page_comes_with_drafts(self, as_user, cast, reported):
        page = as_user(cast.inspector).get(address("inspection_conclude", reported.pk))
        assert "Thực hiện đầy đủ 0/1 tiêu chí" in page.text
        assert "– TP-04" in page.text
        assert 'value="Giám đốc"' in page.text, "the post that the style of papers names"
        assert "Khắc phục nội dung TP-04" in page.text
        assert 'value="2026-12-04"' in page.text, "15 working days after 12 November, 24 November being off"

    def test_it_works(self, as_user, cast, reported):
        answer = self.post(as_user(cast.inspector), reported)
        assert answer.url == address("inspection_detail", reported.pk)
        assert Inspection.objects.get().state == "concluded"
        assert reported.recommendations.get().text == "Lắp biển tên"

    def test_an_empty_recommendation_is_none(self, as_user, cast, reported):
        self.post(as_user(cast.inspector), reported, **{"kn-0-text": "", "kn-0-due_on": ""})
        assert Inspection.objects.get().state == "concluded"
        assert not reported.recommendations.exists()

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"confirmed": ""}, "Hãy đánh dấu xác nhận"),
            ({"signer": ""}, "Hãy ghi họ tên người ký kết luận."),
            ({"strengths": ""}, "Hãy ghi ít nhất một trong ba phần"),
            ({"kn-0-due_on": ""}, "Hãy đặt hạn khắc phục."),
            ({"kn-0-due_on": "2026-11-12"}, "Hạn khắc phục phải sau ngày hôm nay."),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_typed_stays(self, as_user, cast, reported, given, words):
        page = self.post(as_user(cast.inspector), reported, **given)
        assert page.status_code == 422
        assert words in page.text
        assert "Lắp biển tên" in page.text
        assert Inspection.objects.get().state == "reported"

    def test_what_has_changed_since_is_shown_and_the_text_stays(self, as_user, cast, reported):
        page = self.post(as_user(cast.inspector), reported, seen_version=1)
        assert page.status_code == 409
        assert "Đã chấp hành tốt." in page.text
        assert f'name="seen_version" value="{reported.version}"' in page.text
        assert Inspection.objects.get().state == "reported"

    def test_rows_of_refusals(self, as_user, cast, reported, member, month):
        url = address("inspection_conclude", reported.pk)
        assert as_user(cast.inspector).delete(url).status_code == 405
        assert self.post(as_user(cast.stranger), reported).status_code == 404
        assert self.post(as_user(cast.head), reported).status_code == 403
        assert self.post(as_user(member), reported).status_code == 403
        close(month)
        assert self.post(as_user(cast.inspector), reported).status_code == 409


class TestDetail:
    def test_the_head_reads_what_was_found(self, as_user, cast, concluded):
        page = as_user(cast.head).get(address("inspection_detail", concluded.pk))
        assert "8/10 đạt" in page.text
        assert WORDS.defects in page.text
        assert "Trần Văn Kiểm (trưởng đoàn), Phan Thị Đoàn" in page.text
        assert address("inspection_cancel", concluded.pk) not in page.text

    def test_before_the_team_is_there_a_secret_one_does_not_exist_for_them(self, as_user, cast, draft):
        for user in (cast.head, cast.officer, cast.leader):
            assert as_user(user).get(address("inspection_detail", draft.pk)).status_code == 404

    def test_while_the_team_is_there_head_and_leader_see_that_and_no_more(
        self, as_user, cast, on_site, record
    ):
        record("TP-04", 10, 8)
        for user in (cast.head, cast.leader):
            page = as_user(user).get(address("inspection_detail", on_site.pk))
            assert "Kết quả ghi nhận chưa công bố" in page.text
            assert "8/10 đạt" not in page.text
        assert as_user(cast.officer).get(address("inspection_detail", on_site.pk)).status_code == 404

    def test_nor_ever_for_staff_and_other_agencies(self, as_user, cast, concluded):
        for user in (cast.officer, cast.stranger, cast.other_head):
            assert as_user(user).get(address("inspection_detail", concluded.pk)).status_code == 404

    def test_a_draft_offers_to_begin_to_the_team_only(self, as_user, cast, draft):
        url = address("inspection_start", draft.pk)
        assert url in as_user(cast.inspector).get(address("inspection_detail", draft.pk)).text
        assert url not in as_user(cast.admin).get(address("inspection_detail", draft.pk)).text

    def test_what_people_wrote_is_escaped(self, as_user, cast, on_site, record):
        evil = "<script>alert(1)</script>"
        record("TP-04", finding=Finding(10, 8, note=evil))
        page = as_user(cast.inspector).get(address("inspection_detail", on_site.pk))
        assert escape(evil) in page.text
        assert evil not in page.text

    @pytest.mark.parametrize("recorded", [1, 12])
    def test_its_queries_do_not_grow(
        self, as_user, cast, on_site, record, recorded, django_assert_num_queries
    ):
        codes = [
            "TP-04",
            "TT-01",
            "TT-03",
            "TT-06",
            "TT-09",
            "TT-10",
            "TT-12",
            "GT-01",
            "GT-03",
            "GT-04",
            "TP-01",
            "TP-02",
        ]
        for code in codes[:recorded]:
            record(code, 10, 0)
        client = as_user(cast.inspector)
        with django_assert_num_queries(DETAIL_QUERIES):
            client.get(address("inspection_detail", on_site.pk))


class TestPhoto:
    @pytest.fixture
    def kept(self, record, photo, cast):
        """A photograph of the visit under way."""
        return add_photo(observation=record("TP-04"), file=photo, actor=cast.inspector, at=AT).attachment

    def test_the_team_sees_it_in_full_and_small(self, as_user, cast, kept):
        for name in ("inspection_photo", "inspection_thumbnail"):
            answer = as_user(cast.inspector).get(address(name, kept.pk))
            assert answer.status_code == 200
            assert answer["Content-Type"] == "image/jpeg"
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer["Content-Security-Policy"]
            assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")

    def test_the_inspected_do_not_before_the_conclusion(self, as_user, cast, kept):
        assert as_user(cast.head).get(address("inspection_photo", kept.pk)).status_code == 404

    def test_after_it_the_head_does_and_the_staff_do_not(self, as_user, cast, kept, on_site):
        Inspection.objects.update(state="concluded")
        answer = as_user(cast.head).get(address("inspection_photo", kept.pk))
        assert b"".join(answer.streaming_content).startswith(b"\xff\xd8\xff")
        assert as_user(cast.officer).get(address("inspection_photo", kept.pk)).status_code == 404
        assert as_user(cast.stranger).get(address("inspection_thumbnail", kept.pk)).status_code == 404

    def test_an_attachment_of_something_else_is_not_served_here(self, as_user, cast, kept):
        ObservationPhoto.objects.all().delete()
        assert as_user(cast.inspector).get(address("inspection_photo", kept.pk)).status_code == 404


def test_nobody_reads_anything_without_signing_in(client, on_site):
    for name in ("inspection_detail", "inspection_site", "inspection_conclude"):
        assert client.get(address(name, on_site.pk)).status_code == 302
    assert client.get(address("inspection_list")).status_code == 302


def test_days_are_days_of_the_visit(on_site):
    assert on_site.visited_on == date(2026, 11, 12)
