"""The inspectorate verifies, refuses, annuls: what is proven or was looked at, never of one's own agency."""

from io import BytesIO

import pytest

from core.access import may
from core.models import Notification, OutboxMessage
from core.transitions import TransitionRefused
from registers.actions.files import MOST_AT_ONCE, MOST_FILES, TooManyFiles, add_evidence
from registers.actions.refusals import EntryRefused, NotNow, Stale
from registers.declarations import REGISTERS_CHANGED
from registers.enums import EntryState
from registers.models import EntryFile
from registers.tests.conftest import NOW
from registers.views.pieces import history_of

pytestmark = pytest.mark.django_db


def _changed() -> list[dict]:
    return list(
        OutboxMessage.objects.filter(topic=REGISTERS_CHANGED).order_by("pk").values_list("payload", flat=True)
    )


def test_a_verified_entry_is_handed_on_and_its_author_told(registers) -> None:
    entry = registers.verified("yearly_plan")
    assert (entry.state, entry.decided_by) == (EntryState.VERIFIED, registers.cast.admin)
    assert _changed() == [{"agency": registers.cast.department.pk}]
    told = Notification.objects.get(kind="register_entry.decided")
    assert told.recipient == registers.cast.head
    assert "Đã xác nhận" in told.subject
    assert [one["title"] for one in history_of(entry)] == ["Khai vào sổ", "Xác nhận"]


def test_a_refusal_needs_a_reason_and_changes_no_count(registers) -> None:
    entry = registers.declare("yearly_plan")
    with pytest.raises(EntryRefused, match="lý do"):
        registers.decide(entry, "refuse", reason=" ")
    registers.decide(entry, "refuse", reason="Ảnh không đọc được số văn bản.")
    assert _changed() == []


def test_without_a_file_the_verifier_says_how_it_was_checked(registers, picture) -> None:
    entry = registers.declare("yearly_plan")
    with pytest.raises(EntryRefused) as refused:
        registers.decide(entry, reason="")
    assert set(refused.value.errors) == {"reason"}
    add_evidence(entry=entry, files=[picture()], actor=registers.cast.head, at=NOW)
    assert registers.decide(entry, reason="").state == EntryState.VERIFIED


def test_a_bonus_needs_a_file_whatever_is_said(registers) -> None:
    """CQ-20: each with its evidence."""
    with pytest.raises(EntryRefused, match="cần minh chứng"):
        registers.verified("good_practice")


def test_an_empty_list_is_not_verified(registers) -> None:
    with pytest.raises(EntryRefused, match="còn trống"):
        registers.verified("pledge")
    assert registers.verified("training", people=[registers.cast.officer]).state == EntryState.VERIFIED


def test_what_was_verified_is_annulled_with_a_reason_and_counts_no_more(registers) -> None:
    entry = registers.verified("yearly_plan")
    with pytest.raises(EntryRefused):
        registers.decide(entry, "annul", reason="")
    registers.decide(entry, "annul", reason="Văn bản của năm trước.")
    assert len(_changed()) == 2
    assert registers.declare("yearly_plan").state == EntryState.DECLARED


@pytest.mark.parametrize("move", ["verify", "refuse", "annul"])
def test_a_decision_is_made_once(registers, move) -> None:
    entry = registers.verified("yearly_plan")
    if move == "annul":
        registers.decide(entry, "annul")
    with pytest.raises(TransitionRefused):
        registers.decide(entry, move)


def test_a_decision_on_an_older_version_is_refused(registers) -> None:
    entry = registers.declare("yearly_plan")
    with pytest.raises(Stale):
        registers.decide(entry, seen_version=7)


class TestWhoVerifies:
    def test_home_affairs_and_inspectors(self, registers) -> None:
        entry = registers.declare("yearly_plan")
        cast = registers.cast
        allowed = {
            name
            for name in ("admin", "inspector", "head", "leader", "officer", "other_head", "operator")
            if may(getattr(cast, name), "register.verify", entry)
        }
        assert allowed == {"admin", "inspector"}

    def test_breaches_home_affairs_alone(self, registers) -> None:
        entry = registers.declare("breach", staff=registers.cast.officer.staff_id)
        assert may(registers.cast.admin, "register.verify", entry)
        assert not may(registers.cast.inspector, "register.verify", entry)

    def test_never_ones_own_agency(self, registers) -> None:
        """Both work in Sở Nội vụ: its entries are verified by somebody else."""
        entry = registers.declare("yearly_plan", agency=registers.cast.home_affairs.pk)
        verdict = may(registers.cast.admin, "register.verify", entry)
        assert not verdict
        assert "công tác tại cơ quan này" in verdict.reason

    def test_never_ones_own_entry(self, registers) -> None:
        entry = registers.declare("yearly_plan", actor=registers.cast.admin)
        assert not may(registers.cast.admin, "register.verify", entry)


class TestEvidence:
    def test_a_file_is_kept_once(self, registers, picture) -> None:
        entry = registers.declare("yearly_plan")
        given = {"entry": entry, "actor": registers.cast.head, "at": NOW}
        assert add_evidence(files=[picture("red"), picture("blue"), picture("red")], **given) == 2
        assert add_evidence(files=[picture("red")], **given) == 0
        assert EntryFile.objects.filter(entry=entry).count() == 2

    def test_a_pdf_is_kept_too(self, registers) -> None:
        entry = registers.declare("yearly_plan")
        paper = BytesIO(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
        add_evidence(entry=entry, files=[paper], actor=registers.cast.head, at=NOW)
        assert EntryFile.objects.get().attachment.content_type == "application/pdf"

    def test_a_decision_is_on_what_was_seen(self, registers, picture) -> None:
        entry = registers.declare("yearly_plan")
        add_evidence(entry=entry, files=[picture()], actor=registers.cast.head, at=NOW)
        with pytest.raises(Stale):
            registers.decide(entry, seen_version=1)

    def test_too_many_are_refused_as_a_whole(self, registers, picture) -> None:
        entry = registers.declare("yearly_plan")
        given = {"entry": entry, "actor": registers.cast.head, "at": NOW}
        with pytest.raises(TooManyFiles):
            add_evidence(files=[picture() for _number in range(MOST_AT_ONCE + 1)], **given)
        assert not EntryFile.objects.exists()
        for start in range(0, MOST_FILES, MOST_AT_ONCE):
            shades = range(start, start + MOST_AT_ONCE)
            add_evidence(files=[picture((shade * 20, 0, 0)) for shade in shades], **given)
        with pytest.raises(TooManyFiles):
            add_evidence(files=[picture("white")], **given)

    def test_nothing_is_added_to_what_was_verified(self, registers, picture) -> None:
        entry = registers.verified("yearly_plan")
        with pytest.raises(NotNow):
            add_evidence(entry=entry, files=[picture()], actor=registers.cast.head, at=NOW)
