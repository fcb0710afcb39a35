"""Imports run one way, and the reader of imports finds those that do not."""

from pathlib import Path

import pytest

from tests.house.imports import imports_of, offences

ROOT = Path(__file__).resolve().parent.parent.parent

BAD = {
    "core/audit.py": "from agencies.models import Agency",
    "core/clock.py": "def now():\n    import reporting.views",
    "agencies/rules/scope.py": "from agencies.models import Agency",
    "agencies/models/agency.py": "from ..actions import move_agency",
    "agencies/access.py": "from . import gather",
    "evaluations/rules/score.py": "from django.db import models",
    "evaluations/actions/close.py": "from evaluations.views.periods import close",
    "evaluations/tasks/results.py": "from evaluations.views import periods",
    "feedback/views.py": "from tests import strict",
    "feedback/models.py": "from evaluations import models",
}
GOOD = {
    "reporting/views.py": "from evaluations.models import Period\nfrom reporting.forms import Filter",
    "agencies/actions/move.py": "from agencies import access\nfrom agencies.models import A\nimport core",
    "agencies/rules/scope.py": "from agencies.enums import Kind\nfrom core.numbers import format_points",
    "vhcv_portal/urls.py": "import core.views, reporting.views",
    "agencies/urls.py": "from agencies import views, api",
    "core/tests/test_x.py": "from reporting import views",
}


def _write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def test_the_portal_imports_one_way() -> None:
    assert offences(ROOT) == []


def test_the_portal_was_really_read() -> None:
    importers = {found.importer.partition(".")[0] for found in imports_of(ROOT)}
    assert {"core", "agencies", "vhcv_portal"} <= importers


@pytest.mark.parametrize("name", BAD)
def test_it_finds_an_import_against_the_direction(name: str, tmp_path: Path) -> None:
    _write(tmp_path, {name: BAD[name]})
    assert len(offences(tmp_path)) == 1


def test_it_lets_the_direction_pass(tmp_path: Path) -> None:
    _write(tmp_path, GOOD)
    assert offences(tmp_path) == []
