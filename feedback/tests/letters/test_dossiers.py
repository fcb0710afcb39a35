"""Lists of overdue dossiers: whole or not at all, by file or by a one-stop system; repeats do no harm."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from agencies.tests.cast import Cast
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, OutboxMessage
from feedback.actions.dossiers.finish import DayRefused, finish_dossier
from feedback.actions.dossiers.importing import Imported, ListRefused, import_dossiers
from feedback.api.clients import digest_of
from feedback.api.dossiers import KEPT_BEFORE, NAMES
from feedback.models import DossierBatch, OneStopClient, OverdueDossier
from feedback.rules.dossiers import COLUMNS, DossierReading, read_list, read_records
from feedback.tests.letters.conftest import NOW, TODAY, Letters
from registers.declarations import REGISTERS_CHANGED

BEARER, LOT = "ma-ket-noi-thu", "b1b1b1b1-0000-4000-8000-000000000001"
HEAD = list(COLUMNS.values())
ROW = ["h61-1", "Lý lịch tư pháp", "Trần Thị Nộp", "nop@example.vn", "05/11/2026", "2026-11-24", ""]


def reading(*rows: list[Any], head: list[str] = HEAD) -> DossierReading:
    return read_list([head, *rows], TODAY)


def changed(**cells: str) -> list[str]:
    return [cells.get(name, value) for name, value in zip(COLUMNS, ROW, strict=True)]


class TestReading:
    def test_a_line_is_read_with_its_days(self) -> None:
        (line,) = reading(ROW, ["", "", ""]).lines
        assert (line.row, line.code, line.due_on, line.finished_on) == (2, "H61-1", date(2026, 11, 24), None)

    def test_nothing_below_the_headings_is_a_statement(self) -> None:
        assert reading() == DossierReading((), ())

    @pytest.mark.parametrize(
        ("cells", "place", "words"),
        [
            ({"code": ""}, "A2", "Hãy ghi “Mã hồ sơ”."),
            ({"applicant": ""}, "C2", "Hãy ghi “Người nộp”."),
            ({"applicant": "x" * 161}, "C2", "“Người nộp” dài quá 160 ký tự."),
            (
                {"email": "không phải thư"},
                "D2",
                "Thư điện tử không đúng dạng ten@mien.vn. Để trống nếu không có.",
            ),
            ({"received_on": "31/02/2026"}, "E2", "“31/02/2026” không phải là ngày. Ghi dạng 31/12/2026."),
            ({"received_on": "21/11/2026"}, "E2", "Ngày nhận không được ở sau hôm nay."),
            ({"due_on": ""}, "F2", "Hãy ghi “Ngày hẹn trả”."),
            ({"due_on": "04/11/2026"}, "F2", "Ngày hẹn trả phải sau hoặc bằng ngày nhận."),
            ({"finished_on": "01/11/2026"}, "G2", "Ngày trả không được trước ngày nhận."),
            ({"finished_on": "21/11/2026"}, "G2", "Ngày trả không được ở sau hôm nay."),
        ],
    )
    def test_what_is_wrong_is_named_by_its_cell(self, cells: dict[str, str], place: str, words: str) -> None:
        (problem,) = reading(changed(**cells)).problems
        assert tuple(problem) == (place, words)

    def test_a_code_stands_once(self) -> None:
        (problem,) = reading(ROW, changed(procedure="Khác", code="H61-1")).problems
        assert tuple(problem) == ("A3", "Mã hồ sơ này đã có ở hàng 2.")

    def test_other_headings_are_refused(self) -> None:
        assert reading(ROW, head=["Mã", *HEAD[1:]]).problems[0].cell == "A1"

    def test_records_are_read_alike(self) -> None:
        record = dict(zip(COLUMNS, ROW, strict=True))
        (line,) = read_records([record], TODAY).lines
        assert line[1:] == reading(ROW).lines[0][1:]


@pytest.mark.django_db
class TestKeeping:
    def keep(self, cast: Cast, *rows: list[str], batch: Any = None, actor: Any = None) -> Imported:
        return import_dossiers(
            batch_id=batch or uuid4(),
            agency=cast.department,
            lines=reading(*rows).lines,
            actor=actor or cast.head,
            at=NOW,
        )

    def test_new_changed_and_same_are_counted(self, cast: Cast) -> None:
        assert self.keep(cast, ROW, changed(code="H61-2")) == Imported(2, 0, 0)
        assert self.keep(cast, ROW, changed(code="H61-2", finished_on="20/11/2026")) == Imported(0, 1, 1)
        assert OverdueDossier.objects.get(code="H61-2").finished_on == TODAY
        # a list from before does not take the day back
        assert self.keep(cast, changed(code="H61-2")) == Imported(0, 0, 1)
        assert OutboxMessage.objects.filter(topic=REGISTERS_CHANGED).count() == 3

    def test_the_same_batch_twice_does_nothing(self, cast: Cast) -> None:
        batch = uuid4()
        self.keep(cast, ROW, batch=batch)
        assert self.keep(cast, ROW, batch=batch) == Imported(is_repeat=True)
        with pytest.raises(Conflict):
            self.keep(cast, changed(code="H61-9"), batch=batch)
        assert OverdueDossier.objects.count() == 1

    def test_a_line_that_contradicts_takes_none(self, cast: Cast) -> None:
        self.keep(cast, ROW)
        with pytest.raises(ListRefused) as refusal:
            self.keep(cast, changed(code="H61-2"), changed(due_on="25/11/2026"))
        assert refusal.value.problems[0].cell == "F3"
        assert OverdueDossier.objects.count() == 1
        assert DossierBatch.objects.count() == 1

    def test_no_name_is_in_the_trail_or_the_outbox(self, cast: Cast) -> None:
        self.keep(cast, ROW)
        entry = AuditEntry.objects.get(event="dossiers.imported")
        assert entry.after == {"new": 1, "changed": 0, "same": 0, "source": "csv"}
        assert "Nộp" not in json.dumps(list(OutboxMessage.objects.values_list("payload", flat=True)))

    @pytest.mark.parametrize("who", ["officer", "admin", "stranger", "other_head"])
    def test_only_heads_of_the_agency_hand_lists_in(self, cast: Cast, who: str) -> None:
        with pytest.raises(AccessRefused):
            self.keep(cast, ROW, actor=getattr(cast, who))
        assert self.keep(cast, ROW, actor=cast.unit_head).new == 1

    def test_the_day_of_handing_out(self, cast: Cast, letters: Letters) -> None:
        dossier = letters.dossier()
        for day in (date(2026, 11, 4), date(2026, 11, 21)):
            with pytest.raises(DayRefused):
                finish_dossier(dossier=dossier, finished_on=day, actor=cast.head, at=NOW)
        assert (
            finish_dossier(dossier=dossier, finished_on=TODAY, actor=cast.head, at=NOW).finished_on == TODAY
        )


@pytest.mark.django_db
class TestApi:
    URL = "/api/mot-cua/ho-so-tre-hen/"

    @pytest.fixture
    def one_stop(self, cast: Cast) -> OneStopClient:
        return OneStopClient.objects.create(
            agency=cast.department,
            name="Một cửa điện tử",
            token_digest=digest_of(BEARER),
            made_by=cast.admin,
            made_at=NOW,
        )

    def post(self, body: Any, bearer: str = BEARER) -> Any:
        content = body if isinstance(body, str | bytes) else json.dumps(body)
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        return Client(enforce_csrf_checks=True).post(
            self.URL, content, content_type="application/json", headers=headers
        )

    def sent(self, *records: dict[str, Any], batch: Any = None) -> dict[str, Any]:
        return {"lo": str(batch or uuid4()), "ho_so": list(records)}

    def record(self, **given: Any) -> dict[str, Any]:
        return dict(zip(NAMES, ROW, strict=True)) | given

    def test_a_list_is_kept_and_repeating_it_is_harmless(self, one_stop: OneStopClient) -> None:
        body = self.sent(self.record(), self.record(ma_ho_so="H61-2", ngay_tra="2026-11-20"))
        answer = self.post(body)
        assert (answer.status_code, answer.json()["moi"]) == (200, 2)
        assert OverdueDossier.objects.get(code="H61-2").finished_on == TODAY
        again = self.post(body).json()
        assert (again["message"], again["moi"]) == (KEPT_BEFORE, 0)
        assert DossierBatch.objects.get().client == one_stop
        body["ho_so"].pop()
        assert self.post(body).status_code == 409

    def test_an_empty_list_says_that_nothing_is_late(self, one_stop: OneStopClient) -> None:
        body = self.sent()
        told = {"message": "Đã nhận.", "lo": body["lo"], "moi": 0, "cap_nhat": 0, "nhu_cu": 0}
        assert self.post(body).json() == told

    @pytest.mark.parametrize("bearer", ["", "sai", "x" * 300])
    def test_without_the_token_nothing_is_kept(self, one_stop: OneStopClient, bearer: str) -> None:
        assert self.post(self.sent(self.record()), bearer).status_code == 401
        assert not OverdueDossier.objects.exists()

    @pytest.mark.parametrize(
        ("body", "place"),
        [
            ({"ho_so": []}, "lo"),
            ({"lo": LOT}, "ho_so"),
            ({"lo": LOT, "ho_so": [1]}, "ho_so[0]"),
            ({"lo": LOT, "ho_so": [{"so": "1"}]}, "ho_so[0]"),
            ({"lo": LOT, "ho_so": [{"ma_ho_so": 1}]}, "ho_so[0]"),
            ({"lo": LOT, "ho_so": [{"ma_ho_so": "a\x00b"}]}, "ho_so[0]"),
            ({"lo": LOT, "ho_so": [{"ma_ho_so": "x" * 1_001}]}, "ho_so[0]"),
        ],
    )
    def test_what_is_not_understood_is_named(self, one_stop: OneStopClient, body: Any, place: str) -> None:
        answer = self.post(body)
        assert (answer.status_code, answer.json()["errors"][0]["at"]) == (422, place)

    def test_a_wrong_row_takes_none(self, one_stop: OneStopClient) -> None:
        answer = self.post(self.sent(self.record(), self.record(ma_ho_so="H61-2", ngay_hen_tra="2026-11-01")))
        assert answer.status_code == 422
        assert answer.json()["errors"] == [
            {"at": "ho_so[1].ngay_hen_tra", "message": "Ngày hẹn trả phải sau hoặc bằng ngày nhận."}
        ]
        assert not OverdueDossier.objects.exists()

    def test_what_contradicts_the_portal_takes_none(self, one_stop: OneStopClient) -> None:
        self.post(self.sent(self.record()))
        answer = self.post(self.sent(self.record(ma_ho_so="H61-3"), self.record(ngay_hen_tra="2026-11-25")))
        assert [one["at"] for one in answer.json()["errors"]] == ["ho_so[1].ngay_hen_tra"]
        assert OverdueDossier.objects.count() == 1

    def test_too_many_are_refused(self, one_stop: OneStopClient) -> None:
        assert self.post(self.sent(*({"ma_ho_so": "1"} for _ in range(2_001)))).status_code == 413


@pytest.mark.django_db
class TestPages:
    def upload(self, client: Any, url: str, text: str) -> Any:
        return client.post(url, {"sheet": SimpleUploadedFile("ho-so.csv", text.encode("utf-8-sig"))})

    def test_two_steps_and_the_second_keeps(self, cast: Cast, as_: Any) -> None:
        client = as_(cast.head)
        url = reverse("dossier_import", args=[cast.department.pk])
        answer = self.upload(client, url, f"{','.join(HEAD)}\n{','.join(ROW)}\n")
        assert answer.status_code == 200
        assert not OverdueDossier.objects.exists()
        confirm = {"lines": answer.context["signed"], "form_uuid": str(uuid4())}
        assert client.post(url, confirm).status_code == 302
        assert OverdueDossier.objects.get().code == "H61-1"
        assert client.post(url, confirm).status_code == 302
        assert OverdueDossier.objects.count() == 1

    def test_problems_are_shown_and_nothing_kept(self, cast: Cast, as_: Any) -> None:
        url = reverse("dossier_import", args=[cast.department.pk])
        bad = ",".join(changed(due_on="01/11/2026"))
        answer = self.upload(as_(cast.head), url, f"{','.join(HEAD)}\n{bad}\n")
        assert answer.status_code == 422
        assert "Ngày hẹn trả phải sau hoặc bằng ngày nhận." in answer.content.decode()

    def test_what_was_signed_for_another_is_refused(self, cast: Cast, as_: Any) -> None:
        url = reverse("dossier_import", args=[cast.department.pk])
        answer = self.upload(as_(cast.head), url, f"{','.join(HEAD)}\n{','.join(ROW)}\n")
        confirm = {"lines": answer.context["signed"], "form_uuid": str(uuid4())}
        assert as_(cast.unit_head).post(url, confirm).status_code == 409

    def test_a_file_with_headings_only_is_a_statement(self, cast: Cast, as_: Any) -> None:
        client, url = as_(cast.head), reverse("dossier_import", args=[cast.department.pk])
        answer = self.upload(client, url, f"{','.join(HEAD)}\n")
        assert "Xác nhận không có hồ sơ trễ hẹn" in answer.content.decode()
        client.post(url, {"lines": answer.context["signed"], "form_uuid": str(uuid4())})
        assert DossierBatch.objects.count() == 1

    def test_the_template_reads_back(self, cast: Cast, as_: Any) -> None:
        content = as_(cast.head).get(reverse("dossier_template", args=[cast.department.pk])).content
        text = content.decode("utf-8-sig")
        assert text.splitlines()[0] == ",".join(HEAD)
