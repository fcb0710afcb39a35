"""One inspection of the demonstration brought along its procedure by the acts that people take."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from agencies.enums import Role
from agencies.models import Agency, RoleGrant, User
from core import clock
from core.dates import add_working_days, working_days_before
from evaluations.access.inspections import own_agencies
from evaluations.actions.documents.minutes import Closing, issue_minutes
from evaluations.actions.follow_up.answer import answer_recommendation
from evaluations.actions.follow_up.explain import agree_to_all, explain_finding
from evaluations.actions.follow_up.report import report_inspection
from evaluations.actions.inspections import (
    check_in,
    conclude_inspection,
    create_inspection,
    record_headcount,
    record_observation,
)
from evaluations.actions.planning.record_order import OrderFacts, record_order
from evaluations.actions.planning.send_notice import send_notice
from evaluations.enums import InspectionMode, InspectionState
from evaluations.gather.inspections import agency_standing, inspected_rules, set_of
from evaluations.models import Criterion, Inspection, Recommendation
from evaluations.rules.documents.facts import Finish, Person, Signed
from evaluations.rules.follow_up.remedy import Wanted
from evaluations.rules.follow_up.wording import Words
from vhcv_portal.demo.living.stories import (
    ATTENDANCE,
    DIRECTOR,
    SEEN,
    STORIES,
    TOPIC,
    Story,
    moment,
    name_id,
)

Step = Callable[[Inspection, User, User, date], None]


def tell(story: Story, at: datetime) -> Inspection | None:
    """Bring one inspection to where its story ends; None where office, head or team are lacking."""
    agency = Agency.objects.filter(code=story.agency).first()
    head = _head_of(agency, at) if agency else None
    team = _team_for(agency, at) if agency else []
    if agency is None or head is None or not team:
        return None
    tomorrow = clock.local_day(at) + timedelta(days=1)
    day = working_days_before(tomorrow, story.days_ago + 1)
    first = Inspection.objects.filter(pk=name_id(story.follows)).first() if story.follows else None
    inspection = create_inspection(
        form_id=name_id(story.key),
        agency=agency,
        visited_on=day,
        mode=story.mode,
        order_number=f"{STORIES.index(story) + 101}/QĐ-SNV",
        members=team[1:],
        topic=TOPIC,
        follows=first,
        actor=team[0],
        at=moment(working_days_before(day, 4), 8),
    )
    _prepare(story, inspection, day)
    for step in _steps(story):
        step(Inspection.objects.get(pk=inspection.pk), team[0], head, day)
    return inspection


def _team_for(agency: Agency, at: datetime) -> list[User]:
    """The ready inspector first, where they may, and two more who never worked there."""
    grants = RoleGrant.objects.as_of(clock.local_day(at)).filter(role=Role.INSPECTOR)
    inspectors = User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk")
    free = [user for user in inspectors if agency.pk not in own_agencies(user)]
    return sorted(free, key=lambda user: user.username != "kiemtra")[:3]


def _head_of(agency: Agency, at: datetime) -> User | None:
    grants = RoleGrant.objects.as_of(clock.local_day(at)).filter(role=Role.AGENCY_HEAD, agency=agency)
    return User.objects.filter(pk__in=grants.values("user"), is_active=True).order_by("pk").first()


def _prepare(story: Story, inspection: Inspection, day: date) -> None:
    """The decision, and the notice of an announced visit."""
    leader = inspection.created_by
    at = moment(working_days_before(day, 4), 9)
    facts = OrderFacts(
        number=inspection.order_number,
        issued_on=clock.local_day(at),
        signer=DIRECTOR[0],
        signer_post=DIRECTOR[1],
        bases="Quyết định số 1847/QĐ-TTg ngày 27/12/2018 của Thủ tướng Chính phủ",
        covers_from=date(day.year, 1, 1),
        covers_to=day,
        duration_days=2,
    )
    record_order(inspection=inspection, facts=facts, seen_version=inspection.version, actor=leader, at=at)
    if story.mode in (InspectionMode.PLANNED, InspectionMode.FOLLOW_UP):
        send_notice(
            inspection=Inspection.objects.get(pk=inspection.pk),
            signer=DIRECTOR[0],
            signer_post=DIRECTOR[1],
            actor=leader,
            at=moment(working_days_before(day, 3), 9),
        )


def _steps(story: Story) -> Iterator[Step]:
    """The acts of the story in order."""
    order = (
        (InspectionState.ON_SITE, (_visit,)),
        (InspectionState.MINUTED, (_minutes,)),
        (InspectionState.REPORTED, (_agree, _report)),
        (InspectionState.CONCLUDED, (_conclude, _remedy)),
    )
    if story.until == InspectionState.DRAFT:
        return
    for state, steps in order:
        yield from steps
        if state == story.until:
            break
    if story.key == "bien-ban":
        yield _explain


def _visit(inspection: Inspection, leader: User, head: User, day: date) -> None:
    at = moment(day, 7, 30)
    inspection = check_in(inspection=inspection, visited_on=day, actor=leader, at=at)
    record_headcount(
        inspection=inspection,
        attendance=ATTENDANCE,
        counted_at=at,
        base="",
        actor=leader,
        at=moment(day, 7, 40),
    )
    standing = agency_standing(inspection)
    loaded = set_of(inspection, standing)
    looked_at = {rule.code for rule in inspected_rules(loaded, standing)}
    for minutes, code in enumerate(sorted(looked_at & set(SEEN)), 45):
        record_observation(
            inspection=inspection,
            criterion=Criterion.objects.get(criteria_set=loaded.set_id, code=code),
            form_id=name_id(str(inspection.pk), code),
            finding=SEEN[code],
            base="",
            actor=leader,
            at=moment(day, 7, minutes),
        )


def _minutes(inspection: Inspection, leader: User, head: User, day: date) -> None:
    at = moment(day, 11)
    issue_minutes(
        inspection=inspection,
        seen_version=inspection.version,
        closing=Closing(
            finish=Finish(ended_at=moment(day, 10, 30), place="Trụ sở cơ quan", read_back=True),
            person=Person(head.display_name, "Giám đốc"),
            signatures=(
                Signed("team", leader.display_name, "Trưởng đoàn", "paper", at),
                Signed("agency", head.display_name, "Giám đốc", "paper", at),
            ),
        ),
        actor=leader,
        at=at,
    )


def _explain(inspection: Inspection, leader: User, head: User, day: date) -> None:
    explain_finding(
        inspection=inspection,
        criterion=inspection.observations.get(criterion__code="TP-04").criterion,
        form_id=name_id(str(inspection.pk), "giai-trinh"),
        agrees=False,
        text="Hai trong ba người vừa chuyển đến ngày hôm trước, đang làm thẻ; xin gửi phiếu đề nghị cấp thẻ.",
        actor=head,
        at=moment(add_working_days(day, 1), 15),
    )


def _agree(inspection: Inspection, leader: User, head: User, day: date) -> None:
    agree_to_all(
        inspection=inspection, form_id=name_id(str(inspection.pk), "nhat-tri"), actor=head, at=moment(day, 15)
    )


def _report(inspection: Inspection, leader: User, head: User, day: date) -> None:
    report_inspection(
        inspection=inspection,
        assessment="Cơ quan cơ bản chấp hành; còn một số thiếu sót về đeo thẻ và giao tiếp qua điện thoại.",
        proposals="Kiến nghị cơ quan chấn chỉnh trong 15 ngày làm việc.",
        signer=leader.display_name,
        signer_post="Trưởng đoàn",
        seen_version=inspection.version,
        actor=leader,
        at=moment(add_working_days(day, 3), 14),
    )


def _conclude(inspection: Inspection, leader: User, head: User, day: date) -> None:
    at = moment(add_working_days(day, 8), 9)
    due = clock.local_day(at) + timedelta(days=14)
    ids = dict(inspection.observations.values_list("criterion__code", "criterion"))
    owner = inspection.agency_id
    conclude_inspection(
        inspection=inspection,
        words=Words(
            "Chấp hành giờ làm việc, có phân công trực tiếp công dân.",
            "Còn người không đeo thẻ; nghe điện thoại chưa xưng tên, cơ quan.",
            "Tập thể lãnh đạo cơ quan.",
        ),
        wanted=(
            Wanted(
                owner,
                "Kiểm tra việc đeo thẻ mỗi ngày tại bộ phận tiếp công dân.",
                due,
                criterion=ids["TP-04"],
            ),
            Wanted(
                owner,
                "Niêm yết sơ đồ phòng làm việc, bố trí lối cho người khuyết tật.",
                due,
                criterion=ids["CQ-19"],
            ),
        ),
        signer=DIRECTOR[0],
        signer_post=DIRECTOR[1],
        seen_version=inspection.version,
        actor=leader,
        at=at,
    )


def _remedy(inspection: Inspection, leader: User, head: User, day: date) -> None:
    """One recommendation was answered; the other is overdue."""
    first = Recommendation.objects.filter(inspection=inspection).order_by("position")[0]
    answer_recommendation(
        recommendation=first,
        text="Đã phân công người kiểm tra đầu giờ, có sổ theo dõi; từ tuần trước không còn trường hợp nào.",
        seen_version=first.version,
        actor=head,
        at=moment(add_working_days(day, 14), 10),
    )
