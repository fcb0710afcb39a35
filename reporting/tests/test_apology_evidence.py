"""The late dossiers behind CQ-13: listed with their letters for who may read them, never a name."""

from datetime import date

from evaluations.actions.registers import settle_registers
from evaluations.actions.results import refresh_results
from evaluations.models import Period
from feedback.actions.letters.send import hand_letter
from feedback.tests.letters.conftest import NOW, TODAY, Letters, letters, the_present
from reporting.tests.conftest import signed_in
from reporting.tests.test_case_evidence import month

__all__ = ["letters", "month", "the_present"]


def test_late_dossiers_are_listed_for_who_may_read_letters(letters: Letters, month: Period) -> None:
    late = letters.dossier(code="H61-1", due_on=date(2026, 11, 21))
    letter = letters.issued(letters.apology(late))
    hand_letter(letter=letter, sent_on=TODAY, seen_version=2, actor=letters.cast.officer, at=NOW)
    late.finished_on = date(2026, 11, 23)
    late.save(update_fields=["finished_on"])
    letters.dossier(code="H61-2", due_on=date(2026, 11, 9))
    settle_registers(period=month, agencies=None, at=NOW)
    refresh_results(period=month, agencies=None, at=NOW)
    agency = letters.cast.department.pk
    path = f"/bang-diem/co-quan/{agency}/tieu-chi/CQ-13/register/?ky={month.starts_on:%Y-%m-%d}"
    for user, reads in ((letters.cast.head, True), (letters.cast.admin, True), (letters.cast.leader, False)):
        page = signed_in(user).get(path).content.decode()
        assert "hẹn lại không quá một lần" in page
        assert [words in page for words in ("H61-1", "H61-2", "01/PXL-STP")] == [reads] * 3
        assert "Trần Thị Nộp" not in page
