"""The story that the canaries live through: sent by every public box, read, released, answered, looked at.

Told through a browser of some kind: Django's own test client, or HTTP to a running portal (bench citizen).
"""

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

from django.urls import reverse

from agencies.tests.cast import Cast
from core.clock import local_day
from feedback.actions.cases.answer import answer_case
from feedback.actions.cases.assign import assign_case
from feedback.actions.triage.contact import read_contact
from feedback.actions.triage.decide import ForTheAgency, make_ready
from feedback.actions.triage.reading import read_text
from feedback.actions.triage.release_batch import release_batch
from feedback.models import FeedbackCase
from feedback.tests.factories import make_counter
from tests.leaks.canaries import Search, digits, photo_with, word

RELEASED = "Quầy đóng sớm hơn giờ niêm yết."
READERS = ("head", "unit_head", "officer", "other_head", "inspector", "admin", "leader", "operator")
PAGES = (
    "home",
    "case_list",
    "case_export",
    "case_board",
    "public_answers",
    "counter_list",
    "notification_list",
    "vault_home",
    "triage_list",
    "triage_remarks",
    "lawful_bodies",
)


class Browser(Protocol):
    """Somebody who asks for pages and sends forms."""

    def get(self, address: str) -> bytes:
        """The answer with its headers, whatever its status."""

    def post(self, address: str, form: Mapping[str, Any], **headers: str) -> tuple[int, str]:
        """Status and page."""


def plant(cast: Cast, visitor: Browser, clerk: Browser, day: str) -> dict[str, str]:
    """Send canaries through every public box, well-formed and not; the words by box.

    ``clerk`` is signed in as Home Affairs and keys in a paper received on ``day``.
    """
    boxes = ("text", "name", "mail", "photo", "message", "remark", "paper")
    kept = {name: word() for name in boxes} | {name: digits() for name in ("phone", "paper phone")}
    refused = ("text", "photo", "receipt", "question", "foreign")
    wrong = {f"refused {name}": word() for name in refused}
    send = reverse("case_send")

    def form(text: str, **more: Any) -> dict[str, Any]:
        return {
            "form_uuid": str(uuid4()),
            "agency": cast.department.pk,
            "consent": "on",
            "text": text,
            **more,
        }

    whole = form(
        f"Quầy đóng sớm {kept['text']}",
        name=kept["name"],
        phone=kept["phone"],
        email=f"{kept['mail']}@example.vn",
        photos=photo_with(kept["photo"]),
    )
    _status, page = visitor.post(send, whole)
    found = re.search(r"receipt-code\">([\d ]{19})<", page)
    assert found is not None, page
    receipt = found[1]
    more = {"receipt": receipt, "form_uuid": str(uuid4()), "text": f"Nói thêm {kept['message']}"}
    assert visitor.post(reverse("case_message"), more)[0] == 200
    # What is refused is kept no more than what is taken.
    spoilt = photo_with(wrong["refused photo"])
    spoilt.write(b"<svg>")
    spoilt.seek(0)
    statuses = [
        visitor.post(send, form(wrong["refused text"] * 400))[0],
        visitor.post(send, form("Quầy đóng sớm quá", photos=spoilt))[0],
        visitor.post(send, form(f"Tôi tố cáo ông {wrong['refused question']}"))[0],
        visitor.post(send, form(wrong["refused foreign"]), **{"Sec-Fetch-Site": "cross-site"})[0],
        visitor.post(reverse("case_follow"), {"receipt": wrong["refused receipt"]})[0],
    ]
    assert statuses == [422, 422, 200, 403, 422]
    counter = make_counter(cast.department)
    rating = {"form_uuid": str(uuid4()), "stars": 1, "remark": f"Chờ lâu {kept['remark']}"}
    rated = visitor.post(reverse("rate_counter", args=[counter.code]), rating)
    assert rated[0] in (200, 302), rated
    paper = form(f"Nói trống không {kept['paper']}", phone=kept["paper phone"], received_on=day)
    assert clerk.post(reverse("case_enter"), paper)[0] == 200
    return kept | wrong | {"receipt": receipt.replace(" ", ""), "receipt in groups": receipt}


def live_on(cast: Cast, keys: Mapping[int, bytes], at: datetime) -> None:
    """The custodian reads and redacts on the day of ``at``; two days later all goes out and is answered."""
    keeper: Any = cast.custodian
    for case in FeedbackCase.objects.order_by("pk"):
        read_text(case=case, keys=keys, actor=keeper, at=at)
        read_contact(case=case, reason="Hỏi lại ngày xảy ra", keys=keys, actor=keeper, at=at)
        case.refresh_from_db()
        words = ForTheAgency(RELEASED, "own")
        make_ready(case=case, facts=words, seen_version=case.version, keys=keys, actor=keeper, at=at)
    later = at + timedelta(days=2)
    release_batch(at=later)
    for case in FeedbackCase.objects.order_by("pk"):
        assert case.released_on == local_day(later)
        assign_case(case=case, unit=cast.unit.pk, seen_version=case.version, actor=cast.head, at=later)
        case.refresh_from_db()
        answer_case(
            reply_id=uuid4(),
            case=case,
            text="Chúng tôi đã sửa giờ trực.",
            seen_version=case.version,
            actor=cast.head,
            at=later,
        )


def look_at_pages(search: Search, cast: Cast, browser_of: Callable[[str], Browser]) -> None:
    """Every page and file about cases, as each who is not a custodian; what is forbidden is looked at too."""
    addresses = [reverse(name) for name in PAGES]
    for case in FeedbackCase.objects.order_by("pk"):
        addresses += [reverse(name, args=[case.pk]) for name in ("case_detail", "triage_case")]
    addresses.append(reverse("agency_detail", args=[cast.department.pk]))
    shown = set()
    for reader in READERS:
        browser = browser_of(reader)
        for address in addresses:
            page = browser.get(address)
            search.look(f"{reader} {address}", page)
            if RELEASED.encode() in page:
                shown.add(reader)
    # Whoever may read the released text did read it: they were really signed in.
    assert {"head", "inspector", "admin"} <= shown, shown
