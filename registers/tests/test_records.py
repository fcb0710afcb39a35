"""Responsible heads, legal documents, external indices."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.management import call_command

from core.models import AuditEntry, Notification
from registers.actions.heads import Assignment, acknowledge, name_head
from registers.actions.indices import import_indices, record_index
from registers.actions.legal import LegalFacts, record_document
from registers.actions.refusals import AlreadyEntered, EntryRefused, NotNow, Stale
from registers.actions.ship_legal import ship_legal_documents
from registers.gather.heads import head_on, heads_of
from registers.gather.indices import history
from registers.gather.legal import bases, standing_words
from registers.gather.shipped import shipped
from registers.models import ExternalIndex, LegalDocument
from registers.rules.index_sheets import HEADINGS, read_indices
from registers.rules.indices import IndexFacts, index_problems
from registers.tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


class TestHeads:
    def _name(self, registers, user, on=date(2026, 1, 5), **given):
        return name_head(
            form_id=given.get("form_id") or uuid4(),
            agency=registers.cast.department,
            assignment=Assignment(user.staff, "12/QĐ-STP", on),
            actor=registers.cast.admin,
            at=NOW,
        )

    def test_the_named_person_is_told_and_acknowledges_once(self, registers) -> None:
        cast = registers.cast
        named = self._name(registers, cast.head)
        assert Notification.objects.get(kind="responsible_head.named").recipient == cast.head
        with pytest.raises(NotNow):
            acknowledge(assignment=named, actor=cast.admin, at=NOW)
        assert acknowledge(assignment=named, actor=cast.head, at=NOW).acknowledged_at == NOW
        acknowledge(assignment=named, actor=cast.head, at=NOW)
        assert AuditEntry.objects.filter(event="responsible_head.acknowledged").count() == 1

    def test_the_next_one_ends_the_one_before(self, registers) -> None:
        cast = registers.cast
        self._name(registers, cast.head)
        self._name(registers, cast.unit_head, on=date(2026, 9, 1))
        pk = cast.department.pk
        assert head_on(pk, date(2026, 8, 31)).staff == cast.head.staff
        assert head_on(pk, date(2026, 9, 1)).staff == cast.unit_head.staff
        assert [one.ends_on for one in heads_of(pk)] == [None, date(2026, 9, 1)]

    def test_one_named_before_another_is_refused(self, registers) -> None:
        self._name(registers, registers.cast.head, on=date(2026, 5, 1))
        with pytest.raises(EntryRefused, match="01/05/2026"):
            self._name(registers, registers.cast.unit_head, on=date(2026, 4, 1))

    def test_somebody_of_elsewhere_is_refused(self, registers) -> None:
        with pytest.raises(EntryRefused, match="không công tác"):
            self._name(registers, registers.cast.other_head)

    def test_the_same_form_again_is_the_same(self, registers) -> None:
        form_id = uuid4()
        first = self._name(registers, registers.cast.head, form_id=form_id)
        assert self._name(registers, registers.cast.head, form_id=form_id).pk == first.pk


class TestLegalDocuments:
    facts = LegalFacts(
        "61/2018/NĐ-CP",
        "Chính phủ",
        "Cơ chế một cửa",
        date(2018, 4, 23),
        date(2018, 6, 21),
        references=(("CQ-13", "Điều 19.9"), ("CQ-19", "")),
    )

    def _record(self, registers, pk=None, seen=0, **given):
        facts = LegalFacts(**{name: getattr(self.facts, name) for name in self.facts.__slots__} | given)
        return record_document(
            document_id=pk or uuid4(), facts=facts, seen_version=seen, actor=registers.cast.admin, at=NOW
        )

    def test_criteria_name_what_they_rest_on_and_whether_it_holds(self, registers) -> None:
        new = self._record(registers, number="118/2025/NĐ-CP", references=())
        old = self._record(registers)
        (basis,) = bases(["CQ-13"], TODAY)["CQ-13"]
        assert (basis.number, basis.article, basis.in_force) == ("61/2018/NĐ-CP", "Điều 19.9", True)
        self._record(registers, old.pk, 1, expired_on=date(2025, 7, 1), replaced_by=new.pk)
        (basis,) = bases(["CQ-13"], TODAY)["CQ-13"]
        assert (basis.in_force, basis.replaced_by) == (False, "118/2025/NĐ-CP")

    def test_the_same_again_changes_nothing_and_an_old_version_is_refused(self, registers) -> None:
        pk = uuid4()
        self._record(registers, pk)
        assert self._record(registers, pk).version == 1
        with pytest.raises(Stale):
            self._record(registers, pk, title="Khác")
        assert self._record(registers, pk, 1, title="Khác").version == 2

    def test_a_number_stands_once(self, registers) -> None:
        self._record(registers)
        with pytest.raises(AlreadyEntered, match="61/2018"):
            self._record(registers)

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"expired_on": date(2018, 6, 21)}, "expired_on"),
            ({"in_force_on": date(2018, 1, 1)}, "in_force_on"),
        ],
    )
    def test_days_out_of_order_are_refused(self, registers, given, field) -> None:
        with pytest.raises(EntryRefused) as refused:
            self._record(registers, **given)
        assert set(refused.value.errors) == {field}

    @pytest.mark.parametrize(
        ("in_force_on", "expired_on", "kind"),
        [
            (date(2026, 12, 1), None, "info"),
            (TODAY, None, "ok"),
            (date(2018, 1, 1), TODAY, "none"),
            (date(2018, 1, 1), date(2026, 11, 21), "ok"),
        ],
    )
    def test_standing_is_a_matter_of_the_day(self, in_force_on, expired_on, kind) -> None:
        document = LegalDocument(in_force_on=in_force_on, expired_on=expired_on)
        assert standing_words(document, TODAY)[0] == kind

    def test_the_shipped_list_is_added_once_and_changes_are_kept(self, registers, capsys) -> None:
        call_command("load_legal_documents")
        assert not LegalDocument.objects.exists()
        call_command("load_legal_documents", apply=True)
        assert LegalDocument.objects.count() == len(shipped())
        LegalDocument.objects.filter(number="1847/QĐ-TTg").update(title="Đã sửa")
        assert ship_legal_documents(at=NOW) == 0
        assert LegalDocument.objects.get(number="1847/QĐ-TTg").title == "Đã sửa"
        capsys.readouterr()


PAR = {"kind": "par_index", "value": Decimal("87.43"), "scale": Decimal(100), "document": "15/QĐ-UBND"}


class TestIndices:
    def _facts(self, registers, **given) -> IndexFacts:
        return IndexFacts(**{"agency": registers.cast.department.pk, "year": 2025, **PAR, **given})

    def test_ranks_have_a_history(self, registers) -> None:
        for year, rank in ((2024, 5), (2025, 3)):
            facts = self._facts(registers, year=year, rank=rank, ranked_of=14)
            record_index(index_id=uuid4(), facts=facts, actor=registers.cast.admin, at=NOW)
        (one,) = history(registers.cast.department.pk)
        assert [(point.year, point.rank, point.ranked_of) for point in one.points] == [
            (2024, 5, 14),
            (2025, 3, 14),
        ]

    def test_a_year_stands_once_and_is_corrected(self, registers) -> None:
        pk = uuid4()
        record_index(index_id=pk, facts=self._facts(registers), actor=registers.cast.admin, at=NOW)
        with pytest.raises(AlreadyEntered):
            record_index(index_id=uuid4(), facts=self._facts(registers), actor=registers.cast.admin, at=NOW)
        better = self._facts(registers, value=Decimal("88.00"))
        with pytest.raises(Stale):
            record_index(index_id=pk, facts=better, actor=registers.cast.admin, at=NOW)
        record_index(index_id=pk, facts=better, seen_version=1, actor=registers.cast.admin, at=NOW)
        assert ExternalIndex.objects.get().value == Decimal("88.00")

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"value": Decimal("100.01")}, "value"),
            ({"value": Decimal("-1")}, "value"),
            ({"scale": Decimal(0)}, "scale"),
            ({"rank": 3}, "rank"),
            ({"rank": 0, "ranked_of": 14}, "rank"),
            ({"rank": 15, "ranked_of": 14}, "rank"),
            ({"kind": "other"}, "kind"),
            ({"year": 2011}, "year"),
            ({"document": ""}, "document"),
        ],
    )
    def test_what_cannot_be_is_refused(self, registers, given, field) -> None:
        assert set(index_problems(self._facts(registers, **given))) == {field}

    def test_a_sheet_adds_and_corrects(self, registers) -> None:
        rows = [self._facts(registers), self._facts(registers, kind="sipas")]
        assert import_indices(form_id=uuid4(), rows=rows, actor=registers.cast.admin, at=NOW) == 2
        again = [rows[0], self._facts(registers, kind="sipas", value=Decimal("90.00"))]
        assert import_indices(form_id=uuid4(), rows=again, actor=registers.cast.admin, at=NOW) == 1
        assert ExternalIndex.objects.get(kind="sipas").version == 2


AGENCIES = {"so tu phap": (1,), "xa cai nhum": (2, 3)}


def _sheet(*cells: object) -> list:
    return [[label for _name, label in HEADINGS], list(cells)]


def test_a_row_of_the_index_sheet_is_read() -> None:
    reading = read_indices(_sheet("Sở Tư pháp", "PAR INDEX", 2025.0, "87,43", None, 3, 14, "15/QĐ"), AGENCIES)
    assert reading.problems == ()
    assert reading.rows[0] == IndexFacts(
        1, "par_index", 2025, Decimal("87.43"), Decimal("100.00"), "15/QĐ", 3, 14
    )


@pytest.mark.parametrize(
    ("place", "written", "cell"),
    [
        (0, "Sở Lạ", "A2"),
        (0, "Xã Cái Nhum", "A2"),
        (1, "PCI", "B2"),
        (2, "năm ngoái", "C2"),
        (3, "cao", "D2"),
        (3, "187", "D2"),
        (5, None, "F2"),
        (7, "", "H2"),
    ],
)
def test_a_wrong_cell_of_the_index_sheet_is_named(place: int, written: object, cell: str) -> None:
    row: list[object] = ["Sở Tư pháp", "SIPAS", 2025, 87.43, 100, 3, 14, "15/QĐ"]
    row[place] = written
    reading = read_indices(_sheet(*row), AGENCIES)
    assert [one.cell for one in reading.problems] == [cell]
