"""The worked examples of docs/rulebook.md, section 9: the figures of its tables are those the rules give."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import pytest

from evaluations.criteria_data import shipped_set
from evaluations.rules.assessments.answers import Applicability
from evaluations.rules.frameworks.forms import coefficient_of, not_of_post, not_scored_on
from evaluations.rules.frameworks.units import Unit, listed_input, units_input
from evaluations.rules.grades import check_quota
from evaluations.rules.inputs import Adjustment, SourceInput
from evaluations.rules.measures import counts_violations, value_of
from evaluations.rules.observing import Finding, entry_for, errors_of
from evaluations.rules.over_time import mean_over
from evaluations.rules.results import AgencyScore
from evaluations.rules.rounding import half_up
from evaluations.rules.score import score_agency
from evaluations.rules.set_definition import rules_of
from evaluations.rules.set_rules import CriterionRule, SetRules
from evaluations.tests.frameworks.book import marked, number, section, tables

STAFF = rules_of(shipped_set("nd335_2025_diem"))
UNITS = rules_of(shipped_set("nd233_2026"))
DOSSIERS = rules_of(shipped_set("tt01_2018"))
PRODUCTS = rules_of(shipped_set("bieu_tru_25"))
REMEDIED = {"Mọi hạn chế đã được kiểm tra chỉ ra đều được khắc phục": True}
GRADES = {
    "excellent": "Xuất sắc",
    "good": "Tốt",
    "completed": "Đạt",
    "not_completed": "Chưa đạt",
    "fair": "Khá",
    "average": "Trung bình",
}
ABSENT = "Không áp dụng"
D = Decimal


def at(rules: SetRules, code: str) -> int:
    return next(criterion.position for criterion in rules.criteria if criterion.code == code)


def seen(rules: SetRules, code: str, told: tuple[int, int]) -> SourceInput:
    """What the criterion's only source says."""
    criterion = rules.criteria[at(rules, code)]
    return SourceInput(criterion.position, next(iter(criterion.weights)), *told)


def scored(
    rules: SetRules, marks: Mapping[str, str], skipped: Iterable[int] = (), **more: object
) -> AgencyScore:
    """Scored by the marks of a table; "không áp dụng" does not apply."""
    codes = {criterion.code for criterion in rules.criteria}
    told = {code: marked(mark) for code, mark in marks.items() if code in codes}
    inputs = [seen(rules, code, nk) for code, nk in told.items() if nk is not None]
    absent = {at(rules, code): ABSENT for code, nk in told.items() if nk is None}
    return score_agency(
        rules, inputs, not_applicable=absent | dict.fromkeys(skipped, "Không áp dụng"), **more
    )


def full_mark(criterion: CriterionRule) -> str:
    """Nothing missing: every one of what counts good, none of what counts bad."""
    if "review" in criterion.weights:
        return "100%"
    return "0/1" if counts_violations(criterion.measure) else "1/1"


def person(marks: Mapping[str, str], *, leader: bool = False) -> AgencyScore:
    """A form of NĐ 335: what its table does not name has full marks."""
    skipped = not_of_post(STAFF, Applicability(leader=leader))
    asked = [c for c in STAFF.criteria if c.position not in skipped]
    full = {c.code: full_mark(c) for c in asked}
    return scored(STAFF, full | {code: mark for code, mark in marks.items() if code in full}, skipped)


def column(number_: str, name: str = "Được chấm", table: int = 0) -> dict[str, str]:
    """A column of a table by the code in its first cell."""
    rows = tables(number_)[table]
    return {row["Mã"]: row[name] for row in rows if name in row}


def assert_told(rules: SetRules, score: AgencyScore, number_: str, table: int = 0) -> None:
    """Every row of a table has the points, and the points that apply, of its criterion."""
    rows = [row for row in tables(number_)[table] if any(c.code == row["Mã"] for c in rules.criteria)]
    assert rows
    for row in rows:
        part = score.criteria[at(rules, row["Mã"])]
        if part.state != "bonus":
            assert (row["Mã"], number(row["Đóng góp"])) == (row["Mã"], part.points)
            assert number(row.get("Điểm áp dụng", "")) in (None, part.possible)


def test_products_become_the_share_b():
    rows = tables("9.1")[0]
    criterion = STAFF.criteria[at(STAFF, "R.b")]
    kinds = [Unit(0, int(row["Lỗi lớn"]), int(row["Trong đó khách quan"])) for row in rows]
    units = [kind for row, kind in zip(rows, kinds, strict=True) for _ in range(int(row["Số lượng"]))]
    found = units_input(criterion, "register", units)
    assert (found.n, found.k) == (80, sum(int(row["Cộng"]) for row in rows)) == (80, 12)
    for row, kind in zip(rows, kinds, strict=True):
        one = units_input(criterion, "register", [kind])
        assert row["Mất của mỗi sản phẩm"] == f"{one.k}/{one.n}"
    assert value_of(criterion, "register", found.n, found.k) == D("0.85")
    assert "b = 1 − 12/80 = 0,85" in section("9.1")


def test_the_staff_form():
    score = person(column("9.2"))
    assert_told(STAFF, score, "9.2")
    told = column("9.2", "Đóng góp")
    groups = {group.code: group.cents or 0 for group in score.groups}
    assert number(told["Kết quả"]) == D(groups.pop("R")) / 100
    assert number(told["Tiêu chí chung"]) == D(sum(groups.values())) / 100
    assert (number(told["Tổng"]), GRADES[score.grade]) == (score.total, "Tốt")


def test_the_managers_form():
    common = {code: mark for code, mark in column("9.2").items() if not code.startswith("R.")}
    score = person(common | column("9.3"), leader=True)
    assert_told(STAFF, score, "9.3")
    told = column("9.3", "Đóng góp")
    assert (number(told["Kết quả"]), number(told["Tổng"])) == (score.groups[-1].points, score.total)


@pytest.mark.parametrize("leader", [False, True])
def test_a_form_with_full_marks_has_exactly_a_hundred(leader):
    assert person({}, leader=leader).total == 100


def test_a_quarter_is_the_mean_of_three_months():
    months = [person(column("9.4", f"Tháng {month}")) for month in (10, 11, 12)]
    told = [number(column("9.4", f"Tháng {month}")["Tổng"]) for month in (10, 11, 12)]
    assert [month.total for month in months] == told
    whole, without = mean_over(STAFF, months), mean_over(STAFF, [None, *months[1:]])
    rows = tables("9.4")[1]
    assert [number(row["Điểm"]) for row in rows] == [whole.total, without.total]
    assert [row["Xếp loại"] for row in rows] == [GRADES[whole.grade], GRADES[without.grade]]
    assert "Trung bình của 2/3 tháng có điểm." in without.grade_reasons
    assert without.coverage_millionths == 666_667
    assert mean_over(STAFF, [None, None, months[2]]).provisional
    assert "61,01" in section("9.4")
    assert round(sum(told[1:]) / 3, 2) == D("61.01")


def test_a_public_service_unit():
    score = scored(UNITS, column("9.5"), conditions=REMEDIED)
    assert_told(UNITS, score, "9.5")
    assert (number(column("9.5", "Đóng góp")["Tổng"]), GRADES[score.grade]) == (score.total, "Xuất sắc")
    assert sum(reason.startswith("Cần xác nhận") for reason in score.grade_reasons) == 3


def test_a_condition_moves_the_grade_where_the_points_hardly_move():
    for row in tables("9.5")[1]:
        score = scored(UNITS, column("9.5") | {"B1": row["B1"]}, conditions=REMEDIED)
        assert (score.total, GRADES[score.grade]) == (number(row["Tổng"]), row["Xếp loại"])


def test_the_quota_counts_those_moved_down():
    check = check_quota(UNITS.quotas[0], excellent=3, good=7, everyone=10)
    assert (check.allowed, check.denominator, check.exceeded) == (1, 7, True)
    assert check_quota(UNITS.quotas[0], excellent=1, good=2, everyone=3).allowed == 1


def dossiers(person_: str = "") -> list[SourceInput]:
    """CS1–4 and CS7 over the dossiers of the table, of one person or of all."""
    rows = [row for row in tables("9.6")[0] if person_ in ("", row["Người"])]
    return [
        units_input(DOSSIERS.criteria[at(DOSSIERS, code)], "register", [Unit(int(row[code])) for row in rows])
        for code in ("CS1", "CS2", "CS3", "CS4", "CS7")
    ]


def of_agency() -> list[SourceInput]:
    told = {row["Chỉ số"]: number(row["Cơ quan"]) for row in tables("9.6")[1]}
    codes = [code for code in ("CS5", "CS6", "CS8", "CS9") if told[code] is not None]
    return [seen(DOSSIERS, code, (2, int(told[code]))) for code in codes]


def assert_indicators(score: AgencyScore, name: str) -> None:
    for row in tables("9.6")[1][:-1]:
        part = score.criteria[at(DOSSIERS, row["Chỉ số"])]
        assert (row["Chỉ số"], number(row[name])) == (row["Chỉ số"], part.points)
    assert number(tables("9.6")[1][-1][name]) == score.total


@pytest.mark.parametrize(("name", "words"), [("A", "từ 70% đến dưới 100%"), ("B", "100%")])
def test_dossiers_become_a_persons_points(name, words):
    score = score_agency(DOSSIERS, dossiers(name), not_applicable=not_scored_on(DOSSIERS, "dossier"))
    assert_indicators(score, f"Người {name}")
    share = coefficient_of(DOSSIERS, "dossier", score.total_cents)
    assert words in share.label
    assert f"**{words}**" in section("9.6")


def test_persons_become_an_agency_and_what_is_missing_is_not_rescaled():
    score = score_agency(DOSSIERS, [*dossiers(), *of_agency()])
    assert_indicators(score, "Cơ quan")
    assert (GRADES[score.grade], score.criteria[at(DOSSIERS, "CS8")].points) == ("Khá", None)
    assert "11,93" in section("9.6")
    assert half_up(score.total * 18 / 16) == D("11.93")


def test_a_field_has_its_own_dossiers_and_the_agencys_own_indicators():
    for row, name in zip(tables("9.6")[2], "AB", strict=True):
        score = score_agency(DOSSIERS, [*dossiers(name), *of_agency()])
        assert (score.total, GRADES[score.grade]) == (number(row["Điểm"]), row["Xếp loại"])


def test_a_list_of_deductions_never_takes_a_group_below_zero():
    cases = {row["Việc đã xác minh"]: int(row["Số vụ"]) for row in tables("9.7")[0]}
    found = listed_input(PRODUCTS.criteria[at(PRODUCTS, "KL-1")], "inspection", cases)
    taken = sum(number(row["Cộng"]) for row in tables("9.7")[0])
    assert (taken, found.k) == (D("23.5"), 40)
    assert column("9.7", table=1)["KL-1"] == f"{found.k}/{found.n}"


def test_an_inspector_can_record_every_figure_of_the_form():
    marks = column("9.7", table=1)
    for criterion in PRODUCTS.criteria:
        told = marked(marks.get(criterion.code, ""))
        if told and "inspection" in criterion.weights:
            assert errors_of(entry_for(criterion), Finding(*told)) == {}, criterion.code
    codes = {criterion.code for criterion in PRODUCTS.criteria if "inspection" in criterion.weights}
    assert codes == {criterion.code for criterion in PRODUCTS.criteria} - {"TD-1"}


def test_the_form_of_25_per_cent_with_its_caps():
    marks = column("9.7", table=1)
    lines = [Adjustment("bonus", D(1), f"Khen thưởng {at_}") for at_ in range(3)]
    lines.append(Adjustment("deduction", D(5), "Kỷ luật"))
    score = scored(PRODUCTS, marks | {"T-1": marks["Điểm thưởng"]}, adjustments=lines)
    assert_told(PRODUCTS, score, "9.7", 1)
    told = {code: number(points) for code, points in column("9.7", "Đóng góp", 1).items()}
    granted = {line.reason.split()[-1]: line.points for line in score.adjustments}
    assert told["Điểm thưởng"] == granted.pop("T-1")
    assert told["Kỷ luật"] == granted.pop("luật") == -5
    assert told["Khen thưởng"] == sum(granted.values())
    assert (told["Cộng"], told["Tổng"]) == (score.base, score.total)
    assert (GRADES[score.grade], str(score.exact)[:9]) == ("Đạt", "69.591666")


def test_above_ninety_is_not_ninety():
    perfect = {c.code: full_mark(c) for c in PRODUCTS.criteria if not c.is_bonus} | {"TD-1": "25/5"}
    lines = [Adjustment("deduction", points, "Vi phạm") for points in (D(10), D("9.99"))]
    grades = [scored(PRODUCTS, perfect, adjustments=[line]) for line in lines]
    assert [(str(one.total), one.grade) for one in grades] == [("90.00", "good"), ("90.01", "excellent")]
