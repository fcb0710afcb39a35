"""What citizens reported and was found right stands beside the criterion, as a number."""

from datetime import date

import pytest

from evaluations.gather.assessments.known import known_facts
from evaluations.tests.assessments.conftest import Month
from feedback.tests.cases.making import make_case
from feedback.tests.factories import make_vault


@pytest.mark.parametrize(
    ("verdict", "told"),
    [("verified", True), ("partly", True), ("unfounded", False), ("unclear", False), ("", False)],
)
def test_only_reports_that_were_found_right_are_told(month: Month, verdict: str, told: bool) -> None:
    cast = month.cast
    vault, _key = make_vault("first", cast.home_affairs, cast.custodian)
    day = date(2026, 11, 19) if verdict else None
    words = {"verdict": verdict, "verdict_on": day, "criterion": "GT-04" if verdict else ""}
    make_case(vault, cast.department, released_text="Quát nạt", **words)
    facts = known_facts(month.owed_by(cast.officer), date(2026, 11, 20))
    found = [(one.title, one.codes) for one in facts if one.kind == "case"]
    assert found == ([("Người dân phản ánh, xác minh đúng: 1 vụ", ("GT-04",))] if told else [])
    assert "Quát nạt" not in str(facts)
    strangers = known_facts(month.owed_by(cast.stranger), date(2026, 11, 20))
    assert not [one for one in strangers if one.kind == "case"]
