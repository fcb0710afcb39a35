"""Short ways to overdue dossiers and letters of the cast's department, on 20 November 2026, a Friday."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from agencies.tests.cast import Cast
from feedback.actions.letters.draft import draft_letter
from feedback.actions.letters.issue import issue_letter
from feedback.enums import LetterKind
from feedback.gather.letters.offices import Signer
from feedback.models import Letter, OverdueDossier
from feedback.rules.letter_words import LetterContents

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
TODAY = date(2026, 11, 20)
DUE = date(2026, 11, 24)
NEW_DUE = date(2026, 11, 30)
SIGNER = Signer("Nguyễn Thị Hòa", "Giám đốc")


@dataclass(frozen=True)
class Letters:
    """What tests do with letters, as the officer who writes and the head who issues."""

    cast: Cast

    def dossier(self, **given: Any) -> OverdueDossier:
        """A dossier of the department, due on Tuesday."""
        usual = {
            "agency": self.cast.department,
            "code": f"H61-{uuid4().hex[:8]}",
            "procedure": "Cấp phiếu lý lịch tư pháp",
            "applicant": "Trần Thị Nộp",
            "email": "nop@example.vn",
            "received_on": date(2026, 11, 5),
            "due_on": DUE,
        }
        return OverdueDossier.objects.create(**usual | given)

    def contents(self, **given: Any) -> LetterContents:
        """What a letter says."""
        usual = {"recipient": "Trần Thị Nộp", "body": "Chúng tôi xin lỗi Ông/bà.", "email": "nop@example.vn"}
        return LetterContents(**usual | given)

    def apology(self, dossier: OverdueDossier | None = None, at: datetime = NOW, **given: Any) -> Letter:
        """A draft of an apology."""
        about = dossier or self.dossier()
        usual = {"reason": "Chờ xác minh", "new_due_on": NEW_DUE, "dossier": about.pk}
        return draft_letter(
            form_id=uuid4(),
            kind=LetterKind.APOLOGY,
            agency=self.cast.department,
            contents=self.contents(**usual | given),
            actor=self.cast.officer,
            at=at,
        )

    def thanks(self, **given: Any) -> Letter:
        """A draft of thanks."""
        return draft_letter(
            form_id=uuid4(),
            kind=LetterKind.THANKS,
            agency=self.cast.department,
            contents=self.contents(body="Xin cảm ơn Ông/bà.", **given),
            actor=self.cast.officer,
            at=NOW,
        )

    def issued(self, letter: Letter | None = None, at: datetime = NOW) -> Letter:
        """A letter issued by the head."""
        draft = letter or self.apology()
        return issue_letter(
            letter=draft, signer=SIGNER, seen_version=draft.version, actor=self.cast.head, at=at
        )


@pytest.fixture(autouse=True)
def the_present() -> Iterator[None]:
    """20 November 2026, 10:00 in Vietnam."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def letters(cast: Cast) -> Letters:
    """The letters of the cast's department."""
    return Letters(cast)


@pytest.fixture
def as_(client: Any) -> Callable[[Any], Any]:
    """The client signed in as somebody of the cast."""

    def sign_in(user: Any) -> Any:
        client.force_login(user)
        return client

    return sign_in
