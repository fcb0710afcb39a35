"""What happens around the forms of the running month in the demonstration, by the real acts.

In the office where the ready logins work: people on leave, a lent right, a word in answer to a head, an
appeal that waits. For the province: the promised draw of evidence, and the anonymous survey.
"""

from datetime import datetime, timedelta

from agencies.actions.delegate import delegate
from agencies.actions.record_leave import record_leave
from agencies.enums import LEADER_POSITIONS, LeaveKind, PostingKind, Role
from agencies.models import Agency, AgencyVersion, Posting, RoleGrant, StaffMember, User
from agencies.rules.leave import LeaveFacts
from core import clock
from core.dates import working_days_before
from evaluations.actions.assessments.appeal import appeal
from evaluations.actions.assessments.reply import reply_to_review
from evaluations.actions.evidence.commit import commit_draw
from evaluations.actions.survey.open import open_surveys
from evaluations.models import Appeal, Period, Review
from vhcv_portal.demo.living.stories import name_id
from vhcv_portal.demo.logins import LOGINS

EVIDENCE_PERCENT = 5
SURVEY_DAYS = 7
FRESH = 3
"""Working days within which a decision may still be appealed for certain."""


def load_forms(admin: User, at: datetime) -> dict[str, int]:
    """Write what is around the forms of the running month; rows by kind."""
    period = Period.objects.open().months().newest_first()[0]
    today = clock.local_day(at)
    written = {"leaves": 0, "delegations": 0, "appeals": 0}
    head = User.objects.get(username="thutruong")
    grant = (
        RoleGrant.objects.as_of(today).filter(user=head, role=Role.AGENCY_HEAD).select_related("agency")[0]
    )
    written["leaves"] = _leaves(grant.agency, head, at)
    written["delegations"] = _lend(grant.agency, head, at)
    written["appeals"] = _answers(period, at)
    if today < period.ends_on:
        commit_draw(period=period, percent=EVIDENCE_PERCENT, actor=admin, at=at)
        _survey(period, admin, at)
    return written


def _people(agency: Agency, at: datetime) -> list[Posting]:
    """Posts in the office without a ready login, leaders first."""
    today = clock.local_day(at)
    units = AgencyVersion.objects.as_of(today).filter(rated_agency=agency).values("agency")
    posts = Posting.objects.as_of(today).filter(agency__in=units, kind=PostingKind.REGULAR)
    shown = StaffMember.objects.filter(user__username__in=[login.username for login in LOGINS])
    plain = posts.exclude(staff__in=shown).select_related("staff", "staff__user").order_by("pk")
    return sorted(plain, key=lambda post: post.position not in LEADER_POSITIONS)


def _leaves(agency: Agency, head: User, at: datetime) -> int:
    """One on maternity leave since last month, one away for three days."""
    today = clock.local_day(at)
    month = clock.month_start(today)
    absences = (
        (LeaveKind.MATERNITY, month - timedelta(days=20), month + timedelta(days=160)),
        (LeaveKind.ANNUAL, today, today + timedelta(days=3)),
    )
    staff = [post.staff for post in _people(agency, at) if post.position not in LEADER_POSITIONS]
    told = list(zip(staff, absences, strict=False))
    for person, (kind, starts_on, ends_on) in told:
        _leave(person, LeaveFacts(kind.value, starts_on, ends_on), head, at)
    return len(told)


def _leave(person: StaffMember, facts: LeaveFacts, head: User, at: datetime) -> None:
    key = name_id("leave", person.code, facts.kind)
    record_leave(form_id=key, staff=person, facts=facts, actor=head, at=at)


def _lend(agency: Agency, head: User, at: datetime) -> int:
    """The head will be on mission next week; another leader of the office signs."""
    leaders = [post for post in _people(agency, at) if post.position in LEADER_POSITIONS]
    accounts = [post.staff.user for post in leaders if hasattr(post.staff, "user")]
    if not accounts:
        return 0
    starts_on = clock.local_day(at) + timedelta(days=3)
    delegate(
        form_id=name_id("delegation", str(agency.pk)),
        role=Role.AGENCY_HEAD,
        agency=agency,
        receiver=accounts[0],
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=5),
        reason="Đi công tác tại Bộ",
        actor=head,
        at=at,
    )
    return 1


def _answers(period: Period, at: datetime) -> int:
    """A person whose answers were lowered these days says a word and appeals."""
    since = working_days_before(clock.local_day(at), FRESH)
    lowered = Review.objects.filter(period=period, changes__isnull=False, reviewed_at__date__gte=since)
    people = lowered.exclude(assessment__staff__user=None).select_related("assessment__staff__user")
    for review in people.order_by("-reviewed_at", "pk")[:1]:
        form, person = review.assessment, review.assessment.staff.user
        reply_to_review(
            form_id=name_id("reply", str(form.pk)),
            assessment=form,
            text="Tôi đã báo cáo việc này với trưởng phòng từ giữa tháng.",
            actor=person,
            at=at,
        )
        appeal(
            form_id=name_id("appeal", str(form.pk)),
            assessment=form,
            reason="Đề nghị xem lại mức bị hạ: hồ sơ đã được giải quyết đúng hạn, có phiếu hẹn trả kèm theo.",
            actor=person,
            at=at,
        )
    return Appeal.objects.filter(period=period).count()


def _survey(period: Period, admin: User, at: datetime) -> None:
    """Staff say what they think of the leadership, from today for a week."""
    today = clock.local_day(at)
    last = min(today + timedelta(days=SURVEY_DAYS), period.review_due_on)
    open_surveys(period=period, opens_on=today, closes_on=last, actor=admin, at=at)
