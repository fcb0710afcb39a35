"""The pages of the comparison, and what they say to people."""

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.enums import Role
from agencies.tests.factories import grant
from evaluations.models import DoubleSample, Inspection
from evaluations.tests.fairness.conftest import FIRST_DAY, SECOND_DAY, TODAY

CODES = ("TT-04", "TT-08", "GT-01", "GT-03", "TP-01", "TP-02", "TP-04", "TP-06", "TT-02")


@pytest.fixture
def admin(cast) -> Client:
    client = Client()
    client.force_login(cast.admin)
    return client


@pytest.fixture
def busy(cast, inspectors, visit):
    """Two inspectors at two agencies, three visits each; the second gives two tenths less."""
    for day in (2, 4, 6):
        for agency in (cast.commune, cast.department):
            for person, k, later in ((inspectors[0], 8, 0), (inspectors[1], 6, 10)):
                found = dict.fromkeys(CODES, (10, k - (day == 4)))
                visit(agency, person, date(2026, 11, day + later), found)


class TestTheComparison:
    """One page for Sở Nội vụ."""

    def test_it_reads_the_figure_aloud_with_its_n(self, admin, busy):
        page = admin.get(reverse("fairness")).content.decode()
        assert "chấm chặt hơn mức chung 10,0 điểm, n\u00a0=\u00a054" in page
        assert "chấm nới hơn mức chung 10,0 điểm, n\u00a0=\u00a054" in page

    def test_it_says_when_and_from_how_many_records(self, admin, busy):
        page = admin.get(reverse("fairness")).content.decode()
        assert "Tính lúc 20/11/2026 09:30 từ 108 ghi nhận của 12 cuộc kiểm tra." in page

    def test_it_says_that_it_is_no_mark_of_a_person_and_what_it_cannot_know(self, admin, busy):
        page = admin.get(reverse("fairness")).content.decode()
        assert "không dùng số này để đánh giá, xếp loại" in page
        assert "Số liệu không biết điều đó" in page

    def test_people_stand_by_name_and_not_by_strictness(self, admin, busy):
        page = admin.get(reverse("fairness")).content.decode()
        assert page.index("Phan Thị Đoàn") < page.index("Lâm Văn Hai")  # given names: Đ before H

    def test_too_few_marks_are_said_to_be_too_few(self, admin, cast, inspectors, visit):
        for person in inspectors[:2]:
            visit(cast.commune, person, FIRST_DAY, {"TT-04": (10, 9)})
        page = admin.get(reverse("fairness")).content.decode()
        assert "chưa đủ số liệu (cần 3 cuộc và 30 ghi nhận), n\u00a0=\u00a01" in page

    def test_a_pair_is_shown_with_its_figures(self, admin, cast, inspectors, visit):
        first = visit(cast.commune, cast.inspector, FIRST_DAY, {"TT-04": (20, 18), "GT-01": (10, 10)})
        found = {"TT-04": (20, 18), "GT-01": (10, 5)}
        visit(cast.commune, inspectors[0], SECOND_DAY, found, double_of=first)
        page = admin.get(reverse("fairness"), {"xem": "lap"}).content.decode()
        assert "n = 2 tiêu chí của 1 cặp" in page
        assert "25,0 điểm" in page
        assert "Được tính" in page

    def test_a_pair_that_does_not_count_says_why(self, admin, cast, inspectors, visit):
        first = visit(cast.commune, cast.inspector, FIRST_DAY, {"TT-04": (20, 18)})
        visit(cast.commune, inspectors[0], SECOND_DAY, double_of=first, state="on_site")
        page = admin.get(reverse("fairness"), {"xem": "lap"}).content.decode()
        assert "Không tính: chưa đủ hai kết luận. Cuộc lặp: đang kiểm tra." in page

    def test_of_nothing_it_says_what_to_do(self, admin, month):
        for aspect, words in (
            ("nguoi", "Chưa có số liệu"),
            ("doan", "Chưa có số liệu"),
            ("lap", "Chưa có cặp"),
        ):
            assert words in admin.get(reverse("fairness"), {"xem": aspect}).content.decode()

    @pytest.mark.parametrize(
        ("asked", "since"), [("3", "01/09/2026"), ("", "01/12/2025"), ("x", "01/12/2025")]
    )
    def test_the_span_is_chosen_by_address(self, admin, month, asked, since):
        assert f"từ {since}" in admin.get(reverse("fairness"), {"thang": asked}).content.decode()

    def test_teams_are_read_by_who_led_them(self, admin, cast, inspectors, visit):
        visit(cast.commune, inspectors[0], FIRST_DAY, {"TT-04": (10, 9)}, members=inspectors[1:2])
        page = admin.get(reverse("fairness"), {"xem": "doan"}).content.decode()
        assert "Theo đoàn (trưởng đoàn)" in page
        assert ("Phan Thị Đoàn" in page, "Lâm Văn Hai" in page) == (True, False)

    def test_home_affairs_who_inspect_do_not_read_their_own_figure(self, cast, busy, inspectors):
        grant(inspectors[1], Role.HOME_AFFAIRS, cast.province)
        client = Client()
        client.force_login(inspectors[1])
        page = client.get(reverse("fairness")).content.decode()
        assert "số của chính bạn không hiện" in page
        assert "chấm nới hơn mức chung 10,0 điểm" in page
        assert "chấm chặt hơn mức chung 10,0 điểm" not in page

    def test_it_is_kept_by_nobody(self, admin, month):
        assert "no-store" in admin.get(reverse("fairness"))["Cache-Control"]

    @pytest.mark.parametrize("persona", ["inspector", "leader", "head"])
    def test_others_are_refused_with_the_reason(self, cast, persona):
        client = Client()
        client.force_login(getattr(cast, persona))
        answer = client.get(reverse("fairness"))
        assert answer.status_code == 403
        assert "chỉ dành cho quản trị của Sở Nội vụ" in answer.content.decode()


class TestTheSample:
    """Drawing and ordering by hand."""

    def draw(self, admin, month):
        form = {"form_uuid": uuid4(), "period": month.pk, "percent": 10}
        return admin.post(reverse("double_sample"), form, follow=True)

    def test_drawing_shows_whom_it_drew_and_how_to_redo_it(self, admin, cast, month, visit):
        visit(cast.commune, cast.inspector)
        page = self.draw(admin, month).content.decode()
        assert "Rút 1 trong 1 cơ quan (10%), lúc 20/11/2026 09:30, người rút: Lê Thị Nội." in page
        assert "Giao kiểm tra lặp" in page
        assert DoubleSample.objects.get().seed in page

    def test_the_same_form_twice_gives_the_first_answer(self, admin, cast, month, visit):
        visit(cast.commune, cast.inspector)
        form = {"form_uuid": uuid4(), "period": month.pk, "percent": 10}
        assert [admin.post(reverse("double_sample"), form).status_code for _ in range(2)] == [302, 302]
        assert DoubleSample.objects.count() == 1

    def test_a_drawn_month_is_offered_no_more(self, admin, cast, month, visit):
        visit(cast.commune, cast.inspector)
        page = self.draw(admin, month).content.decode()
        assert "đều đã rút mẫu" in page
        assert 'name="percent"' not in page

    def test_a_refusal_stays_on_the_page_with_what_was_typed(self, admin, cast, month, visit):
        answer = self.draw(admin, month)
        assert answer.status_code == 409
        assert "chưa có cuộc kiểm tra nào đã kết luận" in answer.content.decode()

    def test_a_month_long_past_is_not_offered(self, admin, month):
        form = {"form_uuid": uuid4(), "period": 0, "percent": 10}
        answer = admin.post(reverse("double_sample"), form)
        assert (answer.status_code, "không rút mẫu được nữa" in answer.content.decode()) == (422, True)

    def test_ordering_goes_back_to_the_sample(self, admin, cast, month, visit, inspectors):
        first = visit(cast.commune, cast.inspector)
        self.draw(admin, month)
        page = admin.get(reverse("double_order", args=[first.pk])).content.decode()
        assert "Trần Văn Kiểm" not in page.split("<main")[1]
        answer = admin.post(reverse("double_order", args=[first.pk]), self.order(inspectors), follow=True)
        assert "20/11/2026, đang chuẩn bị" in answer.content.decode()
        assert Inspection.objects.get(double_of=first).created_by == cast.admin

    def order(self, inspectors, **given):
        usual = {"form_uuid": uuid4(), "visited_on": TODAY.isoformat(), "order_number": "77/QĐ-SNV"}
        return usual | {"leader": inspectors[0].pk, "members": [inspectors[0].pk, inspectors[1].pk]} | given

    def test_a_refused_order_keeps_what_was_typed(self, admin, cast, visit, inspectors):
        first = visit(cast.commune, cast.inspector)
        form = self.order(inspectors, visited_on="2026-12-25", order_number="88/QĐ-SNV")
        answer = admin.post(reverse("double_order", args=[first.pk]), form)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "không quá 30 ngày" in page
        assert "88/QĐ-SNV" in page

    def test_somebody_of_the_first_team_is_no_choice(self, admin, cast, visit, inspectors):
        first = visit(cast.commune, cast.inspector)
        form = self.order(inspectors, leader=cast.inspector.pk)
        assert admin.post(reverse("double_order", args=[first.pk]), form).status_code == 422
