"""The ready logins of the demonstration: one person per role, chosen so that each has something to see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.conf import settings

from agencies.enums import Role
from agencies.province.history import PROVINCE_KEY
from agencies.province.records import PersonRecord, ProvincePlan
from agencies.province.roster import rated_above

# Known to everybody on purpose; it opens only accounts of a demonstration, which production never holds.
DEMO_PASSWORD = "vhcv-demo-1847"  # noqa: S105
# Whose unit head and head are shown: an office with divisions, counters of justice and files to review.
SHOWN_AGENCY = "so-tu-phap"


@dataclass(frozen=True, slots=True)
class ReadyLogin:
    """A user name with what its holder does; ``role`` is empty for plain staff."""

    username: str
    role: str
    title: str
    shows: str


LOGINS = (
    ReadyLogin("noivu", Role.HOME_AFFAIRS, "Quản trị Sở Nội vụ", "toàn tỉnh: kết quả, vai trò, kỳ đánh giá"),
    ReadyLogin("lanhdao", Role.LEADER, "Lãnh đạo tỉnh", "bảng điều hành, xếp hạng, mở từng con số"),
    ReadyLogin("kiemtra", Role.INSPECTOR, "Người kiểm tra", "lập và kết luận cuộc kiểm tra trên điện thoại"),
    ReadyLogin("thutruong", Role.AGENCY_HEAD, "Thủ trưởng cơ quan", "điểm của cơ quan mình, việc cần sửa"),
    ReadyLogin("truongphong", Role.UNIT_HEAD, "Trưởng phòng", "phiếu của phòng mình chờ nhận xét"),
    ReadyLogin("canbo", "", "Cán bộ, công chức", "phiếu tự đánh giá tháng này"),
    ReadyLogin(
        "danhtinh", Role.CUSTODIAN, "Người giữ danh tính", "không thấy điểm, chỉ giữ danh tính công dân"
    ),
    ReadyLogin(
        "danhtinh2", Role.CUSTODIAN, "Người giữ két thứ hai", "đọc phản ánh về cơ quan của két thứ nhất"
    ),
    ReadyLogin("vanhanh", Role.OPERATOR, "Quản trị kỹ thuật", "tác vụ nền, tài khoản"),
)


def is_demo() -> bool:
    """Whether this installation may hold a demonstration with known passwords."""
    return bool(settings.PORTAL_DEMO) and settings.PORTAL_MODE != "production"


def choose_people(plan: ProvincePlan, on: date) -> dict[str, str]:
    """The staff code behind each user name of ``LOGINS``, all different, all at work on ``on``."""
    chosen: dict[str, str] = {}
    for username, candidates in _candidates(plan, on):
        chosen[username] = next(code for code in candidates if code not in chosen.values())
    return chosen


def _candidates(plan: ProvincePlan, on: date) -> Iterator[tuple[str, Iterator[str]]]:
    """For each user name the people it may be, best first; a small province has few to choose from."""
    people = [person for person in plan.people if _stays(person, on)]
    agency, unit = _shown_offices(plan, people)
    free = [person for person in people if person.code not in plan.inspectors]
    anybody = [person for person in free if person.postings[0].agency_key != PROVINCE_KEY]
    staff = [person for person in anybody if person.postings[0].position == "staff"]
    yield "lanhdao", _holding(people, PROVINCE_KEY, "head")
    yield "thutruong", _holding(people, agency, "head")
    yield "truongphong", _holding(people, unit, "unit_head")
    yield "canbo", chain(_holding(staff, unit, "staff"), _of_agency(staff, agency), _in_order(anybody))
    yield "kiemtra", iter(plan.inspectors)
    # Where all of the department inspect, one of them administers roles too.
    yield "noivu", chain(_of_agency(free, "so-noi-vu"), reversed(plan.inspectors), _in_order(anybody))
    # Each holds the vault of their own office, and the two offices are never one.
    department = chain(_of_agency(free, "so-noi-vu"), reversed(plan.inspectors))
    yield "danhtinh", chain(department, _of_agency(anybody, "so-tai-chinh"))
    yield "danhtinh2", chain(_of_agency(free, "van-phong-ubnd-tinh"), _of_agency(anybody, "so-y-te"))
    yield "vanhanh", chain(_of_agency(free, "so-khoa-hoc-va-cong-nghe"), _in_order(anybody))


def _stays(person: PersonRecord, on: date) -> bool:
    post = person.regular_on(on)
    return post is not None and post.ends_on is None


def _shown_offices(plan: ProvincePlan, people: list[PersonRecord]) -> tuple[str, str]:
    """An agency and its unit with most staff among those with a head, in the shown agency if it has one."""
    rated = rated_above(plan)
    led = {post.agency_key for person in people for post in person.postings if post.position == "unit_head"}
    staff = Counter(person.postings[-1].agency_key for person in people)
    units = [
        (rated[unit] == SHOWN_AGENCY, staff[unit], unit) for unit in led if rated[unit] in _heads(people)
    ]
    _shown, _count, unit = max(units)
    return rated[unit] or "", unit


def _heads(people: list[PersonRecord]) -> set[str]:
    return {post.agency_key for person in people for post in person.postings if post.position == "head"}


def _holding(people: list[PersonRecord], unit: str, position: str) -> Iterator[str]:
    for person in people:
        if any(post.agency_key == unit and post.position == position for post in person.postings):
            yield person.code


def _of_agency(people: list[PersonRecord], agency: str) -> Iterator[str]:
    """People of the agency and its divisions, in order."""
    units = (agency, f"{agency}-p")
    return _in_order(
        [
            person
            for person in people
            if person.postings[0].agency_key == units[0] or person.postings[0].agency_key.startswith(units[1])
        ]
    )


def _in_order(people: list[PersonRecord]) -> Iterator[str]:
    """Staff before those who lead, civil servants before others, never a head."""
    found = [
        (person.postings[0].position != "staff", person.person_type != "civil_servant", person.code)
        for person in people
        if person.postings[0].position != "head"
    ]
    return (code for _leads, _kind, code in sorted(found))
