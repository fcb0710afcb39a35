"""CQ-13: late dossiers of the month and their apologies, from the lists and the register of letters."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from evaluations.actions.registers import settle_registers
from evaluations.models import RegisterFact
from evaluations.tests.registers.test_settling import month
from feedback.actions.dossiers.importing import import_dossiers
from feedback.actions.letters.send import hand_letter
from feedback.tests.letters.conftest import NOW, TODAY, Letters, letters, the_present

__all__ = ["letters", "month", "the_present"]

pytestmark = pytest.mark.django_db


def fact(month) -> RegisterFact | None:
    settle_registers(period=month, agencies=None, at=NOW)
    return RegisterFact.objects.filter(period=month, criterion__code="CQ-13").first()


def hand_in(letters: Letters, lines=(), at: datetime = NOW) -> None:
    """The list of the department."""
    import_dossiers(
        batch_id=uuid4(), agency=letters.cast.department, lines=list(lines), actor=letters.cast.head, at=at
    )


def sent(letters: Letters, dossier) -> None:
    letter = letters.issued(letters.apology(dossier))
    hand_letter(letter=letter, sent_on=TODAY, seen_version=2, actor=letters.cast.officer, at=NOW)


def test_who_said_nothing_has_no_figure(month, letters: Letters) -> None:
    assert fact(month) is None


def test_a_list_without_late_dossiers_does_not_apply(month, letters: Letters) -> None:
    hand_in(letters)
    found = fact(month)
    assert (found.n, found.k, found.not_applicable) == (0, 0, True)
    assert found.note == "Không có hồ sơ trễ hẹn trong tháng."


def test_a_list_of_last_month_says_nothing_of_this_one(month, letters: Letters) -> None:
    hand_in(letters, at=datetime.fromisoformat("2026-10-30T03:00:00+00:00"))
    assert fact(month) is None


def test_late_ones_of_the_month_and_the_lawful_of_them(month, letters: Letters) -> None:
    # in time, though handed out late; nothing sent; sent too late; of another month; in time after all
    lawful = letters.dossier(due_on=date(2026, 11, 21))
    sent(letters, lawful)
    letters.dossier(due_on=date(2026, 11, 9))
    late = letters.dossier(due_on=date(2026, 11, 12))
    sent(letters, late)
    letters.dossier(due_on=date(2026, 10, 30))
    letters.dossier(due_on=date(2026, 11, 10), finished_on=date(2026, 11, 10))
    found = fact(month)
    assert (found.k, found.n, found.not_applicable) == (0, 2, False)
    lawful.finished_on = date(2026, 11, 23)
    lawful.save(update_fields=["finished_on"])
    found = fact(month)
    assert (found.k, found.n) == (1, 3)


def test_an_apology_never_sent_counts_for_nothing(month, letters: Letters) -> None:
    dossier = letters.dossier(due_on=date(2026, 11, 21))
    letters.issued(letters.apology(dossier))
    dossier.finished_on = date(2026, 11, 23)
    dossier.save(update_fields=["finished_on"])
    found = fact(month)
    assert (found.k, found.n) == (0, 1)


def test_settling_twice_changes_nothing(month, letters: Letters) -> None:
    letters.dossier(due_on=date(2026, 11, 9))
    assert settle_registers(period=month, agencies=None, at=NOW) == 1
    assert settle_registers(period=month, agencies=None, at=NOW) == 0
