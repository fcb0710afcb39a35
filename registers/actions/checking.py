"""What the database must say before an entry may stand: whose unit, whose person, which act."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from agencies.models import AgencyVersion, Posting, StaffMember
from agencies.models.dated import in_force
from core.dates import format_day
from registers.actions.refusals import AlreadyEntered, EntryRefused
from registers.enums import EntryState
from registers.models import Entry
from registers.rules.catalogue import FieldKind, Register
from registers.rules.contents import Contents, entry_key, problems, title_of

ONE_ACT = (
    "Hành vi này đã có trong sổ. Một hành vi chỉ tính một lần, vào một năm "
    "(NĐ 233/2026/NĐ-CP Điều 14.3 điểm a, b)."
)


def sound(register: Register, contents: Contents, *, today: date, but: Entry | None = None) -> Contents:
    """The contents completed and found in order; ``but`` is the entry being edited.

    Raises EntryRefused, AlreadyEntered.
    """
    errors = problems(register, contents, today=today)
    if errors:
        raise EntryRefused(errors)
    _refuse_foreign_unit(contents, today)
    if register.code == "breach":
        contents = _where_it_happened(contents)
    elif contents.staff is not None and not _posts(contents.staff, contents.day, contents.agency).exists():
        raise EntryRefused(
            {"staff": f"Ngày {format_day(contents.day)} người này không công tác tại cơ quan."}
        )
    _refuse_bad_reference(register, contents)
    _refuse_repeat(register, contents, but)
    return replace(contents, title=title_of(register, contents))


def _refuse_foreign_unit(contents: Contents, today: date) -> None:
    if contents.unit is None:
        return
    standing = AgencyVersion.objects.as_of(today).filter(agency=contents.unit, rated_agency=contents.agency)
    if not standing.exists():
        raise EntryRefused({"unit": "Phòng, bộ phận này không thuộc cơ quan."})


def _posts(staff: int, on: date, agency: int) -> QuerySet[Posting]:
    """Posts of a person in a rated agency on a day."""
    return Posting.objects.as_of(on).filter(
        in_force(on, "agency__versions__"), staff=staff, agency__versions__rated_agency=agency
    )


def _where_it_happened(contents: Contents) -> Contents:
    """A breach belongs to the agency and unit where the person worked on the day (NĐ 233/2026 Đ14.3c)."""
    if contents.staff is None:
        return contents
    happened = date.fromisoformat(str(contents.details["happened_on"]))
    post = _posts(contents.staff, happened, contents.agency).order_by("kind", "pk").first()
    if post is None:
        raise EntryRefused(
            {
                "staff": f"Ngày {format_day(happened)} người này không công tác tại cơ quan. Vi phạm tính "
                "cho nơi xảy ra, kể cả khi người đó đã chuyển đi (NĐ 233/2026/NĐ-CP Điều 14.3 điểm c); "
                "hãy để cơ quan đó khai."
            }
        )
    if contents.unit is None and post.agency_id != contents.agency:
        return replace(contents, unit=post.agency_id)
    return contents


def _refuse_bad_reference(register: Register, contents: Contents) -> None:
    for one in register.fields:
        if one.kind is not FieldKind.ENTRY or one.name not in contents.details:
            continue
        target = Entry.objects.filter(
            pk=str(contents.details[one.name]), register=one.of, agency=contents.agency
        ).first()
        if target is None or target.state != EntryState.VERIFIED:
            raise EntryRefused({one.name: "Hãy chọn một mục đã được xác nhận của chính cơ quan."})
        if contents.day < target.day:
            raise EntryRefused({"day": f"Không được trước ngày kết luận {format_day(target.day)}."})


def _refuse_repeat(register: Register, contents: Contents, but: Entry | None) -> None:
    key = entry_key(register, contents)
    standing = Entry.objects.live().filter(register=register.code)
    if but is not None:
        standing = standing.exclude(pk=but.pk)
    if key and (found := standing.filter(key=key).first()) is not None:
        raise AlreadyEntered(ONE_ACT if register.code == "breach" else repeated_words(found))
    if register.code == "breach" and contents.staff is not None:
        same = standing.filter(
            staff=contents.staff,
            number=contents.number,
            details__happened_on=contents.details["happened_on"],
        )
        if same.exists():
            raise AlreadyEntered(ONE_ACT)


def repeated_words(found: Entry) -> str:
    """Where the same thing stands already."""
    number = f" số {found.number}" if found.number else ""
    return (
        f"Mục này đã có trong sổ: “{found.title}”{number}, ngày {format_day(found.day)}. "
        "Hãy mở mục đó để sửa, hoặc rút lại trước khi khai mục mới."
    )


def people_of(codes: list[str]) -> tuple[list[StaffMember], list[str]]:
    """The people with these staff codes in the order given, and the codes that nobody has."""
    wanted = list(dict.fromkeys(code.strip().upper() for code in codes if code.strip()))
    found = {person.code.upper(): person for person in StaffMember.objects.filter(code__in=wanted)}
    missing = [code for code in wanted if code not in found]
    if missing:
        loose = StaffMember.objects.filter(code__in=[code.lower() for code in missing])
        found |= {person.code.upper(): person for person in loose}
    return [found[code] for code in wanted if code in found], [code for code in wanted if code not in found]
