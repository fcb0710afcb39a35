"""The pages used on site: the head-count, what was observed, each write with its row of refusals."""

from io import BytesIO
from uuid import uuid4

import pytest

from evaluations.models import Headcount, Observation, ObservationPhoto
from evaluations.rules.observing import Finding, fingerprint
from evaluations.tests.inspections.conftest import close
from evaluations.tests.inspections.walking import address

PART = {"HX-Request": "true"}
# Session, user, scope of their roles and unread notices are four of each; the rest is the page's own.
SITE_QUERIES = 18


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
