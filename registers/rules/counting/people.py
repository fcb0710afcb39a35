"""Pledges, sessions with attendance, and breaches with their handling."""

from collections.abc import Iterable
from datetime import date, timedelta

from registers.rules.catalogue.people import BOTH, CORRUPTION, VICES
from registers.rules.counting.books import Books, Count, Signed, Verified, day_of
from registers.rules.counting.papers import awards


def pledges(found: Books) -> Count | None:
    """CQ-06: people at work who signed both parts this year; leaders are told apart in words."""
    if not found.of_year("pledge") or not found.office.staff:
        return None
    signed = _signed_whole(found.signed) & found.office.staff
    leaders = len(signed & found.office.leaders)
    return Count(
        len(found.office.staff),
        len(signed),
        f"Người đã ký đủ hai nội dung; riêng lãnh đạo {leaders}/{len(found.office.leaders)}.",
    )


def leaders_signed(found: Books) -> tuple[int, int]:
    """(signed, who must) among the leaders alone."""
    leaders = found.office.leaders
    return len(_signed_whole(found.signed) & leaders), len(leaders)


def _signed_whole(signed: Iterable[Signed]) -> set[int]:
    parts: dict[int, set[str]] = {}
    for one in signed:
        if one.register == "pledge":
            parts.setdefault(one.staff, set()).update(
                {VICES, CORRUPTION} if one.topics == BOTH else {one.topics}
            )
    return {staff for staff, topics in parts.items() if {VICES, CORRUPTION} <= topics}


def _attended(found: Books, register: str) -> Count | None:
    sessions = found.of_year(register)
    if not sessions or not found.office.staff:
        return None
    came = {one.staff for one in found.signed if one.register == register} & found.office.staff
    forms = len({one.details.get("form") for one in sessions})
    words = f"Người đã dự; {len(sessions)} buổi, {forms} hình thức."
    return Count(len(found.office.staff), len(came), words)


def training(found: Books) -> Count | None:
    """CQ-05: people at work who attended at least one course this year."""
    return _attended(found, "training")


def awareness(found: Books) -> Count | None:
    """CQ-04: people at work who attended at least one awareness activity this year."""
    return _attended(found, "awareness")


def breaches(found: Books) -> Count | None:
    """CQ-11: breaches handled in time, of those handled or due (NĐ 233/2026 Đ14.3).

    A breach belongs to the year of the day after its due day, on which it would first be late: concluded in
    December and due in January it counts once, in January.
    """
    concluded = [one for one in found.entries.get("breach", ()) if _late_from(one).year == found.on.year]
    if not concluded:
        return None
    handled = {str(one.details.get("breach")): one.day for one in found.entries.get("breach_handling", ())}
    counted = [one for one in concluded if one.key in handled or _due(one) < found.on]
    on_time = [one for one in counted if one.key in handled and handled[one.key] <= _due(one)]
    if not counted:
        return Count(0, 0, "Có vi phạm đã kết luận, chưa đến hạn xử lý." + awards(found), skipped=True)
    words = "Vi phạm xử lý đúng hạn."
    return Count(len(counted), len(on_time), words + awards(found))


def _late_from(one: Verified) -> date:
    return _due(one) + timedelta(days=1)


def _due(one: Verified) -> date:
    return day_of(one.details.get("due_on")) or one.day
