"""The cast on 20 November 2026, and short ways to keep entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from PIL import Image

from agencies.models import User
from agencies.tests.cast import Cast, cast
from registers.actions.decide import decide_entry
from registers.actions.declare import declare_entry
from registers.models import Entry
from registers.rules.catalogue import BY_CODE
from registers.rules.contents import Contents

__all__ = ["cast"]

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)
USUAL: dict[str, dict[str, Any]] = {
    "yearly_plan": {"number": "5/KH-STP", "title": "Kế hoạch năm 2026", "day": date(2026, 1, 20)},
    "internal_rules": {
        "number": "9/QĐ-STP",
        "title": "Quy chế làm việc",
        "day": date(2026, 2, 3),
        "details": {"rule": "working"},
    },
    "code_of_conduct": {
        "number": "11/QĐ-STP",
        "title": "Quy tắc ứng xử",
        "day": date(2026, 3, 2),
        "details": {"posted": True},
    },
    "rule_review": {"title": "Rà soát", "day": date(2026, 9, 1), "details": {"covers": "all"}},
    "pledge": {"title": "Ký cam kết 2026", "day": date(2026, 2, 10), "details": {"topics": "both"}},
    "training": {"title": "Lớp giao tiếp", "day": date(2026, 5, 15), "details": {"form": "class"}},
    "awareness": {"title": "Phổ biến Đề án", "day": date(2026, 3, 26), "details": {"form": "meeting"}},
    "good_practice": {
        "title": "Thư cảm ơn",
        "day": date(2026, 4, 2),
        "details": {"about": "Gửi thư cảm ơn kèm mã QR."},
    },
    "dossiers": {
        "day": date(2026, 11, 3),
        "details": {"month": 10, "total": 200, "online": 150, "paid": 80},
    },
    "breach": {
        "number": "3/TB-STP",
        "title": "Lời lẽ thiếu chuẩn mực với người dân",
        "day": date(2026, 6, 10),
        "details": {"happened_on": "2026-05-28", "breach": "GT", "due_on": "2026-08-10"},
    },
    "breach_handling": {"number": "60/QĐ-STP", "day": date(2026, 7, 3), "details": {"measure": "reminder"}},
}


@dataclass(frozen=True)
class Registers:
    """What tests do with the registers of the department, as its head and as the inspectorate."""

    cast: Cast

    def contents(self, code: str, **given: Any) -> Contents:
        """The usual contents of a register; ``details`` are added to the usual ones, None takes one away."""
        usual = dict(USUAL[code])
        details = {**usual.pop("details", {}), **given.pop("details", {})}
        words: dict[str, Any] = {"agency": self.cast.department.pk, "year": 2026, **usual, **given}
        kept = {name: value for name, value in details.items() if value is not None}
        return Contents(details=kept, **words)

    def declare(self, code: str, *, actor: User | None = None, people: Any = (), **given: Any) -> Entry:
        """An entry declared by the department's head unless ``actor`` says otherwise."""
        return declare_entry(
            form_id=given.pop("form_id", None) or uuid4(),
            register=BY_CODE[code],
            contents=self.contents(code, **given),
            people=[user.staff_id for user in people],
            actor=actor or self.cast.head,
            at=NOW,
        )

    def decide(self, entry: Entry, move: str = "verify", **given: Any) -> Entry:
        """The decision of Home Affairs."""
        entry.refresh_from_db()
        usual = {"reason": "Đã đối chiếu bản gốc.", "seen_version": entry.version, "actor": self.cast.admin}
        return decide_entry(entry=entry, move=move, **{**usual, "at": NOW, **given})

    def verified(self, code: str, **given: Any) -> Entry:
        """An entry declared and verified."""
        return self.decide(self.declare(code, **given))


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """20 November 2026, 10:00 in Vietnam."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def registers(cast: Cast) -> Registers:
    """The registers of the cast's department."""
    return Registers(cast)


@pytest.fixture
def picture() -> Callable[..., BytesIO]:
    """A small JPEG each time, of one colour."""

    def make(colour: Any = "green") -> BytesIO:
        file = BytesIO()
        Image.new("RGB", (60, 40), colour).save(file, "JPEG")
        file.seek(0)
        file.name = "anh.jpg"
        return file

    return make


@pytest.fixture
def as_(client):
    """The client signed in as somebody of the cast."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
