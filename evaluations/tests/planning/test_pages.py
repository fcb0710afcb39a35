"""The pages of planning through the client: what is shown, what is refused, what was typed is kept."""

from io import BytesIO
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import load_workbook

from evaluations.models import (
    Draw,
    Inspection,
    InspectionOrder,
    InspectionPlan,
    PlanLine,
    RelativeDeclaration,
    TeamMember,
)
from evaluations.rules.planning.importing import HEADINGS
from evaluations.tests.inspections.conftest import DAY
from evaluations.tests.planning.conftest import communes

HEAD = [heading for _field, heading in HEADINGS]


@pytest.fixture
def sign_in(client):
    """The test client signed in as somebody."""

    def do(user):
        client.force_login(user)
        return client

    return do


def at(name, *args):
    return reverse(name, args=args)


def line_form(agency, **changed):
    usual = {"form_uuid": uuid4(), "agency": agency.pk, "quarter": 4, "mode": "planned", "reason": "Rủi ro"}
    return usual | changed


def workbook(*rows, head=HEAD):
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)
    return SimpleUploadedFile("ke-hoach.xlsx", target.getvalue())


class TestPlan:
    def test_it_is_made_filled_and_issued(self, sign_in, cast):
        client = sign_in(cast.admin)
        made = client.post(at("plan_create"), {"form_uuid": uuid4(), "year": 2026, "title": "Kế hoạch 2026"})
        plan = InspectionPlan.objects.get()
        assert made["Location"] == at("plan_detail", plan.pk)
        client.post(at("line_create", plan.pk), line_form(cast.commune))
        issued = client.post(
            at("plan_issue", plan.pk),
            {"number": "15/KH", "issued_on": f"{DAY}", "signer": "Lãnh", "signer_post": "Phó Chủ tịch"},
            follow=True,
        )
        assert "Số 15/KH, ngày 12/11/2026, người ký Lãnh" in issued.text
        assert "Xã Cái Nhum" in issued.text

    def test_what_was_typed_stays_beside_a_refusal(self, sign_in, cast, plan):
        form = line_form(cast.commune, covers_from="2026-02-01", covers_to="2026-01-01", topic="Giờ giấc")
        answer = sign_in(cast.admin).post(at("line_create", plan.pk), form)
        assert answer.status_code == 422
        assert "ngày cuối không được trước ngày đầu" in answer.text
        assert 'value="Giờ giấc"' in answer.text
        assert f'name="form_uuid" value="{form["form_uuid"]}"' in answer.text

    def test_an_edit_over_somebody_elses_is_a_conflict_that_keeps_the_text(self, sign_in, cast, add):
        line = add(cast.commune)
        client = sign_in(cast.admin)
        assert 'name="seen_version" value="1"' in client.get(at("line_edit", line.pk)).text
        client.post(at("line_edit", line.pk), line_form(cast.commune, seen_version=1, topic="Một"))
        answer = client.post(at("line_edit", line.pk), line_form(cast.commune, seen_version=1, topic="Hai"))
        assert answer.status_code == 409
        assert "vừa được người khác sửa" in answer.text
        assert 'value="Hai"' in answer.text
        assert PlanLine.objects.get().topic == "Một"

    def test_a_line_is_dropped_with_its_reason(self, sign_in, cast, add, plan):
        line = add(cast.commune)
        client = sign_in(cast.admin)
        assert client.post(at("line_drop", line.pk), {"reason": ""}).status_code == 422
        page = client.post(at("line_drop", line.pk), {"reason": "Trùng thanh tra"}, follow=True)
        assert "Không thực hiện: Trùng thanh tra" in page.text

    @pytest.mark.parametrize("persona", ["inspector", "leader", "other_head"])
    @pytest.mark.parametrize("route", ["line_create", "plan_issue", "plan_import"])
    def test_readers_change_nothing(self, sign_in, cast, plan, add, issue, persona, route):
        add(cast.commune)
        issue()
        client = sign_in(getattr(cast, persona))
        assert client.get(at("plan_detail", plan.pk)).status_code == 200
        for answer in (
            client.get(at(route, plan.pk)),
            client.post(at(route, plan.pk), line_form(cast.commune)),
        ):
            assert answer.status_code == 403
        assert PlanLine.objects.count() == 1

    def test_home_affairs_is_not_offered_the_agency_they_work_in(self, sign_in, cast, plan):
        page = sign_in(cast.admin).get(at("line_create", plan.pk)).text
        assert ">Xã Cái Nhum</option>" in page
        assert ">Sở Nội vụ</option>" not in page

    @pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf"])
    def test_it_is_saved_as_a_file(self, sign_in, cast, plan, add, ending):
        add(cast.commune)
        answer = sign_in(cast.admin).get(at("plan_export", plan.pk, ending))
        assert answer["Content-Disposition"] == f'attachment; filename="ke-hoach-nam-2026.{ending}"'
        assert len(answer.content) > 1_000

    def test_another_ending_is_not_there(self, sign_in, cast, plan):
        assert sign_in(cast.admin).get(at("plan_export", plan.pk, "exe")).status_code == 404

    def test_it_asks_as_much_for_forty_lines_as_for_one(self, sign_in, cast, plan, add):
        add(cast.commune)
        client = sign_in(cast.admin)
        client.get(at("plan_detail", plan.pk))
        few = queries_of(client, at("plan_detail", plan.pk))
        for agency in communes(cast, 45):
            add(agency)
        assert queries_of(client, at("plan_detail", plan.pk)) == few


def queries_of(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


class TestImport:
    def test_the_template_has_the_headings_and_the_agencies(self, sign_in, cast):
        book = load_workbook(BytesIO(sign_in(cast.admin).get(at("plan_template")).content))
        assert book.get_sheet_by_index(0).to_python()[0] == HEAD
        assert book.get_sheet_by_index(1).to_python()[0] == ["Mã", "Tên cơ quan"]
        assert [cast.commune.code, "Xã Cái Nhum"] in book.get_sheet_by_index(1).to_python()

    def test_the_empty_template_itself_is_told_to_be_empty(self, sign_in, cast, plan):
        client = sign_in(cast.admin)
        file = SimpleUploadedFile("mau.xlsx", client.get(at("plan_template")).content)
        answer = client.post(at("plan_import", plan.pk), {"sheet": file})
        assert "Chưa có dòng nào dưới hàng tiêu đề" in answer.text

    def test_it_is_read_first_and_kept_when_a_person_agrees(self, sign_in, cast, plan):
        client = sign_in(cast.admin)
        file = workbook(["Xã Cái Nhum", 1, "Đột xuất"], [cast.department.code, 2, "Theo kế hoạch", "Một cửa"])
        read = client.post(at("plan_import", plan.pk), {"sheet": file})
        assert "Thêm 2 dòng vào kế hoạch" in read.text
        assert not PlanLine.objects.exists()
        form = {"form_uuid": uuid4(), "lines": signed_in(read.text)}
        kept = client.post(at("plan_import", plan.pk), form, follow=True)
        assert "Đã thêm 2 dòng" in kept.text
        again = client.post(at("plan_import", plan.pk), form, follow=True)
        assert "không thêm lần nữa" in again.text
        found = PlanLine.objects.order_by("quarter").values_list("agency", "quarter", "mode", "topic")
        assert list(found) == [
            (cast.commune.pk, 1, "unannounced", ""),
            (cast.department.pk, 2, "planned", "Một cửa"),
        ]

    def test_problems_are_listed_by_cell_and_nothing_can_be_confirmed(self, sign_in, cast, plan):
        file = workbook(["Xã Cái Nhum", 7, "Đột xuất"], ["Sở Nội vụ", 1, "Đột xuất"])
        answer = sign_in(cast.admin).post(at("plan_import", plan.pk), {"sheet": file})
        assert answer.status_code == 422
        assert "<strong>Ô B2</strong>" in answer.text
        assert "<strong>Ô A3</strong>" in answer.text
        assert 'name="lines"' not in answer.text

    def test_what_was_read_serves_only_its_reader_and_its_plan(self, sign_in, cast, plan, other_admin):
        read = sign_in(cast.admin).post(
            at("plan_import", plan.pk), {"sheet": workbook(["Xã Cái Nhum", 1, "Đột xuất"])}
        )
        signed = signed_in(read.text)
        for user, text in ((other_admin, signed), (cast.admin, signed[:-2] + "xx")):
            form = {"form_uuid": uuid4(), "lines": text}
            answer = sign_in(user).post(at("plan_import", plan.pk), form)
            assert (answer.status_code, "Hãy đọc lại tệp" in answer.text) == (409, True)
        assert not PlanLine.objects.exists()

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "không phải là Excel"),
            (b"a;b;c", "không phải là Excel"),
            (b"x" * 1_000_001, "lớn hơn 1 MB"),
        ],
    )
    def test_a_file_that_is_none_is_refused_with_what_to_do(self, sign_in, cast, plan, content, words):
        file = SimpleUploadedFile("a.xlsx", content)
        answer = sign_in(cast.admin).post(at("plan_import", plan.pk), {"sheet": file})
        assert (answer.status_code, words in answer.text) == (422, True)

    def test_too_many_rows_are_refused(self, sign_in, cast, plan):
        file = workbook(*[["Xã Cái Nhum", 1, "Đột xuất"]] * 2_001)
        answer = sign_in(cast.admin).post(at("plan_import", plan.pk), {"sheet": file})
        assert "tối đa 2000 hàng" in answer.text

    def test_a_sheet_that_unpacks_to_too_much_is_refused_unopened(self, sign_in, cast, plan):
        from zipfile import ZIP_DEFLATED, ZipFile

        target = BytesIO()
        with ZipFile(target, "w", ZIP_DEFLATED) as bomb:
            bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 41_000_000)
        file = SimpleUploadedFile("a.xlsx", target.getvalue())
        answer = sign_in(cast.admin).post(at("plan_import", plan.pk), {"sheet": file})
        assert "giải nén ra quá lớn" in answer.text


def signed_in(text):
    """The signed lines in the page that asks for confirmation."""
    return text.split('name="lines" value="')[1].split('"')[0]


class TestSuggestions:
    def test_a_person_picks_and_the_reasons_come_along(self, sign_in, cast, plan):
        client = sign_in(cast.admin)
        page = client.get(at("suggestions")).text
        assert "Chưa được kiểm tra lần nào" in page
        assert f"co_quan={cast.commune.pk}" in page
        assert f"co_quan={cast.home_affairs.pk}" not in page
        link = at("line_create", plan.pk)
        form = client.get(
            link, {"co_quan": cast.commune.pk, "ly_do": "Rủi ro 30 điểm: Chưa được kiểm tra"}
        ).text
        assert f'<option value="{cast.commune.pk}" selected' in form
        assert "Rủi ro 30 điểm: Chưa được kiểm tra" in form

    def test_what_is_planned_says_so_and_is_not_offered_again(self, sign_in, cast, add):
        add(cast.commune, quarter=2)
        page = sign_in(cast.admin).get(at("suggestions")).text
        assert "Đã có trong kế hoạch (Quý II)" in page
        assert f"co_quan={cast.commune.pk}" not in page

    def test_a_secret_line_about_ones_own_office_is_not_told_by_a_missing_button(
        self, sign_in, cast, secret, other_admin
    ):
        page = sign_in(other_admin).get(at("suggestions")).text
        row = page.split(">Sở Tư pháp<")[1].split("</li>\n")[0]
        assert "Đã có trong kế hoạch" not in row


def test_coverage_says_how_many_were_seen(sign_in, cast, month):
    page = sign_in(cast.inspector).get(at("coverage")).text
    assert "3 cơ quan: đã kiểm tra 0, chưa 3" in page
    assert (
        "1 cơ quan: đã kiểm tra 0, chưa 1"
        in sign_in(cast.leader).get(at("coverage"), {"nhom": "commune"}).text
    )
    assert sign_in(cast.head).get(at("coverage")).status_code == 403


class TestForming:
    @pytest.fixture
    def form(self, cast, member):
        return {
            "form_uuid": uuid4(),
            "visited_on": f"{DAY}",
            "order_number": "chưa có số",
            f"role_{cast.inspector.pk}": "leader",
            f"role_{member.pk}": "secretary",
        }

    def test_an_inspection_is_formed_from_a_line(self, sign_in, cast, month, secret, form):
        answer = sign_in(cast.admin).post(at("line_order", secret.pk), form)
        visit = Inspection.objects.get()
        assert answer["Location"] == at("inspection_order", visit.pk)
        assert dict(visit.team.values_list("user__display_name", "role")) == {
            "Trần Văn Kiểm": "leader",
            "Phan Thị Đoàn": "secretary",
        }

    def test_a_team_without_a_leader_comes_back_as_typed(self, sign_in, cast, month, secret, form, member):
        answer = sign_in(cast.admin).post(
            at("line_order", secret.pk), form | {f"role_{cast.inspector.pk}": ""}
        )
        assert answer.status_code == 422
        assert "đúng một trưởng đoàn" in answer.text
        assert '<option value="secretary" selected' in answer.text
        assert not Inspection.objects.exists()


class TestOrderPage:
    DECISION = {
        "number": "125/QĐ-SNV",
        "issued_on": f"{DAY}",
        "signer": "Trần Thị Giám",
        "signer_post": "Giám đốc",
        "covers_from": "2026-01-01",
        "covers_to": "2026-10-31",
        "duration_days": 2,
        "seen_version": 1,
    }

    def test_the_team_reads_it_and_the_leader_records_it(self, sign_in, cast, draft, member):
        page = sign_in(member).get(at("inspection_order", draft.pk))
        assert page.status_code == 200
        assert "<form" not in page.text.split("<main")[1].split("</main>")[0]
        assert sign_in(member).post(at("inspection_order", draft.pk), self.DECISION).status_code == 403
        done = sign_in(cast.inspector).post(at("inspection_order", draft.pk), self.DECISION, follow=True)
        assert "2 ngày làm việc" in done.text
        assert InspectionOrder.objects.get().recorded_by == cast.inspector

    def test_an_unannounced_one_says_why_it_has_no_notice(self, sign_in, cast, draft):
        page = sign_in(cast.inspector).get(at("inspection_order", draft.pk)).text
        assert "đột xuất không gửi thông báo" in page
        assert at("inspection_notice", draft.pk) not in page
        form = {"signer": "A", "signer_post": "B"}
        answer = sign_in(cast.inspector).post(at("inspection_notice", draft.pk), form)
        assert (answer.status_code, "đột xuất không gửi thông báo" in answer.text) == (409, True)

    def test_a_notice_is_sent_from_its_page(self, sign_in, cast, draft):
        Inspection.objects.update(mode="planned")
        client = sign_in(cast.inspector)
        client.post(at("inspection_order", draft.pk), self.DECISION)
        assert "Hạn gửi: 17/11/2026" in client.get(at("inspection_order", draft.pk)).text
        form = {"signer": "Trần Thị Giám", "signer_post": "GIÁM ĐỐC", "meets_at": "08:30"}
        done = client.post(at("inspection_notice", draft.pk), form, follow=True)
        assert "Đã gửi 12/11/2026 09:30" in done.text

    def test_a_leader_who_gives_the_lead_away_leaves_the_page(self, sign_in, cast, draft, member):
        form = {
            "decision_number": "126/QĐ",
            "decided_on": f"{DAY}",
            "reason": "Ốm",
            "seen_version": 1,
            f"role_{member.pk}": "leader",
        }
        answer = sign_in(cast.inspector).post(at("inspection_team", draft.pk), form)
        assert answer["Location"] == at("inspection_list")
        assert list(TeamMember.objects.values_list("user", flat=True)) == [member.pk]


class TestRelatives:
    def test_an_inspector_declares_and_ends(self, sign_in, cast):
        client = sign_in(cast.inspector)
        form = {"form_uuid": uuid4(), "agency": cast.commune.pk, "relation": "Con"}
        page = client.post(at("relative_declare"), form, follow=True)
        assert "Xã Cái Nhum" in page.text
        one = RelativeDeclaration.objects.get()
        assert "Đã kết thúc" in client.post(at("relative_end", one.pk), follow=True).text

    def test_nobody_ends_or_reads_anothers(self, sign_in, cast, member):
        sign_in(cast.inspector).post(
            at("relative_declare"), {"form_uuid": uuid4(), "agency": cast.commune.pk, "relation": "Con"}
        )
        one = RelativeDeclaration.objects.get()
        assert "Xã Cái Nhum" not in sign_in(member).get(at("relative_list")).text.split("<main")[1]
        assert sign_in(member).post(at("relative_end", one.pk)).status_code == 404
        assert sign_in(cast.admin).get(at("relative_list")).status_code == 403


def test_a_draw_is_made_from_its_page(sign_in, cast, plan):
    communes(cast, 4)
    client = sign_in(cast.admin)
    form = {
        "form_uuid": uuid4(),
        "title": "Rút quý IV",
        "plan": plan.pk,
        "quarter": 4,
        "groups": ["commune"],
        "size": 9,
        "is_announced": "1",
    }
    refused = client.post(at("draw_create"), form)
    assert (refused.status_code, "Có 5 cơ quan được đưa vào rút" in refused.text) == (409, True)
    done = client.post(at("draw_create"), form | {"size": 2}, follow=True)
    assert "Các cơ quan được rút, theo thứ tự" in done.text
    assert Draw.objects.get().is_announced
    early = client.post(at("draw_reveal", Draw.objects.get().pk), follow=True)
    assert "quý kiểm tra chưa kết thúc" in early.text


@pytest.mark.parametrize(
    ("persona", "labels"),
    [
        ("admin", ["Kế hoạch kiểm tra", "Gợi ý theo rủi ro", "Độ phủ kiểm tra", "Rút ngẫu nhiên"]),
        (
            "inspector",
            [
                "Kế hoạch kiểm tra",
                "Độ phủ kiểm tra",
                "Lịch đi kiểm tra",
                "Người thân đã khai",
                "Rút ngẫu nhiên",
            ],
        ),
        ("leader", ["Kế hoạch kiểm tra", "Độ phủ kiểm tra", "Rút ngẫu nhiên"]),
        ("head", ["Kế hoạch kiểm tra", "Rút ngẫu nhiên"]),
        ("officer", ["Rút ngẫu nhiên"]),
    ],
)
def test_the_ways_into_planning_lead_where_one_may_go(sign_in, cast, persona, labels):
    from evaluations.views.planning.links import planning_links

    user = getattr(cast, persona)
    links = planning_links(user)
    assert [label for label, _url in links] == labels
    client = sign_in(user)
    assert {client.get(url).status_code for _label, url in links} == {200}
