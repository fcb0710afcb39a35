"""Parts of an entry as pages show them: its facts in words, people, files, story."""

from typing import Any

from django.urls import reverse

from agencies.gather.names import last_names
from agencies.models import Posting, StaffMember
from agencies.models.dated import in_force
from core.attachments import JPEG
from core.dates import format_day, format_moment
from core.models import AuditEntry
from core.numbers import format_integer
from core.sheet_cells import read_day
from registers.models import Entry, EntryFile
from registers.rules.catalogue import Field, FieldKind, Scope


def subject_of(entry: Entry, names: dict[int, Any]) -> str:
    """Whom an entry is about, in words."""
    unit = names[entry.unit_id].short_name if entry.unit_id in names else ""
    if entry.staff is None:
        return unit or "Cả cơ quan"
    return f"{entry.staff.full_name} ({unit})" if unit else entry.staff.full_name


def words_of_field(one: Field, value: Any) -> str:
    """A typed value in words; nothing written is nothing."""
    if value is None or value == "":
        return ""
    match one.kind:
        case FieldKind.TICK:
            return "Có" if value else "Không"
        case FieldKind.CHOICE:
            return dict(one.choices).get(value, str(value))
        case FieldKind.DAY:
            return format_day(read_day(value))
        case FieldKind.INTEGER:
            return format_integer(value)
    return str(value)


def facts_of(entry: Entry) -> list[tuple[str, str]]:
    """What the entry says, as (label, words)."""
    names = last_names({entry.unit_id} if entry.unit_id else ())
    facts = [("Năm", str(entry.year)), (entry.kind.day_label, format_day(entry.day))]
    if entry.number:
        facts.append((entry.kind.number_label, entry.number))
    if entry.kind.scope is not Scope.AGENCY:
        label = "Phòng, người" if entry.kind.scope is Scope.PERSON else "Phòng, bộ phận"
        facts.append((label, subject_of(entry, names)))
    for one in entry.kind.fields:
        value = entry.details.get(one.name)
        words = _reference(value) if one.kind is FieldKind.ENTRY else words_of_field(one, value)
        if words:
            facts.append((one.label, words))
    return facts


def _reference(pk: Any) -> str:
    target = Entry.objects.filter(pk=pk).first() if pk else None
    return f"Số {target.number}, {format_day(target.day)}: {target.title}" if target else ""


HAPPENED = {
    "register_entry.declared": ("info", "Khai vào sổ"),
    "register_entry.edited": ("info", "Sửa và khai lại"),
    "register_entry.verified": ("ok", "Xác nhận"),
    "register_entry.refused": ("bad", "Chưa chấp nhận"),
    "register_entry.withdrawn": ("none", "Rút lại"),
    "register_entry.annulled": ("bad", "Hủy xác nhận"),
    "register_entry.listed": ("neutral", "Cập nhật danh sách người"),
    "register_entry.evidenced": ("neutral", "Thêm minh chứng"),
}


def history_of(entry: Entry) -> list[dict[str, str]]:
    """What was done with the entry, oldest first."""
    rows = AuditEntry.objects.filter(
        subject_type=Entry._meta.label_lower, subject_id=str(entry.pk), event__in=HAPPENED
    )
    return [
        {
            "when": format_moment(row.at),
            "title": HAPPENED[row.event][1],
            "kind": HAPPENED[row.event][0],
            "who": row.actor_label,
            "text": row.reason,
        }
        for row in rows.order_by("at", "sequence")
    ]


def people_groups(entry: Entry) -> list[tuple[str, list[StaffMember]]]:
    """Who is on the list, by the unit where they worked that day."""
    people = list(StaffMember.objects.filter(pk__in=entry.people.values("staff")).in_name_order())
    return by_unit(entry, people)


def by_unit(entry: Entry, people: list[StaffMember]) -> list[tuple[str, list[StaffMember]]]:
    """People under the units where they worked on the entry's day, units by name."""
    posts = Posting.objects.as_of(entry.day).filter(
        in_force(entry.day, "agency__versions__"), agency__versions__rated_agency=entry.agency_id
    )
    seat = dict(posts.order_by("-kind", "-pk").values_list("staff", "agency"))
    names = last_names(set(seat.values()))
    found: dict[str, list[StaffMember]] = {}
    for person in people:
        unit = names.get(seat.get(person.pk, 0))
        found.setdefault(unit.name if unit else "Đã chuyển nơi khác", []).append(person)
    return sorted(found.items())


def file_links(entry: Entry) -> list[dict[str, Any]]:
    """The files of an entry as links; pictures have a thumbnail."""
    kept = EntryFile.objects.filter(entry=entry).select_related("attachment").order_by("pk")
    return [
        {
            "url": reverse("register_file", args=[one.attachment_id]),
            "thumbnail": reverse("register_thumbnail", args=[one.attachment_id])
            if one.attachment.content_type == JPEG
            else "",
            "label": f"Minh chứng {number}" if one.attachment.content_type == JPEG else f"Tệp PDF {number}",
        }
        for number, one in enumerate(kept, start=1)
    ]
