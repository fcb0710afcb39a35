"""Planning as pure rules: draws, risk, quarters, notices, lines of a sheet."""

import hashlib
from datetime import date, datetime
from decimal import Decimal

import pytest

from evaluations.rules.planning.draws import commitment_of, draw, is_seed, tickets
from evaluations.rules.planning.importing import HEADINGS, AgencyBook, read_sheet
from evaluations.rules.planning.lines import LineFacts, errors_of
from evaluations.rules.planning.notices import refusal_of
from evaluations.rules.planning.quarters import first_day_after
from evaluations.rules.planning.risk import WEIGHTS, RiskFacts, risk_of

SEED = "ab" * 32
CODES = [f"xa-{number:03d}" for number in range(130)]


class TestDraw:
    """Feature 25: anyone can redo it."""

    def test_it_is_the_order_of_the_digests_of_seed_and_code(self):
        by_hand = sorted(CODES, key=lambda code: hashlib.sha256(f"{SEED}:{code}".encode()).hexdigest())
        assert draw(SEED, CODES, 5) == by_hand[:5]

    def test_the_order_of_the_list_does_not_matter(self):
        assert draw(SEED, reversed(CODES), 7) == draw(SEED, CODES, 7)

    def test_another_seed_draws_others(self):
        assert draw(SEED, CODES, 10) != draw("cd" * 32, CODES, 10)

    def test_a_larger_draw_begins_with_the_smaller(self):
        assert draw(SEED, CODES, 20)[:5] == draw(SEED, CODES, 5)

    @pytest.mark.parametrize("size", [0, -1, 131])
    def test_it_refuses_a_size_that_cannot_be(self, size):
        with pytest.raises(ValueError, match="size"):
            draw(SEED, CODES, size)

    def test_every_code_has_a_like_chance(self):
        firsts = [draw(hashlib.sha256(str(one).encode()).hexdigest(), CODES[:4], 1)[0] for one in range(4000)]
        counts = [firsts.count(code) for code in CODES[:4]]
        assert all(850 < count < 1150 for count in counts)

    def test_the_commitment_is_the_digest_of_the_text(self):
        assert commitment_of(SEED) == hashlib.sha256(SEED.encode()).hexdigest()
        assert len(tickets(SEED, CODES)[0].digest) == 64

    @pytest.mark.parametrize(
        ("text", "good"),
        [(SEED, True), (SEED.upper(), False), ("ab", False), ("zz" * 32, False), ("", False)],
    )
    def test_a_seed_is_64_small_hexadecimal_digits(self, text, good):
        assert is_seed(text) is good


class TestRisk:
    """Feature 26: each point has its reason."""

    @pytest.mark.parametrize(
        ("facts", "points", "words"),
        [
            (RiskFacts(), 30, "Chưa được kiểm tra lần nào"),
            (RiskFacts(months_since=6), 0, ""),
            (RiskFacts(months_since=7), 1, "7 tháng"),
            (RiskFacts(months_since=99), 24, "99 tháng"),
            (RiskFacts(months_since=0, gap_inspection=Decimal("12.30")), 7, "kết quả kiểm tra 12,30 điểm"),
            (RiskFacts(months_since=0, gap_inspection=Decimal("-12.30")), 0, ""),
            (RiskFacts(months_since=0, gap_citizen=Decimal(60)), 20, "người dân đánh giá 60,00 điểm"),
            (RiskFacts(months_since=0, rating_mean=Decimal("2.5"), ratings=5), 12, "2,50/5 (5 lượt)"),
            (RiskFacts(months_since=0, rating_mean=Decimal("1.0"), ratings=4), 0, ""),
            (
                RiskFacts(months_since=0, complaints=3, complaint_year=2026),
                6,
                "3 phản ánh, kiến nghị năm 2026",
            ),
            (RiskFacts(months_since=0, complaints=0, complaint_year=2026), 0, ""),
            (RiskFacts(months_since=0, repeated=("TP-04", "TT-05")), 12, "24 tháng: TP-04, TT-05"),
            (
                RiskFacts(months_since=0, repeated=tuple("ABCDEFGH")),
                24,
                "A, B, C, D, E, F và 2 tiêu chí khác",
            ),
            (RiskFacts(months_since=0, overdue=2), 8, "2 kiến nghị quá hạn"),
            (RiskFacts(months_since=0, cases=2), 6, "2 phản ánh đã xác minh đúng"),
        ],
    )
    def test_a_fact_weighs_what_the_table_says(self, facts, points, words):
        risk = risk_of(facts)
        assert risk.points == points
        assert words in " ".join(reason.text for reason in risk.reasons)

    def test_the_points_are_the_sum_of_the_reasons_heaviest_first(self):
        risk = risk_of(
            RiskFacts(months_since=20, overdue=1, repeated=("A", "B", "C"), gap_citizen=Decimal(9))
        )
        points = [reason.points for reason in risk.reasons]
        assert risk.points == sum(points) == 14 + 4 + 18 + 4
        assert points == sorted(points, reverse=True)

    def test_nothing_weighs_more_than_its_most(self):
        huge = RiskFacts(
            10**6,
            Decimal(100),
            Decimal(100),
            Decimal(1),
            10**6,
            10**6,
            2026,
            tuple(map(str, range(99))),
            10**6,
            10**6,
        )
        most = {reason.points for reason in risk_of(huge).reasons}
        assert most == {weight.most for weight in WEIGHTS.values()}


@pytest.mark.parametrize(
    ("year", "quarter", "day"),
    [(2026, 1, date(2026, 4, 1)), (2026, 3, date(2026, 10, 1)), (2026, 4, date(2027, 1, 1))],
)
def test_a_quarter_ends_before(year, quarter, day):
    assert first_day_after(year, quarter) == day


class TestNotice:
    """TT 56/2025, step 4: within three working days of the decision, never for unannounced visits."""

    USUAL = {
        "mode": "planned",
        "state": "draft",
        "ordered_on": date(2026, 11, 12),
        "visited_on": date(2026, 11, 25),
        "within": 3,
        "today": date(2026, 11, 13),
    }

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({}, ""),
            ({"mode": "thematic"}, ""),
            ({"mode": "follow_up"}, ""),
            ({"mode": "unannounced"}, "đột xuất không gửi thông báo"),
            ({"state": "on_site"}, "đang chuẩn bị"),
            ({"state": "cancelled"}, "đang chuẩn bị"),
            ({"ordered_on": None}, "Chưa ghi quyết định"),
            # Thursday 12 + 3 working days = Tuesday 17
            ({"today": date(2026, 11, 17)}, ""),
            ({"today": date(2026, 11, 18)}, "quá hạn gửi thông báo (17/11/2026"),
            ({"within": 5, "today": date(2026, 11, 18)}, ""),
            ({"visited_on": date(2026, 11, 12)}, "Ngày kiểm tra đã qua"),
        ],
    )
    def test_it_goes_out_only_in_time_and_for_announced_visits(self, changed, words):
        refusal = refusal_of(**(self.USUAL | changed))
        assert (words in refusal) if words else refusal == ""


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (LineFacts(1, 1, "planned"), None),
        (LineFacts(1, 5, "planned"), "quarter"),
        (LineFacts(1, 1, "planned", covers_from=date(2026, 2, 1), covers_to=date(2026, 1, 1)), "covers_to"),
        (LineFacts(1, 1, "planned", covers_from=date(2026, 2, 1)), "covers_to"),
        (LineFacts(1, 1, "planned", covers_to=date(2026, 2, 1)), "covers_from"),
        (LineFacts(1, 1, "planned", topic="x" * 201), "topic"),
    ],
)
def test_a_line_that_cannot_be_is_told_by_field(line, field):
    assert list(errors_of(line)) == ([field] if field else [])


class TestSheet:
    """Import, step one: every problem by the address of its cell."""

    HEAD = [heading for _field, heading in HEADINGS]
    BOOK = AgencyBook(
        {"so-tu-phap": 1, "h61.02": 1},
        {"so tu phap": (1,), "xa tan an": (2, 3), "so noi vu": (4,)},
        frozenset({4}),
    )

    def read(self, *rows):
        return read_sheet([self.HEAD, *rows], self.BOOK)

    def test_a_good_row_is_read_by_code_or_by_folded_name(self):
        days = (datetime(2026, 1, 1), "30/06/2026")  # noqa: DTZ001 - spreadsheets know no zones
        one = self.read(["so-tu-phap", 1.0, "Đột xuất", " Giờ  giấc ", *days, "", "Rủi ro"])
        other = self.read(["SỞ TƯ PHÁP", "Quý II", "chuyên đề", None, None, None, None, None])
        assert one.problems == other.problems == ()
        covered = (date(2026, 1, 1), date(2026, 6, 30))
        assert one.lines == (LineFacts(1, 1, "unannounced", "Giờ giấc", *covered, "", "Rủi ro"),)
        assert other.lines == (LineFacts(1, 2, "thematic"),)

    @pytest.mark.parametrize(
        ("row", "cell", "words"),
        [
            (["", 1, "Đột xuất"], "A2", "Thiếu tên"),
            (["Sở Lạ", 1, "Đột xuất"], "A2", "Sở Lạ"),
            (["Xã Tân An", 1, "Đột xuất"], "A2", "2 cơ quan cùng tên"),
            (["Sở Nội vụ", 1, "Đột xuất"], "A2", "Bạn công tác tại"),
            (["so-tu-phap", 5, "Đột xuất"], "B2", "1, 2, 3 hoặc 4"),
            (["so-tu-phap", 1, "Thanh tra"], "C2", "“Đột xuất”"),
            (["so-tu-phap", 1, "Đột xuất", "", "31/02/2026", "01/03/2026"], "E2", "không phải là ngày"),
            (["so-tu-phap", 1, "Đột xuất", "", "01/03/2026", "01/02/2026"], "F2", "ngày cuối"),
            (["so-tu-phap", 1, "Đột xuất", "x" * 201], "D2", "200 ký tự"),
        ],
    )
    def test_a_bad_cell_is_named(self, row, cell, words):
        reading = self.read(row)
        (problem,) = reading.problems
        assert (problem.cell, words in problem.text) == (cell, True)
        assert reading.lines == ()

    def test_all_problems_are_told_at_once(self):
        reading = self.read(
            ["Sở Lạ", 9, "gì"], [], ["so-tu-phap", 1, "Đột xuất"], ["so-tu-phap", 1, "đột xuất"]
        )
        assert [problem.cell for problem in reading.problems] == ["A2", "B2", "C2", "A5"]
        assert "hàng 4" in reading.problems[-1].text

    def test_other_headings_are_refused_by_cell(self):
        reading = read_sheet([["Cơ quan (mã hoặc tên đầy đủ)", "Quí"]], self.BOOK)
        assert [problem.cell for problem in reading.problems] == ["B1", "C1", "D1", "E1", "F1", "G1", "H1"]

    def test_a_sheet_without_lines_says_so(self):
        assert [problem.cell for problem in self.read().problems] == ["A2"]
        assert [problem.cell for problem in read_sheet([], self.BOOK).problems] == ["A1"]
