"""What stands after a load, seen through the portal's own models and rules."""

from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import Count, F, Sum
from django.test import TestCase

from agencies.enums import AgencyKind, Role
from agencies.models import (
    Agency,
    AgencySuccession,
    AgencyVersion,
    Posting,
    Reorganisation,
    RoleGrant,
    StaffMember,
    User,
)
from agencies.province import qualities
from agencies.rules.heirs import heirs
from core.audit_chain import verify
from core.models import Attachment
from core.text import fold
from evaluations.enums import AssessmentState, Grade, Source
from evaluations.gather.assessments.questions import sheet_of
from evaluations.gather.closing.proof import prove_snapshots
from evaluations.models import (
    AgencyResult,
    CriteriaSet,
    Inspection,
    Observation,
    ObservationPhoto,
    Period,
    PeriodSnapshot,
    PeriodSummary,
    RegisterFact,
    Review,
    SelfAssessment,
)
from evaluations.rules.assessments.answers import Applicability
from evaluations.rules.results import unpack
from feedback.models import ComplaintYear, Counter, Rating
from tests.demo.loads import SMALL, run_load
from vhcv_portal.demo.logins import DEMO_PASSWORD, LOGINS

TODAY = date(2026, 11, 22)
OCTOBER = date(2026, 10, 1)


def results(month: date = OCTOBER) -> Any:
    """The results of a month in order of agency."""
    return AgencyResult.objects.filter(period__starts_on=month).order_by("agency__code")


def result_of(code: str, month: date = OCTOBER) -> AgencyResult:
    return results(month).get(agency__code=code)


def totals_of(code: str) -> list[Decimal]:
    """An agency's totals of the full months, oldest first."""
    rows = AgencyResult.objects.filter(agency__code=code, period__starts_on__lte=OCTOBER)
    return list(rows.order_by("period__starts_on").values_list("total", flat=True))


@pytest.mark.once
class ProvinceTests(TestCase):
    """Six hundred people, six months and the running one, loaded once; a test's own writes are taken back."""

    @classmethod
    def setUpTestData(cls) -> None:
        run_load(SMALL)

    def test_the_official_communes_and_the_closed_units_stand(self) -> None:
        now = AgencyVersion.objects.as_of(TODAY)
        assert now.filter(kind__in=(AgencyKind.COMMUNE, AgencyKind.WARD)).count() == 124
        assert now.rated().count() == 159
        closed = AgencyVersion.objects.filter(ends_on__lte=TODAY)
        assert closed.filter(kind=AgencyKind.DISTRICT).count() == 9
        assert closed.filter(level="commune").count() == 106
        assert not Agency.objects.filter(is_demo=False).exists()

    def test_every_closed_agency_has_living_heirs_by_a_numbered_decision(self) -> None:
        links: dict[int, list[int]] = {}
        for old, new in AgencySuccession.objects.order_by("pk").values_list("predecessor_id", "successor_id"):
            links.setdefault(old, []).append(new)
        living = frozenset(AgencyVersion.objects.as_of(TODAY).values_list("agency_id", flat=True))
        closed = AgencyVersion.objects.filter(ends_on__lte=TODAY).values_list("agency_id", flat=True)
        assert len(closed) == 116
        assert all(heirs(agency, links, living) for agency in closed)
        assert Reorganisation.objects.exclude(source="").count() == 3

    def test_names_are_found_without_accents(self) -> None:
        assert AgencyVersion.objects.as_of(TODAY).named("phuong long chau").exists()
        assert AgencyVersion.objects.named("cau ngang").filter(ends_on__isnull=False).exists()
        person = StaffMember.objects.order_by("pk")[100]
        assert person in StaffMember.objects.named(fold(person.full_name))

    def test_overlapping_posts_are_refused(self) -> None:
        post = Posting.objects.filter(kind="regular", ends_on=None).order_by("pk").first()
        assert post is not None
        post.pk, post.starts_on = None, date(2026, 1, 1)
        with pytest.raises(IntegrityError), transaction.atomic():
            post.save(force_insert=True)

    def test_each_login_holds_its_role_and_knows_the_password(self) -> None:
        names = [login.username for login in LOGINS]
        users = {user.username: user for user in User.objects.filter(username__in=names)}
        assert len(users) == len(LOGINS)
        grants = RoleGrant.objects.as_of(TODAY).values_list("user__username", "role")
        for login in LOGINS:
            user = users[login.username]
            assert user.check_password(DEMO_PASSWORD)
            assert user.staff_id is not None
            if login.role:
                assert (login.username, login.role) in grants
            else:
                assert not user.grants.exists()
        assert not User.objects.exclude(username__in=users).exclude(password__startswith="!").exists()

    def test_roles_that_must_be_apart_are_apart(self) -> None:
        several = (
            RoleGrant.objects.filter(role__in=(Role.CUSTODIAN, Role.HOME_AFFAIRS, Role.OPERATOR))
            .values("user")
            .annotate(roles=Count("role"))
        )
        assert [row["roles"] for row in several.order_by("user")] == [1, 1, 1, 1]

    def test_the_logins_are_printed(self) -> None:
        out = StringIO()
        call_command("demo_logins", stdout=out)
        printed = out.getvalue()
        assert DEMO_PASSWORD in printed
        assert all(login.username in printed for login in LOGINS)

    def test_sets_keep_the_contradictions_of_their_source(self) -> None:
        found = {row.code: row for row in CriteriaSet.objects.published().order_by("code")}
        assert set(found) == {"qd1847", "nd335", "tt01"}
        assert found["qd1847"].is_scoring
        assert not found["qd1847"].inconsistencies
        assert found["nd335"].inconsistencies
        assert found["tt01"].inconsistencies

    def test_of_six_full_months_and_the_running_one_the_last_two_are_open(self) -> None:
        months = list(Period.objects.months().order_by("starts_on").values_list("starts_on", "state"))
        states = ["closed"] * 5 + ["open"] * 2
        assert months == [(date(2026, 5 + at, 1), state) for at, state in enumerate(states)]
        assert PeriodSummary.objects.values("period").distinct().count() == 7

    def test_nothing_happens_after_today_nor_outside_its_month(self) -> None:
        assert not Rating.objects.filter(day__gt=TODAY).exists()
        assert not Inspection.objects.filter(concluded_at__date__gt=TODAY).exists()
        assert not SelfAssessment.objects.filter(submitted_at__date__gt=TODAY).exists()
        inside = {"visited_on__gte": F("period__starts_on"), "visited_on__lt": F("period__ends_on")}
        assert Inspection.objects.filter(**inside).count() == Inspection.objects.count() > 0

    def test_ready_logins_have_the_running_month_before_them(self) -> None:
        running = SelfAssessment.objects.filter(period__starts_on=date(2026, 11, 1))
        ready = [login.username for login in LOGINS]
        assert running.exists()
        assert not running.filter(staff__user__username__in=ready).exists()
        assert SelfAssessment.objects.filter(staff__user__username="canbo").exists()

    def test_forms_are_what_the_portal_s_own_form_offers(self) -> None:
        for form in SelfAssessment.objects.order_by("pk")[:400]:
            sheet = sheet_of(form.criteria_set_id, Applicability.from_flags(form.applies))
            assert len(form.scores) == len(sheet.accepted)
            for position, (score, accepted) in enumerate(zip(form.scores, sheet.accepted, strict=True)):
                if accepted is None:
                    assert score is None
                elif score is None:
                    assert form.notes[str(position)]["na"]
                else:
                    assert str(score) in accepted

    def test_forms_say_what_the_posts_of_their_month_make_of_a_person(self) -> None:
        """Flags and unit as evaluations derives them for a form that is opened today."""
        from evaluations.gather.assessments.owed import own_form

        forms = SelfAssessment.objects.filter(period__starts_on=OCTOBER).order_by("pk")[:150]
        for form in forms:
            owed = own_form(form.staff_id, form.period_id, form.agency_id)
            assert owed is not None
            assert (owed.unit_id, owed.applies.flags) == (form.unit_id, form.applies)

    def test_reviews_stand_beside_reviewed_forms_only(self) -> None:
        reviewed = SelfAssessment.objects.filter(state=AssessmentState.REVIEWED)
        assert reviewed.count() == Review.objects.count() > 0
        assert not Review.objects.exclude(assessment__state=AssessmentState.REVIEWED).exists()
        assert not Review.objects.filter(reviewer__staff=F("assessment__staff")).exists()

    def test_counts_in_the_results_are_those_of_the_rows(self) -> None:
        period = Period.objects.get(starts_on=OCTOBER)
        sums = results().aggregate(
            forms=Sum("submitted"), done=Sum("reviewed"), visits=Sum("inspections"), stars=Sum("ratings")
        )
        assert sums == {
            "forms": SelfAssessment.objects.filter(period=period).count(),
            "done": Review.objects.filter(period=period).count(),
            "visits": Inspection.objects.concluded().filter(period=period).count(),
            "stars": Rating.objects.between(period.starts_on, period.ends_on).count(),
        }
        assert PeriodSummary.objects.get(period=period).records == results().aggregate(n=Sum("records"))["n"]

    def test_parts_add_up_to_the_whole_in_every_result(self) -> None:
        for result in AgencyResult.objects.order_by("pk"):
            score = unpack(result.breakdown)
            criteria = [one.cents for one in score.criteria if one.cents is not None and one.state != "bonus"]
            groups = [group.cents for group in score.groups if group.cents is not None]
            assert sum(criteria) == sum(groups) == (score.base_cents or 0)
            for one in score.criteria:
                if one.cents is not None:
                    assert sum(source.cents for source in one.sources) == one.cents
            assert result.total == score.total
            outline = [points for points, _possible in result.groups.values() if points is not None]
            assert sum(outline) == (score.base_cents or 0)

    def test_totals_are_spread_and_ranked(self) -> None:
        totals = [total for total in results().values_list("total", flat=True) if total is not None]
        assert 15 < max(totals) - min(totals) < 50
        ranked = results().filter(comparison_group="commune", rank__isnull=False)
        places = list(ranked.order_by("rank", "agency").values_list("rank", "total"))
        assert len(places) > 100
        assert places[0][0] == 1
        assert [total for _rank, total in places] == sorted((total for _rank, total in places), reverse=True)
        assert len(set(results().values_list("grade", flat=True))) >= 3

    def test_the_inflated_one_has_the_top_gap(self) -> None:
        gaps = results().filter(gap_inspection__isnull=False).order_by("-gap_inspection")
        assert gaps.values_list("agency__code", flat=True)[0] == qualities.INFLATED

    def test_the_silent_one_has_no_total_and_no_rank(self) -> None:
        silent = result_of(qualities.NO_DATA)
        assert (silent.total, silent.rank, silent.grade) == (None, None, Grade.NOT_GRADED)
        assert silent.is_provisional
        assert silent.headcount > 0

    def test_the_knocked_out_one_is_capped_with_its_reason_and_a_picture(self) -> None:
        result = result_of(qualities.KNOCK_OUT)
        score = unpack(result.breakdown)
        assert result.total is not None
        assert result.grade == Grade.COMPLETED
        assert any("DD-07" in reason for reason in score.grade_reasons)
        finding = Observation.objects.get(severity="critical")
        assert finding.photos.count() == 1

    def test_the_best_leads_its_group(self) -> None:
        assert all(result_of(qualities.BEST, date(2026, month, 1)).rank == 1 for month in (8, 9, 10))

    def test_one_rises_and_one_falls(self) -> None:
        rising, falling = totals_of(qualities.IMPROVING), totals_of(qualities.FALLING)
        assert len(rising) == len(falling) == 6
        assert sum(rising[-3:]) - sum(rising[:3]) > 12
        assert sum(falling[:3]) - sum(falling[-3:]) > 12

    def test_every_source_speaks_somewhere(self) -> None:
        spoken = {
            source.source
            for result in results()[:60]
            for one in unpack(result.breakdown).criteria
            for source in one.sources
        }
        assert spoken == set(Source.values)

    def test_pictures_are_kept_as_files(self) -> None:
        photos = ObservationPhoto.objects.select_related("attachment").order_by("pk")
        assert Attachment.objects.filter(pk__in=photos.values("attachment")).count() == photos.count() > 10
        assert photos[0].attachment.caption.startswith("Ảnh minh họa")

    def test_facts_are_verified_and_counters_have_addresses(self) -> None:
        assert RegisterFact.objects.filter(verified_at=None).count() == 0 < RegisterFact.objects.count()
        tokens = list(Counter.objects.order_by("pk").values_list("token", flat=True))
        assert len(set(tokens)) == len(tokens) > 300

    def test_the_complaint_series_ends_in_a_true_zero(self) -> None:
        series = ComplaintYear.objects.filter(agency__code="cu-tra-vinh").order_by("year")
        assert list(series.values_list("year", "count")) == [(2018, 17), (2019, 7), (2020, 1), (2021, 0)]
        assert "Báo Trà Vinh" in series[0].source

    def test_the_audit_chain_holds(self) -> None:
        verdict = verify()
        assert verdict.broken_at is None
        assert verdict.entries > 15

    def test_closed_months_are_proved_and_computed_again_bit_for_bit(self) -> None:
        proof = prove_snapshots()
        assert proof.problems == ()
        assert PeriodSnapshot.objects.count() == Period.objects.filter(state="closed").count() > 3
