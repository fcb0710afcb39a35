"""docs/rulebook.md says what the code does: its clauses, its example, its tables of points and weights."""

import importlib
import re
from decimal import Decimal
from pathlib import Path

import pytest

from core.numbers import format_points
from evaluations.criteria_data import shipped_set
from evaluations.rules.blending import not_applicable_to
from evaluations.rules.gap import gap
from evaluations.rules.inputs import Adjustment, Evidence
from evaluations.rules.inputs import SourceInput as Seen
from evaluations.rules.score import score_agency
from evaluations.rules.set_definition import WEIGHT_COLUMNS
from evaluations.tests.rules.builders import criterion, rules

HOUSE = Path(__file__).resolve().parents[3]
BOOK = (HOUSE / "docs" / "rulebook.md").read_text(encoding="utf-8")
CLAUSES = re.findall(r"^\| (S\d+) \| (.+?) \| (.+?) \|$", BOOK, flags=re.MULTILINE)

D = Decimal
EXAMPLE = rules(
    criterion(0, max_points=D(40), weights={"inspection": 60, "self_assessment": 10, "review": 30}),
    criterion(
        1,
        measure="citizen_mean",
        max_points=D(20),
        weights={"inspection": 40, "citizen": 60},
        citizen_reads="stars",
    ),
    criterion(2, group="B", max_points=D(20), applies_to="counter", not_applicable="redistribute"),
    criterion(3, group="B", max_points=D(20)),
)
MONTH = [
    Seen(0, "inspection", 40, 36),
    Seen(0, "self_assessment", 46, 4370),
    Seen(0, "review", 46, 4140),
    Seen(1, "inspection", 15, 12),
    Seen(1, "citizen", 4, 19),
    Seen(3, "inspection", 21, 17, age=2),
]
FACTS = [
    Adjustment("bonus", D(2), "Mô hình trả kết quả tại nhà"),
    Adjustment("deduction", D("1.5"), "Phản ánh đang xác minh", verified=False),
]


@pytest.fixture(scope="module")
def worked():
    """The agency of the example: no counter, half of its people answered."""
    skipped = not_applicable_to(EXAMPLE, has_counter=False, sector_uniform=False)
    return score_agency(EXAMPLE, MONTH, FACTS, not_applicable=skipped, evidence=Evidence(1, 46, 50, None))


def rows_of(heading):
    """The cells of the table rows under a heading of the rulebook."""
    section = BOOK.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_clause_has_its_functions_and_tests():
    assert [clause for clause, _, _ in CLAUSES] == [f"S{number}" for number in range(1, 17)]


@pytest.mark.parametrize(("clause", "functions", "tests"), CLAUSES, ids=[clause for clause, _, _ in CLAUSES])
def test_what_a_clause_names_exists_and_cites_it(clause, functions, tests):
    for module, name in re.findall(r"`([\w.]+)\.(\w+)`", functions):
        assert hasattr(importlib.import_module(f"evaluations.rules.{module}"), name)
    named = re.findall(r"`(test_\w+)`", tests)
    assert named
    files = [path for name in named for path in HOUSE.glob(f"evaluations/tests/**/{name}.py")]
    cited = "".join(path.read_text(encoding="utf-8") for path in files)
    assert clause in cited


def test_the_worked_example_has_the_points_the_rules_give(worked):
    told = {cells[0]: cells[-1] for cells in rows_of("3. Một ví dụ tính tay")}
    points = [part.points for part in worked.criteria]
    assert [told[code] for code in ("A1", "A2", "B1", "B2")] == [
        "—" if value is None else format_points(value) for value in points
    ]
    groups = [format_points(group.points) for group in worked.groups]
    assert [told["Nhóm A"], told["Nhóm B"]] == groups
    assert told["Điểm thưởng"] == format_points(worked.adjustments[0].points)
    assert told["Điểm trừ"] == format_points(worked.adjustments[1].points)
    assert told["**Tổng**"] == f"**{format_points(worked.total)}**"


def test_the_worked_example_splits_a_criterion_among_its_sources(worked):
    split = " + ".join(format_points(source.points) for source in worked.criteria[0].sources)
    assert f"{split} = {format_points(worked.criteria[0].points)}" in BOOK


def test_the_worked_example_tells_grade_coverage_confidence_and_gap(worked):
    assert (worked.grade, worked.coverage, worked.confidence) == ("good", 1, "A")
    assert "xếp loại **Tốt**, độ phủ **100%**, độ tin cậy **A**" in BOOK
    difference = gap(EXAMPLE, worked.criteria, "inspection")
    assert f"**+{format_points(difference.points)} điểm** (46 phiếu, 40 người quan sát)" in BOOK
    assert (difference.self_n, difference.other_n) == (46, 40)


def test_the_group_table_is_that_of_the_shipped_set():
    groups = shipped_set("qd1847_2018").groups
    told = {cells[0]: cells[-2] for cells in rows_of("5. Bộ 1847: điểm được chọn thế nào")}
    assert {group.code: told[group.code] for group in groups} == {
        group.code: str(group.declared_points) for group in groups
    }


def test_the_weight_table_is_that_of_the_shipped_set():
    told = {tuple(cells[1:]) for cells in rows_of("6. Bộ 1847: trọng số của các nguồn")[1:]}
    used = {
        tuple(str(c.weights.get(source) or "–") for source in WEIGHT_COLUMNS)
        for c in shipped_set("qd1847_2018").criteria
    }
    assert told == used
