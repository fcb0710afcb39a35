"""k of n by criterion, as the shipped set of Decision 1847 words it (CQ-01 … CQ-20, how_measured)."""

from dataclasses import replace
from datetime import date

import pytest

from registers.rules.counting import (
    Books,
    Count,
    Office,
    Signed,
    Verified,
    books,
    counts,
    leaders_signed,
    newest_months,
    outdated,
)

ON = date(2026, 9, 30)
OFFICE = Office(
    staff=frozenset({1, 2, 3, 4}), leaders=frozenset({1, 2}), units=frozenset({10, 11}), reorganised_on=None
)


def entry(register: str, day: date, key: str = "", unit: int | None = None, **details: object) -> Verified:
    return Verified(key or f"{register}-{day}", register, day.year, day, unit, details)


def found(
    *entries: Verified, on: date = ON, signed: tuple[Signed, ...] = (), office: Office = OFFICE
) -> Books:
    return books(on, office, entries, signed)


def said(code: str, *entries: Verified, **given: object) -> tuple[int, int] | None:
    """(k, n) of one criterion, None where the books say nothing of it."""
    count = counts(found(*entries, **given)).get(code)  # type: ignore[arg-type]
    return None if count is None else (count.k, count.n)


@pytest.mark.parametrize(
    ("code", "entries", "expected"),
    [
        # CQ-01: on time is whole, late is half; without a set day the plan is due on 31 January
        ("CQ-01", [entry("yearly_plan", date(2026, 1, 31))], (1, 1)),
        ("CQ-01", [entry("yearly_plan", date(2026, 2, 1))], (1, 2)),
        ("CQ-01", [entry("yearly_plan", date(2026, 2, 20), due_on="2026-02-28")], (1, 1)),
        ("CQ-01", [entry("yearly_plan", date(2025, 1, 20))], None),
        ("CQ-01", [entry("yearly_plan", date(2026, 10, 1))], None),
        # CQ-02: kinds in force, of four; two of one kind are one, other ones stand beside each other
        ("CQ-02", [entry("internal_rules", date(2020, 1, 1), rule="office")], (1, 4)),
        (
            "CQ-02",
            [
                entry("internal_rules", date(2026, 1, 1), "a", rule="office"),
                entry("internal_rules", date(2026, 2, 1), "b", rule="office"),
                entry("internal_rules", date(2026, 2, 1), "c", rule="other"),
                entry("internal_rules", date(2026, 2, 1), "d", rule="other"),
            ],
            (3, 4),
        ),
        (
            "CQ-02",
            [entry("internal_rules", date(2026, 1, 1), str(n), rule="other") for n in range(6)],
            (4, 4),
        ),
        ("CQ-02", [entry("internal_rules", date(2020, 1, 1), rule="office", ends_on="2026-09-30")], (0, 4)),
        ("CQ-02", [entry("internal_rules", date(2020, 1, 1), rule="office", ends_on="2026-10-01")], (1, 4)),
        # CQ-03: units with a posted code of their own
        ("CQ-03", [entry("code_of_conduct", date(2026, 1, 1), unit=10, posted=True)], (1, 2)),
        ("CQ-03", [entry("code_of_conduct", date(2026, 1, 1), unit=10, posted=False)], (0, 2)),
        ("CQ-03", [entry("code_of_conduct", date(2026, 1, 1), posted=True)], (0, 2)),
        ("CQ-03", [entry("code_of_conduct", date(2026, 1, 1), unit=99, posted=True)], (0, 2)),
        # CQ-07: launched and made a criterion of emulation
        ("CQ-07", [entry("emulation", date(2026, 2, 1), launched=True, in_criteria=True)], (1, 1)),
        ("CQ-07", [entry("emulation", date(2026, 2, 1), launched=True)], (0, 1)),
        (
            "CQ-07",
            [
                entry("emulation", date(2026, 2, 1), launched=True),
                entry("emulation", date(2026, 3, 1), in_criteria=True),
            ],
            (1, 1),
        ),
        ("CQ-07", [entry("award", date(2026, 2, 1))], None),
        # CQ-08: quarters that are over on 30 September are three
        ("CQ-08", [entry("check_plan", date(2026, 1, 5), q1=1, q2=1, q3=2, q4=5)], (0, 4)),
        (
            "CQ-08",
            [
                entry("check_plan", date(2026, 1, 5), q1=1, q2=0, q3=0, q4=5),
                entry("internal_check", date(2026, 2, 1), "a"),
                entry("internal_check", date(2026, 3, 1), "b"),
            ],
            (1, 1),
        ),
        ("CQ-08", [entry("internal_check", date(2026, 2, 1))], None),
        ("CQ-08", [entry("check_plan", date(2026, 1, 5), q1=0, q2=0, q3=0, q4=5)], None),
        # CQ-12 (TT 01/2018 CS6): the newest look speaks
        ("CQ-12", [entry("publicity", date(2026, 1, 5), posted=True, online=True)], (2, 2)),
        ("CQ-12", [entry("publicity", date(2026, 1, 5), posted=True)], (1, 2)),
        ("CQ-12", [entry("publicity", date(2026, 1, 5))], (0, 2)),
        (
            "CQ-12",
            [
                entry("publicity", date(2026, 1, 5), posted=True, online=True),
                entry("publicity", date(2026, 8, 5), online=True),
            ],
            (1, 2),
        ),
        # CQ-16, CQ-17: the month alone, whenever the figures were drawn
        ("CQ-16", [entry("dossiers", date(2026, 10, 3), month=9, total=40, online=30)], (30, 40)),
        ("CQ-16", [entry("dossiers", date(2026, 9, 3), month=8, total=40, online=30)], None),
        ("CQ-17", [entry("digital_documents", date(2026, 10, 2), month=9, total=90, signed=81)], (81, 90)),
        # CQ-20
        ("CQ-20", [entry("good_practice", date(2025, 4, 1))], (1, 1)),
        ("CQ-20", [entry("good_practice", date(2025, 4, 1), ends_on="2026-01-01")], None),
    ],
)
def test_k_of_n(code: str, entries: list[Verified], expected: tuple[int, int] | None) -> None:
    assert said(code, *entries) == expected


def test_a_set_may_want_another_number_of_rules() -> None:
    """CQ-02 is k of the set's own target."""
    rules = [entry("internal_rules", date(2026, 1, 1), str(n), rule="other") for n in range(5)]
    count = counts(found(*rules))["CQ-02"]
    assert [count.against(wanted)[:2] for wanted in (4, 5, 8, 0)] == [(4, 4), (5, 5), (8, 5), (4, 4)]
    assert Count(2, 1, "").against(8) == Count(2, 1, "")


def test_an_agency_without_entries_has_no_figure() -> None:
    """Missing is not zero (S4)."""
    assert counts(found()) == {}


def test_a_month_without_dossiers_does_not_apply() -> None:
    count = counts(found(entry("dossiers", date(2026, 10, 3), month=9, total=0, online=0)))["CQ-16"]
    assert count.skipped


def test_iso_is_told_beside_the_signed_documents_while_it_is_good() -> None:
    month = entry("digital_documents", date(2026, 10, 2), month=9, total=90, signed=81)
    iso = entry("iso_certificate", date(2024, 1, 1), ends_on="2026-09-30")
    assert "Có ISO" in counts(found(month, iso))["CQ-17"].note
    later = found(month._replace(details={"month": 10, "total": 90, "signed": 81}), iso, on=date(2026, 10, 1))
    assert "Chưa ghi nhận ISO" in counts(later)["CQ-17"].note


class TestAfterAReorganisation:
    """Rules are looked at again after a reorganisation (CQ-02 "rà lại sau sắp xếp")."""

    office = replace(OFFICE, reorganised_on=date(2026, 7, 1))
    old = entry("internal_rules", date(2025, 5, 1), rule="office")
    code = entry("code_of_conduct", date(2025, 5, 1), unit=10, posted=True)

    def test_an_older_rule_is_flagged_and_does_not_count(self) -> None:
        assert said("CQ-02", self.old, office=self.office) == (0, 4)
        assert outdated(found(self.old, self.code, office=self.office)) == [self.old, self.code]

    def test_a_rule_made_since_counts(self) -> None:
        assert said("CQ-02", self.old._replace(day=date(2026, 7, 1)), office=self.office) == (1, 4)

    @pytest.mark.parametrize(
        ("covers", "rules", "codes"),
        [("all", (1, 4), (1, 2)), ("rules", (1, 4), (0, 2)), ("codes", (0, 4), (1, 2))],
    )
    def test_a_review_makes_what_it_covers_count_again(
        self, covers: str, rules: tuple[int, int], codes: tuple[int, int]
    ) -> None:
        review = entry("rule_review", date(2026, 8, 1), covers=covers)
        assert said("CQ-02", self.old, review, office=self.office) == rules
        assert said("CQ-03", self.code, review, office=self.office) == codes

    def test_a_review_before_it_does_not_help(self) -> None:
        review = entry("rule_review", date(2026, 6, 30), covers="all")
        assert said("CQ-02", self.old, review, office=self.office) == (0, 4)


class TestPeople:
    """CQ-04, CQ-05, CQ-06: people at work, each counted once."""

    pledge = entry("pledge", date(2026, 2, 10))

    def test_whoever_signed_both_parts_has_signed(self) -> None:
        signed = (
            Signed(1, "pledge", "both"),
            Signed(2, "pledge", "vices"),
            Signed(3, "pledge", "corruption"),
        )
        assert said("CQ-06", self.pledge, signed=signed) == (1, 4)
        again = (*signed, Signed(2, "pledge", "corruption"))
        assert said("CQ-06", self.pledge, signed=again) == (2, 4)

    def test_leaders_are_counted_apart(self) -> None:
        signed = (Signed(1, "pledge", "both"), Signed(3, "pledge", "both"))
        assert leaders_signed(found(self.pledge, signed=signed)) == (1, 2)

    def test_who_left_is_not_counted(self) -> None:
        assert said("CQ-06", self.pledge, signed=(Signed(99, "pledge", "both"),)) == (0, 4)

    def test_two_sessions_are_one_person_trained(self) -> None:
        one, two = entry("training", date(2026, 3, 1), "a"), entry("training", date(2026, 4, 1), "b")
        signed = (Signed(1, "training"), Signed(1, "training"), Signed(2, "training"))
        assert said("CQ-05", one, two, signed=signed) == (2, 4)

    def test_training_is_not_awareness(self) -> None:
        session = entry("awareness", date(2026, 3, 1), form="meeting")
        assert said("CQ-04", session, signed=(Signed(1, "training"),)) == (0, 4)

    def test_an_office_without_people_has_no_figure(self) -> None:
        assert said("CQ-06", self.pledge, office=Office()) is None


class TestBreaches:
    """CQ-11; one act in one year, that in which its handling fell due (NĐ 233/2026 Điều 14.3 điểm a, b)."""

    breach = entry("breach", date(2026, 6, 10), "b1", due_on="2026-08-10")

    @pytest.mark.parametrize(
        ("handled", "on", "expected"),
        [
            (None, date(2026, 8, 10), None),
            (None, date(2026, 8, 11), (0, 1)),
            (date(2026, 8, 10), date(2026, 8, 31), (1, 1)),
            (date(2026, 8, 11), date(2026, 8, 31), (0, 1)),
            (date(2026, 7, 3), date(2026, 7, 3), (1, 1)),
        ],
    )
    def test_handled_in_time(self, handled: date | None, on: date, expected: tuple[int, int] | None) -> None:
        entries = [self.breach]
        if handled:
            entries.append(entry("breach_handling", handled, breach="b1"))
        count = counts(found(*entries, on=on))["CQ-11"]
        assert (None if count.skipped else (count.k, count.n)) == expected

    @pytest.mark.parametrize(
        ("concluded", "due", "counts_in"),
        [
            (date(2026, 6, 10), "2026-08-10", 2026),
            (date(2026, 12, 20), "2027-01-20", 2027),
            (date(2026, 12, 1), "2026-12-30", 2026),
            # not late on its last day, which is the year's: it would be late in the year that follows
            (date(2026, 12, 1), "2026-12-31", 2027),
        ],
    )
    def test_it_counts_in_one_year_alone(self, concluded: date, due: str, counts_in: int) -> None:
        breach = entry("breach", concluded, "b1", due_on=due)
        told = [(year, said("CQ-11", breach, on=date(year, 12, 31))) for year in (2026, 2027, 2028)]
        assert [year for year, count in told if count is not None] == [counts_in]

    def test_awards_are_told_and_move_nothing(self) -> None:
        handled = entry("breach_handling", date(2026, 7, 3), breach="b1")
        award = entry("award", date(2026, 2, 1))
        count = counts(found(self.breach, handled, award))["CQ-11"]
        assert count == Count(1, 1, count.note)
        assert "1 khen thưởng" in count.note


def test_pages_show_the_newest_month_between_two_reports() -> None:
    months = [entry("dossiers", date(2026, m + 1, 3), month=m, total=10 * m, online=m) for m in (6, 7)]
    assert newest_months(found(*months))["CQ-16"].n == 70
