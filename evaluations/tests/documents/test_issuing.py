"""Issuing papers: numbers by register, one seal, files read back, and the audit chain that knows it all."""

from datetime import datetime, timedelta

import pytest
from django.core.files.storage import default_storage

from core import audit_chain
from core.errors import Conflict
from core.models import AuditEntry, Notification
from core.transitions import TransitionRefused
from evaluations.actions.documents import issue as issue_module
from evaluations.actions.documents import issue_document, writing
from evaluations.actions.documents.minutes import NotReady, issue_minutes
from evaluations.actions.documents.prepare import prepare
from evaluations.actions.documents.restyle import restyle
from evaluations.enums import RecordState
from evaluations.gather.documents.proof import file_problems, row_problems
from evaluations.gather.documents.style import document_style
from evaluations.models import DocumentRegister, Inspection, IssuedDocument
from evaluations.rules.documents.facts import Signed
from evaluations.rules.documents.sealing import seal, sha256_of
from evaluations.tests.documents.conftest import CLOSING
from evaluations.tests.inspections.conftest import AT


@pytest.fixture
def notice(ready, cast):
    """Issue a notice of the visit; keywords replace the usual arguments."""

    def do(**given):
        usual = {"kind": "notice", "inspection": ready, "signer": "Lê Minh Đức", "signer_post": "Giám đốc"}
        return issue_document(**(usual | {"actor": cast.inspector, "at": AT} | given))

    return do


def test_minutes_get_the_first_number_of_their_register(minutes):
    assert (minutes.symbol, minutes.year, minutes.number) == ("01/BB-SNV", 2026, 1)
    assert DocumentRegister.objects.get(kind="minutes", year=2026).last == 1


def test_each_kind_and_year_has_numbers_of_its_own(minutes, notice):
    assert notice().symbol == "01/TB-SNV"
    DocumentRegister.objects.filter(kind="report").delete()
    DocumentRegister.objects.create(kind="report", year=2026, last=41)
    assert notice(kind="report", assessment="Tốt.").symbol == "42/BC-SNV"
    assert notice(kind="conclusion", at=AT + timedelta(days=60)).symbol == "01/TBKL-SNV"


def test_the_files_are_what_the_row_says(minutes):
    for ending, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        with default_storage.open(getattr(minutes, f"{ending}_path")) as file:
            data = file.read()
        assert data.startswith(start)
        assert sha256_of(data) == getattr(minutes, f"{ending}_sha256")


def test_the_seal_stands_in_the_audit_chain(minutes):
    entry = AuditEntry.objects.get(event="document.issued")
    assert entry.after == {
        "kind": "minutes",
        "symbol": minutes.symbol,
        "code": minutes.code,
        "sha256": minutes.sha256,
        "pdf_sha256": minutes.pdf_sha256,
        "docx_sha256": minutes.docx_sha256,
    }
    assert seal(minutes.code, minutes.facts, minutes.content) == minutes.sha256
    assert audit_chain.verify().problem == ""
    assert row_problems(minutes) == file_problems(minutes) == ()


def test_the_paper_prints_its_code_and_the_beginning_of_its_digest(minutes):
    [qr] = [block for block in minutes.content["tail"] if block["block"] == "qr"]
    assert qr["url"].endswith(f"/xac-minh/{minutes.code}/")
    assert minutes.sha256[:16] in " ".join(qr["lines"])


def test_the_same_again_gives_the_document_that_stands(notice):
    assert notice(place="Phòng họp 1") == notice(place="Phòng họp 1")
    assert IssuedDocument.objects.count() == 1


def test_other_content_of_a_kind_that_stands_is_a_conflict(notice):
    notice(place="Phòng họp 1")
    with pytest.raises(Conflict, match="Thông báo kiểm tra số 01/TB-SNV đã ban hành"):
        notice(place="Phòng họp 2")


def test_a_number_that_somebody_took_meanwhile_is_taken_anew(notice, monkeypatch):
    """Printing is outside the lock: whoever comes second prints again with the next number."""
    printed = []

    def overtaken(*given):
        prepared = prepare(*given)
        if not printed:
            DocumentRegister.objects.create(kind="notice", year=2026, last=1)
        printed.append(prepared.symbol)
        return prepared

    monkeypatch.setattr(issue_module, "prepare", overtaken)
    document = notice()
    assert printed == ["01/TB-SNV", "02/TB-SNV"]
    assert document.content["letterhead"]["number"] == document.symbol == "02/TB-SNV"


def test_a_file_that_cannot_be_read_back_issues_nothing(issue, ready, monkeypatch):
    monkeypatch.setattr(writing, "read_back", refuse)
    with pytest.raises(writing.NotKept):
        issue()
    assert not IssuedDocument.objects.exists()
    assert not DocumentRegister.objects.exists()
    assert Inspection.objects.get(pk=ready.pk).state == "on_site"


def refuse(path, data):
    raise writing.NotKept(path)


def test_minutes_move_the_inspection_and_set_its_days(minutes, ready):
    now = Inspection.objects.get(pk=ready.pk)
    assert (now.state, now.minuted_at, now.finished_at) == ("minuted", AT, AT + timedelta(hours=2))
    assert [str(day) for day in (now.explain_due_on, now.report_due_on, now.conclude_due_on)] == [
        "2026-11-19",
        "2026-12-04",
        "2026-12-25",
    ]


def test_the_head_of_the_inspected_is_told_and_the_trail_names_the_agency(minutes, cast):
    told = Notification.objects.get(kind="inspection.minutes_issued")
    assert told.recipient == cast.head
    assert "19/11/2026" in told.body
    assert AuditEntry.objects.get(event="inspection.minuted").agency_id == cast.department.pk


def test_minutes_are_issued_once(issue):
    assert issue() == issue(closing=None, seen_version=0)
    assert IssuedDocument.objects.count() == 1


def test_what_was_recorded_after_the_page_was_opened_is_a_conflict(issue, ready):
    with pytest.raises(Conflict, match="vừa ghi nhận thêm"):
        issue(seen_version=ready.version - 1)


def test_without_signatures_and_reading_back_nothing_is_issued(issue):
    with pytest.raises(NotReady) as refusal:
        issue(closing=None)
    assert len(refusal.value.problems) == 3
    assert not IssuedDocument.objects.exists()


def test_a_draft_has_no_minutes(draft, cast):
    with pytest.raises(TransitionRefused):
        issue_minutes(
            inspection=draft, seen_version=draft.version, closing=CLOSING, actor=cast.inspector, at=AT
        )


def test_signatures_drawn_on_the_phone_are_enough(issue, sign, finish):
    sign("team")
    sign("agency")
    finish()
    known = issue(closing=None).facts["inspection"]
    assert [one["way"] for one in known["signatures"]] == ["drawn", "drawn"]
    assert known["finish"]["place"] == "Trụ sở Sở"
    assert known["drift_ms"] == 1500


def test_a_finding_recorded_after_signing_asks_for_a_new_signature(issue, sign, finish, record):
    sign("team")
    sign("agency")
    finish()
    record("TP-02", 10, 9, at=AT + timedelta(minutes=3))
    with pytest.raises(NotReady) as refusal:
        issue(closing=None)
    assert len(refusal.value.problems) == 2
    assert all(": TP-02." in problem for problem in refusal.value.problems)
    sign_on_paper = CLOSING
    assert issue(closing=sign_on_paper).symbol == "01/BB-SNV"


def test_a_refusal_recorded_on_the_phone_is_printed(issue, sign, finish):
    sign("team")
    sign("agency", way="refused", strokes=[], reason="Không đồng ý", witness_name="Lý Thị Mai")
    finish()
    [block] = [one for one in issue(closing=None).content["blocks"] if one["block"] == "signatures"]
    assert "Từ chối ký. Lý do: Không đồng ý. Người làm chứng: Lý Thị Mai." in block["signers"][0]["remark"]


@pytest.mark.parametrize(
    ("state", "word"), [("conflict", "khác nhau chưa chọn"), ("held", "đang chờ bản ghi")]
)
def test_what_phones_left_unsettled_stops_the_minutes(issue, sent, state, word):
    sent("observation", "TP-04", {"n": 10, "k": 7}, state=RecordState(state))
    with pytest.raises(NotReady, match=word):
        issue()


def test_minutes_never_name_a_member_of_staff_who_was_observed(minutes, cast):
    """The builder is given no names but those of the delegations."""
    words = str(minutes.content)
    for user in (cast.officer, cast.colleague):
        assert user.display_name not in words


def test_an_edit_of_the_page_stands_instead_of_the_phones_signature(issue, sign, finish):
    sign("team")
    sign("agency", way="refused", reason="", witness_name="")
    finish()
    given = Signed("agency", "Trần Văn Khởi", "Phó Giám đốc", "paper")
    closing = type(CLOSING)(CLOSING.finish, CLOSING.person, (given,))
    ways = [one["way"] for one in issue(closing=closing).facts["inspection"]["signatures"]]
    assert ways == ["drawn", "paper"]


def test_a_new_style_counts_for_papers_from_then_on(minutes, notice, cast):
    style = {name: getattr(document_style(), name) for name in ("parent", "issuer", "place", "head_post")}
    style |= {
        "issuer": "Thanh tra tỉnh",
        "symbols": {"notice": "TB-TTr"},
        "recipients": {"notice": ["UBND tỉnh;"]},
    }
    restyle(seen_version=0, actor=cast.admin, at=AT, **style)
    later = notice()
    assert (later.symbol, later.content["letterhead"]["issuer"]) == ("01/TB-TTr", "Thanh tra tỉnh")
    assert later.content["recipients"] == ["UBND tỉnh;"]
    assert IssuedDocument.objects.get(pk=minutes.pk).content["letterhead"]["issuer"] == "Sở Nội vụ"
    with pytest.raises(Conflict):
        restyle(seen_version=0, actor=cast.admin, at=AT, **(style | {"place": "Cần Thơ"}))
    assert isinstance(restyle(seen_version=0, actor=cast.admin, at=AT, **style).changed_at, datetime)
