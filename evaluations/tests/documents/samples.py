"""Facts of an inspection to build papers from: a small one, and one with 45 findings and 30 photographs."""

import hashlib
import math
from datetime import UTC, date, datetime
from typing import Any

from evaluations.rules.documents.facts import (
    Counted,
    Finish,
    Found,
    FoundGroup,
    InspectionFacts,
    Order,
    Person,
    Photo,
    Signed,
)
from evaluations.rules.documents.head import House, Numbered, Proof

DAY = date(2026, 11, 12)
HOUSE = House("Ủy ban nhân dân tỉnh Vĩnh Long", "Sở Nội vụ", "Vĩnh Long", ("Như trên;", "Lưu: VT."))
NUMBERED = Numbered("12/BB-SNV", DAY)
CODE = "ABCD2345EFGH67IJ"
PROOF = Proof(f"https://vhcv.vinhlong.gov.vn/xac-minh/{CODE}/", CODE)
STARTED, ENDED = datetime(2026, 11, 12, 0, 40, tzinfo=UTC), datetime(2026, 11, 12, 3, 5, tzinfo=UTC)


def strokes(seed: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    """A scribble that looks like a name."""
    wave = tuple(
        (20 + step * 3, round(70 + 32 * math.sin(step / (4 + seed)) * math.cos(step / 11)))
        for step in range(80)
    )
    return (wave, ((30, 118), (250, 96 + seed * 4)), ((262, 60), (262, 60)))


def found(code: str, n: int = 20, k: int = 20, **changes: Any) -> Found:
    """One finding."""
    usual: dict[str, Any] = {
        "statement": "Mặc trang phục gọn gàng, lịch sự, đúng quy định của ngành",
        "not_applicable": False,
        "result": f"{k}/{n} đạt",
        "severity": "none" if n == k else "minor",
        "severity_label": "Không vi phạm" if n == k else "Nhẹ",
        "note": "" if n == k else "Có người chưa đeo thẻ trong giờ làm việc",
        "short": n != k,
    }
    return Found(code, n=n, k=k, **(usual | changes))


def signed(side: str, **changes: Any) -> Signed:
    """One side's drawn signature."""
    usual: dict[str, Any] = {
        "name": "Nguyễn Thị Hòa" if side == "team" else "Trần Văn Khởi",
        "post": "Trưởng đoàn" if side == "team" else "Phó Giám đốc Sở",
        "way": "drawn",
        "at": ENDED,
        "strokes": strokes(1 if side == "team" else 2),
        "width": 320,
        "height": 150,
    }
    return Signed(side, **(usual | changes))


def facts(**changes: Any) -> InspectionFacts:
    """A small inspection; keywords replace its facts."""
    usual: dict[str, Any] = {
        "agency_code": "STP",
        "agency_name": "Sở Tư pháp tỉnh Vĩnh Long",
        "agency_address": "Số 8 đường Hoàng Thái Hiếu, phường Long Châu",
        "mode": "unannounced",
        "mode_label": "Đột xuất",
        "topic": "Chấp hành giờ giấc, trang phục và giao tiếp với người dân",
        "visited_on": DAY,
        "order": Order(
            "125/QĐ-SNV",
            issued_on=date(2026, 11, 9),
            signer="Lê Minh Đức",
            signer_post="Giám đốc Sở Nội vụ",
            bases=(
                "Căn cứ Quyết định số 1847/QĐ-TTg ngày 27 tháng 12 năm 2018 của Thủ tướng Chính phủ "
                "phê duyệt Đề án văn hóa công vụ",
                "Căn cứ Kế hoạch số 15/KH-UBND ngày 10 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh",
            ),
            covers_from=date(2026, 1, 1),
            covers_to=date(2026, 10, 31),
            duration_days=2,
        ),
        "set_title": "Bộ tiêu chí văn hóa công vụ theo Quyết định 1847/QĐ-TTg",
        "set_version": "1",
        "roster": 42,
        "team": (
            Person("Nguyễn Thị Hòa", "Phó Chánh Thanh tra, Trưởng đoàn"),
            Person("Phan Thị Đoàn", "Chuyên viên, Thành viên"),
        ),
        "started_at": STARTED,
        "finish": Finish(ENDED, "Trụ sở Sở Tư pháp", "Cơ quan sẽ nhắc nhở và khắc phục ngay.", True, 2),
        "drift_ms": 2400,
        "headcount": Counted(STARTED, 42, 36, (("đi công tác", 3), ("nghỉ phép", 2), ("không rõ lý do", 1))),
        "groups": (FoundGroup("Trang phục", (found("TP-01"), found("TP-04", 20, 18))),),
        "photos": (photo("TP-04", 1),),
        "agency_people": (Person("Trần Văn Khởi", "Phó Giám đốc Sở"),),
        "signatures": (signed("team"), signed("agency")),
        "explain_due_on": date(2026, 11, 19),
    }
    return InspectionFacts(**(usual | changes))


def photo(criterion: str, number: int) -> Photo:
    """One photograph."""
    digest = hashlib.sha256(f"{criterion}{number}".encode()).hexdigest()
    return Photo(criterion, f"Phòng làm việc số {number}, chưa có biển tên", digest, number % 2)


def large_facts(**changes: Any) -> InspectionFacts:
    """45 findings in five groups, 30 photographs."""
    names = (
        "Tinh thần, thái độ làm việc",
        "Chuẩn mực giao tiếp, ứng xử",
        "Đạo đức, lối sống",
        "Trang phục",
        "Công sở",
    )
    groups = tuple(
        FoundGroup(
            name,
            tuple(
                found(
                    f"{prefix}-{number:02d}",
                    20,
                    20 - (number % 3 == 0) * number % 7,
                    statement="Giữ thái độ lịch sự, tôn trọng, lắng nghe và hướng dẫn đầy đủ cho người dân",
                )
                for number in range(1, 10)
            ),
        )
        for name, prefix in zip(names, ("TT", "GT", "DD", "TP", "CS"), strict=True)
    )
    photos = tuple(photo(f"TP-{number % 9 + 1:02d}", number) for number in range(1, 31))
    return facts(groups=groups, photos=photos, **changes)
