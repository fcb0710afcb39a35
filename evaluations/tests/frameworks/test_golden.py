"""S16: every version of the rules gives back the figures it once gave, bit for bit."""

import json
from pathlib import Path

import pytest

from evaluations.criteria_data import FRAMEWORKS, SHIPPED
from evaluations.rules.closing.canonical import canonical
from evaluations.rules.closing.frozen import FrozenPeriod, rescore
from evaluations.rules.closing.lines import month_from
from evaluations.rules.versions import CURRENT, scorer
from evaluations.tests.golden.make import PERIOD

GOLDEN = sorted((Path(__file__).resolve().parents[1] / "golden").glob("*.json"))
SCORING = {name for name in SHIPPED + FRAMEWORKS if name != "nd335_2025"}


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_frozen_inputs_give_the_golden_figures(path):
    told = json.loads(path.read_text(encoding="utf-8"))
    lines = told["lines"]
    scored = rescore(month_from(FrozenPeriod(*PERIOD), lines["set"], lines["inputs"]), told["version"])
    assert [canonical(one) for one in scored.results.values()] == [canonical(one) for one in lines["result"]]
    assert canonical(scored.summary) == canonical(lines["summary"][0])


def test_every_framework_has_a_golden_file_of_the_current_version():
    assert {path.stem for path in GOLDEN} >= {f"{name}.v{CURRENT}" for name in SCORING}


def test_a_version_nobody_knows_is_refused():
    with pytest.raises(KeyError):
        scorer(CURRENT + 1)
