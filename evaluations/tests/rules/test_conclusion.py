"""The draft of a conclusion says what was recorded and nothing else."""

import pytest

from evaluations.rules.conclusion import (
    Recorded,
    attendance_sentence,
    draft_conclusion,
    in_words,
    is_shortcoming,
)
from evaluations.rules.observing import Attendance, Entry, Finding

GOOD = Entry("Số quan sát", "Số đạt", tally=("đạt", "chưa đạt"))
BAD = Entry("Số quan sát", "Số vi phạm", tally=("vi phạm", "không vi phạm"), k_is_bad=True)
LEVEL = Entry("", "Mức", fixed_n=2, options=((2, "Đủ hai hình thức"), (1, "Một hình thức")))


@pytest.mark.parametrize(
    ("entry", "finding", "short", "words"),
    [
        (GOOD, Finding(20, 20), False, "20/20 đạt"),
        (GOOD, Finding(20, 18), True, "18/20 đạt"),
        (GOOD, Finding(20, 20, severity="minor"), True, "20/20 đạt"),
        (BAD, Finding(30, 0), False, "0 vi phạm/30 quan sát"),
        (BAD, Finding(30, 2), True, "2 vi phạm/30 quan sát"),
        (LEVEL, Finding(2, 1), True, "một hình thức"),
        (LEVEL, Finding(2, 2), False, "đủ hai hình thức"),
        (GOOD, Finding(not_applicable=True, note="Không có quầy"), False, "không áp dụng"),
    ],
)
def test_a_finding_in_words(entry, finding, short, words):
    assert is_shortcoming(entry, finding) is short
    assert in_words(entry, finding) == words


def test_attendance_names_only_the_absences_there_were():
    sentence = attendance_sentence(Attendance(present=24, sick=1, unexcused=1))
    assert sentence == "Có mặt 24/26 người; vắng: 1 nghỉ ốm, 1 không rõ lý do."
    assert attendance_sentence(Attendance(present=3)) == "Có mặt 3/3 người, không có người vắng."


def test_a_draft_lists_each_shortcoming():
    recorded = [
        Recorded("TP-01", "Ăn mặc gọn gàng", GOOD, Finding(10, 9)),
        Recorded("TP-04", "Đeo thẻ", GOOD, Finding(10, 10)),
        Recorded("TP-05", "Mặc đồng phục", GOOD, Finding(not_applicable=True, note="Không có")),
    ]
    assert draft_conclusion(None, recorded).splitlines() == [
        "Đã ghi nhận 2 tiêu chí, 1 tiêu chí không có thiếu sót.",
        "Nội dung cần chấn chỉnh:",
        "– TP-01 Ăn mặc gọn gàng: 9/10 đạt.",
    ]


def test_nothing_recorded_gives_nothing_to_say():
    assert draft_conclusion(None, []) == ""
