"""The pages of what was recorded: concluding, reading, photographs, each with its row of refusals."""

from datetime import date

import pytest
from django.utils.html import escape

from evaluations.actions.inspections import add_photo
from evaluations.models import Inspection, ObservationPhoto
from evaluations.rules.observing import Finding
from evaluations.tests.inspections.conftest import AT, close
from evaluations.tests.inspections.walking import WORDS, address, walk_to

PART = {"HX-Request": "true"}
# Session, user, scope of their roles and unread notices are four of each; the rest is the page's own.
DETAIL_QUERIES = 24


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
