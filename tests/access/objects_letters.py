"""Letters of department A at each step, an overdue dossier, templates, the one-stop system that calls."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from agencies.models import Agency
from core import clock
from feedback.actions.letters.draft import draft_letter
from feedback.actions.letters.issue import issue_letter
from feedback.actions.letters.templates import add_template
from feedback.api.clients import digest_of
from feedback.enums import LetterKind
from feedback.gather.letters.offices import Signer
from feedback.models import Letter, LetterTemplate, OneStopClient, OverdueDossier
from feedback.rules.letter_words import LetterContents

if TYPE_CHECKING:
    from tests.access.world import World

BEARER = "ma-ket-noi-thu"


def draft(world: "World") -> Letter:
    return draft_letter(
        form_id=uuid4(),
        kind=LetterKind.THANKS,
        agency=world.cast.department,
        contents=LetterContents(recipient="Trần Thị Nộp", body="Xin cảm ơn."),
        actor=world.cast.officer,
        at=clock.now(),
    )


def issued(world: "World") -> Letter:
    return issue_letter(
        letter=draft(world),
        signer=Signer("Nguyễn Thị Hòa", "Giám đốc"),
        seen_version=1,
        actor=world.cast.head,
        at=clock.now(),
    )


def dossier(world: "World") -> OverdueDossier:
    return OverdueDossier.objects.create(
        agency=world.cast.department,
        code=f"H61-{uuid4().hex[:6]}",
        procedure="Cấp phiếu lý lịch tư pháp",
        applicant="Trần Thị Nộp",
        received_on=date(2026, 11, 5),
        due_on=date(2026, 11, 24),
    )


def template(world: "World") -> LetterTemplate:
    return add_template(
        form_id=uuid4(),
        agency_id=None,
        kind=LetterKind.THANKS,
        name="Sau khi trả kết quả",
        body="Cảm ơn {người nhận}.",
        actor=world.cast.admin,
        at=clock.now(),
    )


def one_stop(world: "World") -> None:
    OneStopClient.objects.create(
        agency=Agency.objects.get(pk=world.cast.department.pk),
        name="Một cửa điện tử",
        token_digest=digest_of(BEARER),
        made_by=world.cast.admin,
        made_at=clock.now(),
    )


OBJECTS: dict[str, Callable[["World"], Any]] = {
    "letters": lambda world: None,
    "letters of department A": lambda world: {"agency": world.cast.department.pk},
    "thanks of department A": lambda world: {"agency": world.cast.department.pk, "kind": "cam-on"},
    "draft letter": draft,
    "issued letter": issued,
    "file of an issued letter": lambda world: {"pk": issued(world).pk, "ending": "pdf"},
    "overdue dossier": dossier,
    "letter template": template,
    "one-stop system with dossiers": one_stop,
}
WORDS = {"recipient": "Trần Thị Nộp", "body": "Xin cảm ơn Ông/bà."}
TEMPLATE = {"kind": "thanks", "name": "Mẫu", "body": "Cảm ơn {người nhận}."}
FORMS: dict[str, Callable[["World", Any], dict[str, Any]]] = {
    "letter_new": lambda world, thing: {"form_uuid": uuid4(), **WORDS},
    "letter_edit": lambda world, row: {**WORDS, "seen_version": row.version},
    "letter_void": lambda world, row: {"seen_version": row.version},
    "letter_issue": lambda world, row: {
        "signer_name": "Nguyễn Thị Hòa",
        "signer_capacity": "Giám đốc",
        "seen_version": row.version,
    },
    "letter_send": lambda world, row: {
        "sent_on": clock.today().isoformat(),
        "seen_version": row.version,
    },
    "dossier_finish": lambda world, row: {"finished_on": clock.today().isoformat()},
    "letter_template_new": lambda world, thing: {"form_uuid": uuid4(), **TEMPLATE},
    "letter_template_edit": lambda world, row: {**TEMPLATE, "seen_version": row.version, "is_active": "on"},
    "overdue_dossiers": lambda world, thing: {
        "json": {"lo": str(uuid4()), "ho_so": []},
        "headers": {"Authorization": f"Bearer {BEARER}"},
    },
}
