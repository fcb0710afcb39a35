"""The pages after the minutes: what each side reads, and that nothing typed is lost to a refusal."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from evaluations.models import DueTerm, Explanation, Inspection, Recommendation, TeamMember
from evaluations.rules.assessments.terms import FORM_TERMS
from evaluations.rules.follow_up.terms import TERMS
from evaluations.rules.observing import Finding
from evaluations.tests.follow_up.conftest import at_day
from evaluations.tests.follow_up.test_replying import picture
from evaluations.tests.inspections.conftest import AT


@pytest.fixture
def as_user(client):
    """The test client signed in as somebody."""

    def do(user):
        client.force_login(user)
        return client

    return do


def address(name, *args):
    return reverse(name, args=args)


class TestFindings:
    def test_the_head_is_told_until_when_and_may_explain(self, as_user, minuted, cast):
        page = as_user(cast.head).get(address("inspection_findings", minuted.pk))
        assert "Cơ quan giải trình đến hết ngày 19/11/2026." in page.text
        assert page.text.count("Gửi giải trình") == 2
        assert "Trả lời giải trình" not in page.text

    def test_before_the_minutes_it_does_not_exist_for_the_inspected(self, as_user, on_site, cast):
        assert as_user(cast.head).get(address("inspection_findings", on_site.pk)).status_code == 404
        there = as_user(cast.inspector).get(address("inspection_findings", on_site.pk))
        assert there.url == address("inspection_detail", on_site.pk)

    def test_after_the_window_nobody_is_offered_to_explain(self, as_user, minuted, cast, time_machine_at):
        with time_machine_at(date(2026, 11, 20)):
            page = as_user(cast.head).get(address("inspection_findings", minuted.pk))
        assert "Thời hạn giải trình đã hết ngày 19/11/2026." in page.text
        assert "Gửi giải trình" not in page.text
        assert "Cơ quan không giải trình, giữ ghi nhận" in page.text

    def test_a_repeat_is_marked(self, as_user, minuted, found, cast):
        found(cast.department, date(2026, 8, 1), TP_04=(10, 8, "none"))
        page = as_user(cast.head).get(address("inspection_findings", minuted.pk))
        assert page.text.count("Tái diễn lần 1") == 1

    @pytest.mark.parametrize("recorded", [1, 8])
    def test_its_queries_do_not_grow(
        self, as_user, on_site, record, cast, recorded, django_assert_num_queries
    ):
        for code in ["TP-04", "TT-01", "TT-03", "TT-06", "TT-09", "GT-03", "TP-01", "TP-02"][:recorded]:
            record(code, 10, 0)
        Inspection.objects.filter(pk=on_site.pk).update(
            state="minuted", minuted_at=AT, explain_due_on=date(2026, 11, 19)
        )
        client = as_user(cast.head)
        client.get(address("inspection_findings", on_site.pk))
        with django_assert_num_queries(23):
            client.get(address("inspection_findings", on_site.pk))


class TestExplaining:
    def post(self, client, inspection, criterion, **given):
        data = {"form_uuid": str(uuid4()), "text": "Hai người nghỉ phép."} | given
        return client.post(address("explanation_submit", inspection.pk, criterion.pk), data)

    def test_words_and_pictures_are_sent(self, as_user, minuted, cast, criterion):
        file = picture()
        file.name = "don.jpg"
        answer = self.post(as_user(cast.head), minuted, criterion("TP-04"), pictures=[file])
        assert answer.url == address("inspection_findings", minuted.pk)
        assert Explanation.objects.get().files.count() == 1

    def test_one_button_agrees(self, as_user, minuted, cast, criterion):
        self.post(as_user(cast.head), minuted, criterion("TP-04"), agrees="1", text="")
        assert Explanation.objects.get().agrees

    def test_without_words_it_says_so(self, as_user, minuted, cast, criterion):
        page = self.post(as_user(cast.head), minuted, criterion("TP-04"), text="")
        assert page.status_code == 422
        assert "hoặc chọn “Nhất trí”" in page.text

    def test_a_file_that_is_no_picture_leaves_the_words(self, as_user, minuted, cast, criterion):
        from django.core.files.uploadedfile import SimpleUploadedFile

        wrong = SimpleUploadedFile("a.jpg", b"khong phai anh", "image/jpeg")
        page = self.post(as_user(cast.head), minuted, criterion("TP-04"), pictures=[wrong])
        assert page.status_code == 422
        assert "Hai người nghỉ phép." in page.text
        assert not Explanation.objects.exists()

    def test_a_criterion_not_observed_is_a_404(self, as_user, minuted, cast, criterion):
        assert self.post(as_user(cast.head), minuted, criterion("TT-12")).status_code == 404


class TestJudging:
    def post(self, client, word, **given):
        data = {"decision": "partly", "n": "10", "k": "9", "severity": "none", "reason": "Có đơn."} | given
        return client.post(address("explanation_judge", word.pk), data)

    def test_corrected_numbers_count(self, as_user, explain, cast):
        word = explain()
        assert self.post(as_user(cast.inspector), word).status_code == 302
        assert word.inspection.outcomes.get().k == 9

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"reason": ""}, "Hãy ghi lý do"),
            ({"k": ""}, "Nhập số đạt sau khi xem xét."),
            ({"k": "7"}, "không làm kết quả của cơ quan xấu đi"),
            ({"k": "8"}, "Số liệu sửa phải khác số đã ghi"),
            ({"decision": ""}, "Hãy chọn kết quả xem xét."),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_typed_stays(self, as_user, explain, cast, given, words):
        page = self.post(as_user(cast.inspector), explain(), **{"reason": "Có đơn."} | given)
        assert page.status_code == 422
        assert words in page.text
        assert 'value="10"' in page.text

    def test_too_late_is_said(self, as_user, explain, cast, time_machine_at):
        word = explain()
        with time_machine_at(date(2026, 11, 28)):
            page = self.post(as_user(cast.inspector), word)
        assert page.status_code == 409
        assert "Đã quá hạn trả lời ngày 27/11/2026" in page.text

    def test_the_head_reads_the_answer(self, as_user, explain, judge, minuted, cast):
        judge(explain(), "partly", Finding(10, 9))
        page = as_user(cast.head).get(address("inspection_findings", minuted.pk))
        assert "Đã đối chiếu đơn nghỉ phép." in page.text
        assert "9/10 đạt" in page.text


class TestRemedies:
    @pytest.fixture
    def remedy(self, found, cast):
        visit = found(cast.department, TP_04=(10, 8, "none"))
        return Recommendation.objects.create(
            id=uuid4(), inspection=visit, owner=cast.department, position=1, text="Lắp biển tên",
            due_on=date(2026, 12, 2),
        )  # fmt: skip

    def test_an_old_version_is_a_409_and_the_words_stay(self, as_user, remedy, cast):
        there = address("recommendation_answer", remedy.pk)
        page = as_user(cast.head).post(there, {"text": "Đã lắp tám biển.", "version": "7"})
        assert page.status_code == 409
        assert "Đã lắp tám biển." in page.text

    def test_a_new_date_is_asked_for_where_it_is_not_mended(self, as_user, remedy, cast):
        Recommendation.objects.update(state="answered")
        there = address("recommendation_verify", remedy.pk)
        page = as_user(cast.admin).post(there, {"move": "refuse", "reason": "Còn thiếu.", "version": "1"})
        assert page.status_code == 422
        assert "Chưa khắc phục xong thì phải đặt hạn mới." in page.text
        assert "Còn thiếu." in page.text

    def test_the_list_and_the_board(self, as_user, remedy, cast, time_machine_at):
        with time_machine_at(date(2026, 12, 6)):
            assert "quá hạn 4 ngày" in as_user(cast.head).get(address("recommendation_list")).text
            board = as_user(cast.admin).get(address("overdue_board"))
            assert "1 cơ quan, 1 kiến nghị quá hạn." in board.text
            later = as_user(cast.admin).get(address("overdue_board"), {"tre": "8"})
            assert "Không có kiến nghị quá hạn" in later.text

    def test_the_preview_names_who_and_why(self, as_user, remedy, cast):
        page = as_user(cast.admin).get(address("chaser_preview"), {"ngay": "2026-12-02"})
        assert "Nguyễn Thị Hòa" in page.text
        assert "Nhắc vào ngày đến hạn" in page.text

    def test_a_follow_up_is_ordered_once(self, as_user, remedy, cast, month):
        data = {"form_uuid": str(uuid4()), "visited_on": "2026-11-12", "order_number": "30/QĐ-SNV"}
        TeamMember.objects.create(inspection=remedy.inspection, user=cast.inspector, role="leader")
        there = address("inspection_follow_up", remedy.inspection_id)
        client = as_user(cast.inspector)
        assert client.post(there, data).url == client.post(there, data).url
        ordered = Inspection.objects.get(follows=remedy.inspection_id)
        assert (ordered.mode, ordered.agency) == ("follow_up", cast.department)


def test_terms_are_set_on_their_page(as_user, cast):
    data = {term.code: term.default for term in (*TERMS, *FORM_TERMS)} | {"answer": 7, "min_days": 6}
    assert as_user(cast.admin).post(address("due_terms"), data).status_code == 302
    assert list(DueTerm.objects.order_by("code").values_list("code", "working_days")) == [
        ("answer", 7),
        ("min_days", 6),
    ]
    page = as_user(cast.admin).post(address("due_terms"), data | {"answer": "0"})
    assert page.status_code == 422
    assert "Nhập số ngày làm việc từ 1 đến 90." in page.text
    page = as_user(cast.admin).post(address("due_terms"), data | {"min_days": "11"})
    assert "Nhập số ngày làm việc từ 1 đến 10." in page.text


def test_moments_of_a_day_are_vietnams():
    assert at_day(date(2026, 11, 19), 0).isoformat() == "2026-11-19T00:00:00+07:00"
