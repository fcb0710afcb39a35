"""Entries and indices from Excel through their pages: every problem by its cell, nothing before a yes."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse

from agencies.models import AgencyVersion
from core.documents.sheets import Heading, read_rows, write_template
from registers.models import Entry, ExternalIndex
from registers.rules.catalogue import BY_CODE
from registers.rules.importing import headings

pytestmark = pytest.mark.django_db


def _book(rows) -> bytes:
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for place, value in enumerate(row):
                sheet.write(line, place, value)
    return target.getvalue()


class TestImporting:
    def _file(self, rows, code="dossiers"):
        columns = [one.label for one in headings(BY_CODE[code])]
        file = BytesIO(_book([columns, *rows]))
        file.name = "so.xlsx"
        return file

    def _url(self, registers, slug="ho-so-truc-tuyen"):
        return reverse("entry_import", args=[registers.cast.department.pk, slug])

    def test_two_steps(self, registers, as_) -> None:
        client = as_(registers.cast.head)
        rows = [[2026, "03/10/2026", "", 9, 200, 150], [2026, "03/11/2026", "", 10, 180, 120]]
        read = client.post(self._url(registers), {"sheet": self._file(rows)})
        assert read.status_code == 200
        assert not Entry.objects.exists()
        lines = read.context["signed"]
        form = {"form_uuid": uuid4(), "lines": lines}
        assert client.post(self._url(registers), form).status_code == 302
        assert client.post(self._url(registers), form).status_code == 302
        assert Entry.objects.waiting().count() == 2

    def test_problems_are_listed_by_cell_and_nothing_is_kept(self, registers, as_) -> None:
        rows = [[2026, "03/10/2026", "", 13, 200, 150], [2026, "hôm qua", "", 10, 180, 190]]
        answer = as_(registers.cast.head).post(self._url(registers), {"sheet": self._file(rows)})
        assert answer.status_code == 422
        assert [one.cell for one in answer.context["problems"]] == ["D2", "B3"]

    @pytest.mark.parametrize(("unit", "status"), [("", 422), ("U1", 200), ("U2", 422)])
    def test_a_unit_head_does_not_declare_for_the_whole_agency_by_a_sheet(
        self, registers, as_, unit, status
    ) -> None:
        cast, columns = registers.cast, [one.label for one in headings(BY_CODE["good_practice"])]
        units = {"U1": cast.unit, "U2": cast.other_unit}
        name = AgencyVersion.objects.get(agency=units[unit]).name if unit else ""
        said = {
            "Năm": 2026,
            "Áp dụng từ ngày": "03/03/2026",
            "Tên mô hình, sáng kiến": "Thư cảm ơn",
            "Phòng, bộ phận": name,
            "Cách làm và kết quả": "Gửi thư.",
        }
        file = self._file([[said.get(label, "") for label in columns]], "good_practice")
        answer = as_(cast.unit_head).post(self._url(registers, "mo-hinh-hay"), {"sheet": file})
        assert answer.status_code == status
        assert bool(answer.context["signed"]) == (status == 200)

    @pytest.mark.parametrize("changed", ["lines", "other register", "other person"])
    def test_what_was_not_read_here_is_not_kept(self, registers, as_, changed) -> None:
        client = as_(registers.cast.head)
        rows = [[2026, "03/10/2026", "", 9, 200, 150]]
        lines = client.post(self._url(registers), {"sheet": self._file(rows)}).context["signed"]
        url = self._url(registers)
        if changed == "lines":
            lines = lines[:-4]
        elif changed == "other register":
            url = self._url(registers, "van-ban-ky-so")
        else:
            cast = registers.cast
            url = reverse("entry_import", args=[cast.commune.pk, "ho-so-truc-tuyen"])
            client = as_(cast.other_head)
        assert client.post(url, {"form_uuid": uuid4(), "lines": lines}).status_code == 409
        assert not Entry.objects.exists()

    @pytest.mark.parametrize("content", [b"", b"a,b,c", b"PK\x03\x04 broken"])
    def test_what_is_no_workbook_is_refused(self, registers, as_, content) -> None:
        file = BytesIO(content)
        file.name = "so.xlsx"
        answer = as_(registers.cast.head).post(self._url(registers), {"sheet": file})
        assert answer.status_code == 422

    def test_the_template_reads_back(self, registers, as_) -> None:
        url = reverse("entry_template", args=[registers.cast.department.pk, "tap-huan"])
        content = as_(registers.cast.head).get(url).content
        first = read_rows(content, most_rows=10, most_columns=30)[0]
        assert first == [one.label for one in headings(BY_CODE["training"])]

    def test_what_was_exported_is_the_list(self, registers, as_) -> None:
        registers.verified("dossiers")
        url = reverse("entry_export", args=[registers.cast.department.pk, "ho-so-truc-tuyen"])
        rows = read_rows(as_(registers.cast.head).get(url).content, most_rows=100, most_columns=30)
        cells = {str(cell) for row in rows for cell in row}
        assert {"Tháng 10", "Đã xác nhận", "200.0"} <= cells


def test_codes_come_from_a_sheet(registers, as_) -> None:
    cast, entry = registers.cast, registers.declare("training")
    content = write_template("Mã", [Heading("Mã cán bộ")], [])
    rows = read_rows(content, most_rows=10, most_columns=5)
    assert rows[0][0] == "Mã cán bộ"
    file = BytesIO(_book([["Mã cán bộ"], [cast.officer.staff.code]]))
    file.name = "ds.xlsx"
    client = as_(cast.head)
    assert client.post(reverse("people_sheet", args=[entry.pk]), {"sheet": file}).status_code == 302
    assert entry.people.get().staff == cast.officer.staff


class TestIndices:
    ROW = ("Sở Tư pháp", "PAR INDEX", 2025, "87,43", 100, 3, 14, "15/QĐ-UBND")

    def _file(self, *row):
        from registers.rules.index_sheets import HEADINGS

        file = BytesIO(_book([[label for _name, label in HEADINGS], row]))
        file.name = "chi-so.xlsx"
        return file

    def test_they_are_imported_in_two_steps_and_shown_beside_the_score(self, registers, as_) -> None:
        client, url = as_(registers.cast.admin), reverse("index_import")
        lines = client.post(url, {"sheet": self._file(*self.ROW)}).context["signed"]
        assert client.post(url, {"form_uuid": uuid4(), "lines": lines}).status_code == 302
        assert ExternalIndex.objects.get().rank == 3
        page = client.get(reverse("agency_detail", args=[registers.cast.department.pk])).content.decode()
        assert "87,43/100" in page
        assert "không tính vào điểm" in page

    def test_a_wrong_cell_is_named(self, registers, as_) -> None:
        file = self._file(*self.ROW[:3], "cao", *self.ROW[4:])
        answer = as_(registers.cast.admin).post(reverse("index_import"), {"sheet": file})
        assert [one.cell for one in answer.context["problems"]] == ["D2"]
