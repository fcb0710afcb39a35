"""Loading again, after a break, later, and where it must not be."""

from collections import Counter
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from agencies.models import Agency
from agencies.province.months import month_of_behaviour
from core.models import AuditEntry, JobRun
from evaluations.models import Inspection, Period, RegisterFact, Review, SelfAssessment
from feedback.models import Rating
from tests.demo.loads import NOW, TINY, run_load
from vhcv_portal.demo import load as loading
from vhcv_portal.demo.keys import row_id
from vhcv_portal.demo.living.counters import NAME
from vhcv_portal.demo.load import NotEmpty
from vhcv_portal.demo.progress import Progress

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
LATER = datetime(2026, 12, 20, 3, 0, tzinfo=UTC)
BEHAVIOUR = (SelfAssessment, Review, Inspection, Rating, RegisterFact)


def _generated(period):  # type: ignore[no-untyped-def]
    """The month's ratings of the made-up province: no paper slips, and not the counter added to it."""
    month = Rating.objects.between(period.starts_on, period.ends_on)
    return month.filter(slips=None).exclude(counter__name=NAME)


def rows() -> Counter[str]:
    """How many rows every table of the portal has."""
    models = (model for app in ("core", "agencies", "feedback", "evaluations") for model in _models(app))
    return Counter({model._meta.label: model.objects.count() for model in models})


def _models(app: str) -> Any:
    return apps.get_app_config(app).get_models()


def ids() -> set[str]:
    """The ids of everything that happened, but for inspections' parts."""
    return {
        f"{model._meta.label}:{pk}"
        for model in BEHAVIOUR
        for pk in model.objects.values_list("pk", flat=True)
    }


@pytest.mark.django_db
def test_a_second_run_changes_nothing() -> None:
    first = run_load(TINY)
    before = rows()
    second = run_load(TINY)
    assert first.is_new
    assert first.months == (OCTOBER, NOVEMBER)
    assert (second.is_new, second.months, second.skipped, second.rows) == (False, (), 2, {})
    assert rows() == before


@pytest.mark.django_db
def test_a_load_that_broke_off_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(loading, "load_month", _breaks_in(NOVEMBER, loading.load_month))
        with pytest.raises(OSError, match="power"):
            run_load(TINY)
    assert Period.objects.get().starts_on == OCTOBER
    assert JobRun.objects.filter(state=JobRun.State.FAILED).count() == 1
    resumed = run_load(TINY)
    assert (resumed.is_new, resumed.months) == (False, (NOVEMBER,))
    assert SelfAssessment.objects.filter(period__starts_on=NOVEMBER).exists()


def _breaks_in(month: date, load_month: Any) -> Any:
    def breaking(plan: Any, begun: date, *args: Any, **options: Any) -> Any:
        if begun == month:
            raise OSError("the power went")
        return load_month(plan, begun, *args, **options)

    return breaking


@pytest.mark.django_db
def test_a_month_that_breaks_leaves_no_row_and_no_picture(
    monkeypatch: pytest.MonkeyPatch, media_folder: Path
) -> None:
    def refuse(**_options: Any) -> None:
        raise OSError("the power went")

    before = set(media_folder.rglob("*.jpg"))
    monkeypatch.setattr("vhcv_portal.demo.month.refresh_results", refuse)
    with pytest.raises(OSError, match="power"):
        run_load(TINY)
    assert not ids()
    assert set(media_folder.rglob("*.jpg")) == before


@pytest.mark.django_db
def test_months_are_appended_the_running_one_completed_and_what_people_wrote_left_alone() -> None:
    run_load(TINY)
    period = Period.objects.get(starts_on=NOVEMBER)
    forms = SelfAssessment.objects.filter(period=period)
    own, *waiting = forms.filter(review=None).order_by("pk").values_list("pk", flat=True)
    forms.filter(pk=own).update(state="draft", version=7)
    before = ids()
    appended = run_load(TINY, append=True, at=LATER)
    assert appended.months == (NOVEMBER, date(2026, 12, 1))
    assert before < ids()
    assert forms.filter(pk=own, state="draft", version=7, review=None).exists()
    assert forms.filter(pk__in=waiting, state="done").exists()
    whole = list(month_of_behaviour(TINY.plan(), NOVEMBER, due=period.self_due_on))
    reviews = [form.review for month in whole for form in month.assessments]
    assert forms.count() == len(reviews)
    assert sum(review is not None for review in reviews) - forms.exclude(review=None).count() in (0, 1)
    ratings = _generated(period)
    assert ratings.count() == sum(len(month.ratings) for month in whole)
    assert run_load(TINY, append=True, at=LATER).months == ()


@pytest.mark.django_db
def test_it_refuses_a_database_with_real_agencies() -> None:
    Agency.objects.create(code="so-that")
    with pytest.raises(NotEmpty, match="cơ quan thật"):
        run_load(TINY)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["load_province", "demo_logins"])
def test_an_installation_that_is_no_demonstration_refuses(name: str, settings: Any) -> None:
    words = ["vinh-long"] if name == "load_province" else []
    for change in ({"PORTAL_DEMO": False}, {"PORTAL_DEMO": True, "PORTAL_MODE": "production"}):
        for key, value in change.items():
            setattr(settings, key, value)
        with pytest.raises(CommandError, match="PORTAL_DEMO"):
            call_command(name, *words)
    assert not Agency.objects.exists()


@pytest.mark.django_db
def test_logins_without_a_province_say_what_to_do() -> None:
    with pytest.raises(CommandError, match="load_province"):
        call_command("demo_logins")


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_refuses_nonsense(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError, match="Cần ít nhất"):
        call_command("load_province", "vinh-long", "--staff", "20")
    call_command("load_province", "vinh-long", "--staff", "500", "--months", "1")
    call_command("load_province", "vinh-long", "--staff", "700", "--months", "1")
    printed = capsys.readouterr().out
    assert "phiếu tự đánh giá" in printed
    assert "MiB" in printed
    assert "không nạp gì thêm" in printed
    assert "Tỉnh đang có 500 người" in printed
    assert "thutruong" in printed


def test_progress_is_told_in_lines_and_to_the_waiting_page(settings: Any, tmp_path: Path) -> None:
    settings.PORTAL_LOADING_FILE = tmp_path / "loading"
    settings.PORTAL_LOADING_FILE.write_text("0\tBắt đầu", encoding="utf-8")
    out = StringIO()
    progress = Progress(out)
    progress.expect(4)
    progress.advance()
    progress.begin("Nạp tháng 10/2026")
    assert settings.PORTAL_LOADING_FILE.read_text(encoding="utf-8") == "25\tNạp tháng 10/2026"
    settings.PORTAL_LOADING_FILE.unlink()
    progress.finish("Xong")
    assert not settings.PORTAL_LOADING_FILE.exists()
    assert out.getvalue() == "[ 25 %] Nạp tháng 10/2026\n[100 %] Xong\n"


def test_progress_is_a_bar_on_a_terminal() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    progress = Progress(out)
    progress.expect(2)
    progress.advance()
    progress.begin("Nạp")
    progress.say("Một câu")
    assert "█░"[0] * 14 in out.getvalue()
    assert out.getvalue().endswith("Một câu\n")


def test_ids_are_the_same_for_the_same_row_and_sorted_by_month() -> None:
    october, november = 2026 * 12 + 10, 2026 * 12 + 11
    assert row_id(october, "form", 1, "VL000001") == row_id(october, "form", 1, "VL000001")
    assert row_id(october, "form", 1, "VL000001") != row_id(october, "form", 11, "VL000001")
    assert len(row_id(october, "x")) == 32
    assert row_id(october, "zzz") < row_id(november, "aaa")


def test_now_is_the_day_the_small_province_was_laid_out() -> None:
    assert NOW.date() == TINY.today
