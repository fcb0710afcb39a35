"""How a shortcoming stands, when a report may be written, and what the drafts say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluations.rules.conclusion import Recorded
from evaluations.rules.follow_up.reply import (
    LABELS,
    Said,
    Standing,
    correction_errors,
    standing_of,
    why_no_report,
)
from evaluations.rules.follow_up.wording import (
    EXPLAINED,
    Words,
    draft_remedy,
    draft_words,
    explained_sentence,
)
from evaluations.rules.observing import Attendance, Entry, Finding

GOOD = Entry("Số quan sát", "Số đạt", tally=("đạt", "chưa đạt"))
BAD = Entry("Số quan sát", "Số vi phạm", tally=("vi phạm", "không vi phạm"), k_is_bad=True)


@pytest.mark.parametrize(
    ("said", "agreed_to_all", "window_open", "standing"),
    [
        (None, False, True, "open"),
        (None, False, False, "uncontested"),
        (None, True, True, "agreed"),
        (None, True, False, "agreed"),
        (Said(agrees=True), False, True, "agreed"),
        (Said(agrees=False), False, True, "waiting"),
        (Said(agrees=False), True, False, "waiting"),
        (Said(agrees=False, verdict="accepted"), False, False, "dropped"),
        (Said(agrees=False, verdict="accepted", corrected=True), False, False, "corrected"),
        (Said(agrees=False, verdict="partly", corrected=True), False, False, "corrected"),
        (Said(agrees=False, verdict="rejected"), False, False, "kept"),
        (Said(agrees=False, verdict="silent"), False, False, "lapsed"),
    ],
)
def test_how_a_shortcoming_stands(said, agreed_to_all, window_open, standing):
    assert standing_of(said, agreed_to_all=agreed_to_all, window_open=window_open) == standing


def test_every_standing_has_words():
    assert set(LABELS) == set(Standing)


@given(st.lists(st.sampled_from(list(Standing))))
def test_a_report_waits_exactly_for_what_may_still_change(standings):
    waits = bool(why_no_report(standings))
    assert waits == (Standing.WAITING in standings or Standing.OPEN in standings)


@given(st.lists(st.sampled_from([standing for standing, _ in EXPLAINED])))
def test_the_sentence_counts_every_shortcoming_once(standings):
    numbers = [int(word) for word in explained_sentence(standings).split() if word.isdigit()]
    assert sum(numbers) == len(standings)


@given(st.integers(1, 60), st.data(), st.booleans())
def test_no_correction_is_harder_on_the_agency(n, data, bad):
    k = data.draw(st.integers(0, n))
    m = data.draw(st.integers(1, 60))
    j = data.draw(st.integers(0, m))
    errors = correction_errors(BAD if bad else GOOD, Finding(n, k), Finding(m, j))
    harder = j * n > k * m if bad else j * n < k * m
    assert bool(errors) == (harder or (m, j) == (n, k))


def test_the_draft_says_only_what_counts():
    counted = [
        Recorded("TP-01", "Trang phục", GOOD, Finding(10, 10)),
        Recorded("TP-04", "Đeo thẻ", GOOD, Finding(10, 8)),
        Recorded("GT-09", "Gọi thử", GOOD, Finding(not_applicable=True, note="Không có máy")),
    ]
    words = draft_words("Sở Tư pháp", Attendance(present=5, sick=1), counted, {"TP-04": 2})
    assert words.strengths.splitlines() == [
        "Có mặt 5/6 người; vắng: 1 nghỉ ốm.",
        "Thực hiện đầy đủ 1/2 tiêu chí được kiểm tra.",
    ]
    assert words.defects == "– TP-04 Đeo thẻ: 8/10 đạt (tái diễn lần 2)."
    assert "Sở Tư pháp" in words.responsibility
    assert draft_remedy(counted[1]) == "Khắc phục nội dung TP-04 “Đeo thẻ” (kết quả kiểm tra: 8/10 đạt)."


def test_without_shortcomings_nobody_is_responsible():
    words = draft_words("Sở Tư pháp", None, [Recorded("TP-01", "Trang phục", GOOD, Finding(10, 10))])
    assert words.defects == "Không có hạn chế phải chấn chỉnh."
    assert words.responsibility == "Không có trách nhiệm phải xem xét."


def test_the_text_of_a_conclusion_leaves_out_empty_parts():
    assert Words("Tốt.", " ", "Tập thể.").text == "Ưu điểm:\nTốt.\n\nTrách nhiệm:\nTập thể."
