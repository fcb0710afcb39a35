"""The registers of department A: an entry at each step, lists of people, breaches, heads, laws, indices."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from PIL import Image

from core import clock
from registers.actions.decide import decide_entry
from registers.actions.declare import declare_entry
from registers.actions.files import add_evidence
from registers.actions.heads import Assignment, name_head
from registers.actions.indices import record_index
from registers.actions.legal import LegalFacts, record_document
from registers.models import Entry, EntryFile, ExternalIndex, LegalDocument, ResponsibleHead
from registers.rules.catalogue import BY_CODE
from registers.rules.contents import Contents
from registers.rules.indices import IndexFacts

if TYPE_CHECKING:
    from tests.access.world import World

PLAN = {"day": date(2026, 1, 20), "number": "5/KH-STP", "title": "Kế hoạch năm 2026"}
SESSION = {"day": date(2026, 5, 15), "title": "Lớp giao tiếp", "details": {"form": "class"}}
ACT = {"happened_on": "2026-05-28", "breach": "GT", "due_on": "2026-08-10"}
BREACH = {"day": date(2026, 6, 10), "number": "3/TB-STP", "title": "Lời lẽ thiếu chuẩn mực", "details": ACT}


def _declare(world: "World", code: str, **given: Any) -> Entry:
    people = given.pop("people", ())
    return declare_entry(
        form_id=uuid4(),
        register=BY_CODE[code],
        contents=Contents(agency=world.cast.department.pk, year=2026, **given),
        people=people,
        actor=world.cast.head,
        at=clock.now(),
    )


def entry(world: "World") -> Entry:
    return _declare(world, "yearly_plan", **PLAN)


def verified(world: "World") -> Entry:
    return decide_entry(
        entry=_declare(world, "yearly_plan", **PLAN),
        move="verify",
        reason="Đã xem bản gốc.",
        seen_version=1,
        actor=world.cast.admin,
        at=clock.now(),
    )


def session(world: "World") -> Entry:
    return _declare(world, "training", **SESSION, people=[world.cast.colleague.staff_id])


def practice(world: "World") -> Entry:
    details = {"about": "Gửi thư cảm ơn kèm mã QR."}
    entry = _declare(world, "good_practice", day=date(2026, 4, 2), title="Thư cảm ơn", details=details)
    add_evidence(entry=entry, files=[_picture()], actor=world.cast.head, at=clock.now())
    return decide_entry(
        entry=entry,
        move="verify",
        reason="",
        seen_version=Entry.objects.get(pk=entry.pk).version,
        actor=world.cast.admin,
        at=clock.now(),
    )


def breach(world: "World") -> Entry:
    return _declare(world, "breach", **BREACH, staff=world.cast.officer.staff_id)


def _picture() -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (60, 40), "green").save(file, "JPEG")
    file.seek(0)
    file.name = "anh.jpg"
    return file


def evidence(world: "World") -> dict[str, UUID]:
    plan = entry(world)
    add_evidence(entry=plan, files=[_picture()], actor=world.cast.head, at=clock.now())
    return {"pk": EntryFile.objects.get(entry=plan).attachment_id}


def assignment(world: "World") -> ResponsibleHead:
    return name_head(
        form_id=uuid4(),
        agency=world.cast.department,
        assignment=Assignment(world.cast.head.staff, "12/QĐ-STP", date(2026, 1, 5)),
        actor=world.cast.admin,
        at=clock.now(),
    )


def law(world: "World") -> LegalDocument:
    day = date(2018, 12, 27)
    facts = LegalFacts("1847/QĐ-TTg", "Thủ tướng Chính phủ", "Đề án Văn hóa công vụ", day, day)
    return record_document(document_id=uuid4(), facts=facts, actor=world.cast.admin, at=clock.now())


def index(world: "World") -> ExternalIndex:
    facts = IndexFacts(
        world.cast.department.pk, "par_index", 2025, Decimal("87.43"), Decimal(100), "15/QĐ-UBND", 3, 14
    )
    return record_index(index_id=uuid4(), facts=facts, actor=world.cast.admin, at=clock.now())


def _register(slug: str) -> Callable[["World"], dict[str, Any]]:
    return lambda world: {"agency": world.cast.department.pk, "slug": slug}


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "registers": lambda world: None,
    "good practices": lambda world: None,
    "good practice": practice,
    "legal documents": lambda world: None,
    "external indices": lambda world: None,
    "registers of department A": lambda world: {"agency": world.cast.department.pk},
    "plan register of department A": _register("ke-hoach-nam"),
    "code register of department A": _register("quy-tac-ung-xu"),
    "breach register of department A": _register("vi-pham"),
    "declared entry": entry,
    "verified entry": verified,
    "session with a list": session,
    "breach of the officer": breach,
    "evidence of an entry": evidence,
    "assignment of the head": assignment,
    "legal document": law,
    "external index": index,
}

PLAN_FORM = {"year": 2026, "day": "2026-01-20", "number": "5/KH-STP", "title": "Kế hoạch"}
INDEX_FORM = {"kind": "sipas", "year": 2025, "value": "87,43", "scale": "100", "document": "15/QĐ-UBND"}
LAW_FORM = {
    "number": "733/QĐ-TTg",
    "issuer": "Thủ tướng Chính phủ",
    "title": "Phong trào thi đua",
    "issued_on": "2019-06-14",
    "in_force_on": "2019-06-14",
}


def _new(world: "World", thing: dict[str, Any]) -> dict[str, Any]:
    form: dict[str, Any] = {"form_uuid": uuid4(), **PLAN_FORM}
    if thing["slug"] == "quy-tac-ung-xu":
        form["posted"] = "on"
    return form


FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "entry_new": _new,
    "practice_status": lambda world, row: {
        "status": "spreading",
        "seen_version": Entry.objects.get(pk=row.pk).version,
    },
    "entry_edit": lambda world, row: {**PLAN_FORM, "number": "6/KH-STP", "seen_version": row.version},
    "entry_decide": lambda world, row: {
        "move": "verify",
        "reason": "Đã xem bản gốc.",
        "seen_version": row.version,
    },
    "entry_withdraw": lambda world, row: {"reason": "Nhầm.", "seen_version": row.version},
    "register_evidence": lambda world, row: {"files": _picture()},
    "people_add": lambda world, row: {"codes": world.cast.officer.staff.code},
    "roll_call": lambda world, row: {"co_mat": [world.cast.officer.staff_id]},
    "responsible_heads": lambda world, thing: {
        "form_uuid": uuid4(),
        "staff": world.cast.head.staff.code,
        "document": "12/QĐ-STP",
        "starts_on": "2026-11-20",
    },
    "legal_new": lambda world, thing: {"form_uuid": uuid4(), **LAW_FORM},
    "legal_edit": lambda world, row: {**LAW_FORM, "seen_version": row.version},
    "index_new": lambda world, thing: {
        "form_uuid": uuid4(),
        "agency": world.cast.department.pk,
        **INDEX_FORM,
    },
    "index_edit": lambda world, row: {
        "agency": world.cast.department.pk,
        **INDEX_FORM,
        "seen_version": row.version,
    },
}
