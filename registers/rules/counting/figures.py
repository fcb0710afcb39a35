"""Monthly figures: dossiers filed online, documents signed digitally."""

from dataclasses import replace
from datetime import date

from registers.rules.counting.books import Books, Count, whole


def dossiers(found: Books) -> Count | None:
    """CQ-16: dossiers filed online, of all dossiers of the month; none at all does not apply."""
    month = found.of_month("dossiers")
    if month is None:
        return None
    total, online = whole(month.details.get("total")), whole(month.details.get("online"))
    if not total:
        return Count(0, 0, "Tháng này không phát sinh hồ sơ thủ tục hành chính.", skipped=True)
    return Count(total, online, f"Hồ sơ nộp trực tuyến tháng {found.on.month:02d}.")


def digital_documents(found: Books) -> Count | None:
    """CQ-17: documents signed digitally, of all sent in the month; ISO 9001 is told beside it."""
    month = found.of_month("digital_documents")
    if month is None:
        return None
    total, signed = whole(month.details.get("total")), whole(month.details.get("signed"))
    iso = " Có ISO 9001 còn hiệu lực." if found.standing("iso_certificate") else " Chưa ghi nhận ISO 9001."
    if not total:
        return Count(0, 0, "Tháng này không có văn bản đi." + iso, skipped=True)
    return Count(total, signed, f"Văn bản ký số tháng {found.on.month:02d}.{iso}")


def newest_months(found: Books) -> dict[str, Count]:
    """What the newest month of each monthly figure says, up to ``on``; for pages between two reports."""
    told: dict[str, Count] = {}
    for code, register, rule in (
        ("CQ-16", "dossiers", dossiers),
        ("CQ-17", "digital_documents", digital_documents),
    ):
        months = [whole(one.details.get("month")) for one in found.of_year(register)]
        past = [month for month in months if month <= found.on.month]
        if past:
            last = date(found.on.year, max(past), 1)
            count = rule(replace(found, on=last))
            if count is not None:
                told[code] = count
    return told
