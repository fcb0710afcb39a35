"""The list of who signed or attended, while the entry does not count yet."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from agencies.models import Posting, StaffMember, User
from agencies.models.dated import in_force
from core import audit
from registers.actions.checking import people_of
from registers.actions.refusals import EntryRefused, NotNow
from registers.models import Entry, EntryPerson
from registers.rules.transitions import ENTRIES

MOST_CODES = 5_000
"""Codes taken at once; the largest agency of a province has fewer people."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What changed in a list: how many came, went, and stood there already."""

    added: int
    removed: int
    known: int


def mark_people(
    *, entry: Entry, add: Collection[int] = (), remove: Collection[int] = (), actor: User, at: datetime
) -> Listed:
    """Add and remove people by id; only people who work (or worked that day) in the agency can be on it.

    Raises NotNow once the entry is verified, EntryRefused for people of elsewhere.
    """
    with transaction.atomic():
        current = Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
        _refuse_final(current)
        _refuse_strangers(current, add)
        standing = set(current.people.values_list("staff", flat=True))
        new = [pk for pk in dict.fromkeys(add) if pk not in standing]
        EntryPerson.objects.bulk_create(EntryPerson(entry=current, staff_id=pk) for pk in new)
        gone, _rows = current.people.filter(staff__in=set(remove)).delete()
        listed = Listed(len(new), gone, len(set(add) & standing))
        if new or gone:
            # Who looks at an older list decides on another one.
            current.version += 1
            current.save(update_fields=["version"])
            after = {"added": len(new), "removed": gone}
            audit.record(
                "register_entry.listed",
                actor=actor,
                subject=current,
                at=at,
                agency_id=current.agency_id,
                after=after,
            )
    return listed


def add_by_code(*, entry: Entry, codes: Iterable[str], actor: User, at: datetime) -> Listed:
    """Add people by staff code, all of them or none. Raises EntryRefused with the codes that are wrong."""
    wanted = list(codes)
    if len(wanted) > MOST_CODES:
        raise EntryRefused({"codes": f"Mỗi lần tối đa {MOST_CODES} mã. Hãy chia thành nhiều lần."})
    if not wanted:
        raise EntryRefused({"codes": "Hãy dán mã cán bộ, mỗi người một mã."})
    people, missing = people_of(wanted)
    if missing:
        raise EntryRefused({"codes": f"Không có ai mang mã: {_some(missing)}. Chưa thêm người nào."})
    return mark_people(entry=entry, add=[person.pk for person in people], actor=actor, at=at)


def _refuse_final(entry: Entry) -> None:
    if not entry.kind.people:
        raise NotNow("Sổ này không có danh sách người.")
    if "edit" not in {move.name for move in ENTRIES.leaving(entry.state)}:
        raise NotNow(
            "Danh sách đã được xác nhận nên không sửa được. Người ký hoặc dự thêm thì khai một đợt mới."
        )


def _refuse_strangers(entry: Entry, add: Collection[int]) -> None:
    here = Posting.objects.as_of(entry.day).filter(
        in_force(entry.day, "agency__versions__"),
        staff__in=set(add),
        agency__versions__rated_agency=entry.agency_id,
    )
    strangers = set(add) - set(here.values_list("staff", flat=True))
    if strangers:
        codes = list(
            StaffMember.objects.filter(pk__in=strangers).order_by("code").values_list("code", flat=True)
        )
        raise EntryRefused(
            {"codes": f"Ngày ghi trong mục, những mã sau không công tác tại cơ quan: {_some(codes)}."}
        )


def _some(codes: list[str], most: int = 10) -> str:
    more = f" và {len(codes) - most} mã khác" if len(codes) > most else ""
    return ", ".join(code[:20] for code in codes[:most]) + more
