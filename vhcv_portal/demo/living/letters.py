"""Overdue dossiers of some offices in the demonstration, and the letters that heads issued for them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from agencies.enums import Role
from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from core import clock
from core.dates import add_working_days, working_days_before
from evaluations.actions.registers import settle_registers
from evaluations.actions.results import refresh_results
from evaluations.models import Criterion, Period, RegisterFact
from feedback.actions.dossiers.finish import finish_dossier
from feedback.actions.dossiers.importing import import_dossiers
from feedback.actions.letters.draft import draft_letter
from feedback.actions.letters.issue import issue_letter
from feedback.actions.letters.send import hand_letter
from feedback.actions.letters.templates import add_template
from feedback.enums import LetterKind
from feedback.gather.letters.offices import signer_of
from feedback.models import Letter, OverdueDossier
from feedback.rules.dossiers import DossierLine
from feedback.rules.letter_words import USUAL, LetterContents, filled, values_of
from vhcv_portal.demo.living.registers.offices import Office, offices
from vhcv_portal.demo.living.stories import moment, name_id

CRITERION = "CQ-13"
PROCEDURES = (
    "Cấp phiếu lý lịch tư pháp",
    "Đăng ký biến động quyền sử dụng đất",
    "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "Đăng ký thành lập hộ kinh doanh",
    "Xác nhận tình trạng hôn nhân",
    "Cấp bản sao trích lục hộ tịch",
)
APPLICANTS = (
    "Nguyễn Thị Lành",
    "Trần Văn Sáu",
    "Lê Thị Mười",
    "Phạm Văn Út",
    "Công ty TNHH Trái cây Cái Nhum",
    "Huỳnh Thị Bảy",
    "Võ Văn Tư",
    "Hợp tác xã Rau an toàn Tân Quới",
)
REASONS = (
    "Chờ cơ quan phối hợp trả lời kết quả xác minh",
    "Hồ sơ cần đo đạc lại ngoài thực địa",
    "Phần mềm một cửa gián đoạn trong hai ngày",
)
SHARED = (
    (LetterKind.APOLOGY, "Xin lỗi do chậm trả kết quả", USUAL[LetterKind.APOLOGY]),
    (LetterKind.THANKS, "Cảm ơn sau khi trả kết quả", USUAL[LetterKind.THANKS]),
    (
        LetterKind.CONGRATULATION,
        "Chúc mừng đăng ký kết hôn",
        "{cơ quan} chúc mừng {người nhận} vừa hoàn thành việc đăng ký kết hôn.\n"
        "Chúc hai bạn xây dựng gia đình no ấm, tiến bộ, hạnh phúc.",
    ),
    (
        LetterKind.CONGRATULATION,
        "Chúc mừng khai sinh",
        "{cơ quan} chúc mừng gia đình {người nhận} chào đón thành viên mới.\n"
        "Chúc mẹ và bé luôn mạnh khỏe, gia đình luôn bình an.",
    ),
)


@dataclass(frozen=True, slots=True)
class Story:
    """A dossier: due so many working days from today, apologised for ``sent`` days before (negative: after),
    drafted only, handed out ``finished`` days after its due day.
    """

    due: int
    sent: int | None = None
    finished: int | None = None
    drafted: bool = False


STORIES = (
    Story(-30, sent=2, finished=6),
    Story(-27, sent=1, finished=4),
    Story(-22, sent=-3, finished=9),
    Story(-18, sent=2, finished=5),
    Story(-15, finished=3),
    Story(-11, sent=2, finished=4),
    Story(-8, sent=1),
    Story(-5, sent=2),
    Story(-3, drafted=True),
    Story(-1),
    Story(1),
    Story(2, drafted=True),
    Story(2),
    Story(6),
)


def load_letters(at: datetime) -> dict[str, int]:
    """Write dossiers and letters once; rows by kind, none where a dossier stands."""
    if OverdueDossier.objects.exists():
        return {}
    admin = User.objects.get(username="noivu")
    for place, (kind, name, body) in enumerate(SHARED):
        add_template(
            form_id=name_id("mau-thu", str(place)),
            agency_id=None,
            kind=kind,
            name=name,
            body=body,
            actor=admin,
            at=at,
        )
    written = _offices(at)
    for office in written:
        _write(office)
    _score([office.version.agency_id for office in written], at)
    return {"overdue_dossiers": OverdueDossier.objects.count(), "letters": Letter.objects.count()}


def _offices(at: datetime) -> list[Office]:
    """Those whose registers are written, and the one that the ready login of a head leads."""
    found = list(offices(at))
    today = clock.local_day(at)
    head = User.objects.get(username="thutruong")
    led = scope_of(head, today).agencies_with(Role.AGENCY_HEAD) - {one.version.agency_id for one in found}
    versions = AgencyVersion.objects.as_of(today).rated().select_related("agency").filter(agency__in=led)
    more = [
        Office(one, head, head, [], [], today, Random(one.agency.code)) for one in versions.order_by("pk")
    ]
    return [*found, *more[:1]]


def _write(office: Office) -> None:
    rng = Random(f"thu-{office.version.agency.code}")
    chosen = [story for story in STORIES if rng.random() < 0.8]
    told = [(story, _line(office, place, story, rng)) for place, story in enumerate(chosen)]
    month = clock.month_start(office.today)
    _import(
        office, [line for _story, line in told if line.due_on < month], month - timedelta(days=20), "truoc"
    )
    _import(office, [line for _story, line in told if line.due_on >= month], month, "nay")
    for story, line in told:
        _apologise(office, story, line, rng)
    for place in range(rng.randint(1, 3)):
        _greet(office, place, rng)


def _due(today: date, days: int) -> date:
    return add_working_days(today, days) if days > 0 else working_days_before(today, -days)


def _line(office: Office, place: int, story: Story, rng: Random) -> DossierLine:
    due = _due(office.today, story.due)
    received = min(working_days_before(due, rng.randint(5, 15)), office.today - timedelta(days=1))
    return DossierLine(
        place + 2,
        f"000.00.{rng.randint(10, 40)}.H61-{received:%y%m%d}-{rng.randint(1, 9999):04d}",
        rng.choice(PROCEDURES),
        rng.choice(APPLICANTS),
        "",
        received,
        due,
        None,
    )


def _import(office: Office, lines: list[DossierLine], day: date, key: str) -> None:
    import_dossiers(
        batch_id=name_id("ho-so", office.version.agency.code, key),
        agency=office.version.agency,
        lines=lines,
        actor=office.head,
        at=moment(day, 8),
    )


def _apologise(office: Office, story: Story, line: DossierLine, rng: Random) -> None:
    dossier = OverdueDossier.objects.get(agency=office.version.agency, code=line.code)
    if story.sent is not None:
        day = max(_due(line.due_on, -story.sent), line.received_on)
        letter = _letter(office, dossier, _due(day, 4 + abs(story.sent)), moment(day, 9), rng)
        issued = issue_letter(
            letter=letter,
            signer=signer_of(office.head, office.version, office.today),
            seen_version=1,
            actor=office.head,
            at=moment(day, 10),
        )
        hand_letter(letter=issued, sent_on=day, seen_version=2, actor=office.head, at=moment(day, 15))
    if story.drafted:
        _letter(office, dossier, _due(office.today, 5), moment(office.today, 8), rng)
    if story.finished is not None:
        day = min(_due(line.due_on, story.finished), office.today)
        finish_dossier(dossier=dossier, finished_on=day, actor=office.head, at=moment(day, 16))


def _letter(office: Office, dossier: OverdueDossier, anew: date, at: datetime, rng: Random) -> Letter:
    values = values_of(agency=office.version.name, recipient=dossier.applicant)
    return draft_letter(
        form_id=name_id("thu-xin-loi", str(dossier.pk), dossier.code),
        kind=LetterKind.APOLOGY,
        agency=office.version.agency,
        contents=LetterContents(
            recipient=dossier.applicant,
            body=filled(USUAL[LetterKind.APOLOGY], values),
            reason=rng.choice(REASONS),
            new_due_on=anew,
            dossier=dossier.pk,
        ),
        actor=office.head,
        at=at,
    )


def _greet(office: Office, place: int, rng: Random) -> None:
    """Thanks or congratulations of the last weeks, sent by hand."""
    kind, _name, body = SHARED[1 + place % 3]
    day = working_days_before(office.today, 4 + 5 * place)
    who = rng.choice(APPLICANTS)
    letter = draft_letter(
        form_id=name_id("thu", office.version.agency.code, str(place)),
        kind=kind,
        agency=office.version.agency,
        contents=LetterContents(
            recipient=who, body=filled(body, values_of(agency=office.version.name, recipient=who))
        ),
        actor=office.head,
        at=moment(day, 9),
    )
    issued = issue_letter(
        letter=letter,
        signer=signer_of(office.head, office.version, office.today),
        seen_version=1,
        actor=office.head,
        at=moment(day, 10),
    )
    hand_letter(letter=issued, sent_on=day, seen_version=2, actor=office.head, at=moment(day, 15))


def _score(agencies: list[int], at: datetime) -> None:
    """What dossiers and letters come to takes the place of the figures drawn for the demonstration."""
    # by their ids: a join within DELETE compares every fact with every other while statistics are young
    criteria = list(Criterion.objects.filter(code=CRITERION).order_by("pk").values_list("pk", flat=True))
    for period in _months(at):
        RegisterFact.objects.filter(
            period=period, agency__in=agencies, criterion__in=criteria, settled_at=None
        ).delete()
        settle_registers(period=period, agencies=agencies, at=at)
        refresh_results(period=period, agencies=agencies, at=at)


def _months(at: datetime) -> Iterator[Period]:
    """The open months in which lists were handed in."""
    since = clock.months_back(clock.local_day(at), 1)
    yield from Period.objects.open().months().filter(starts_on__gte=since).order_by("starts_on")
