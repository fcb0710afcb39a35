"""Telling people: kinds of notification are declared once, each with a subject and a body template.

A kind named ``period.opened`` has ``templates/notifications/period_opened_subject.txt`` and
``templates/notifications/period_opened.txt`` (plain text, Vietnamese, addressed to one person). Inside an
act's transaction ``notify`` writes one row per person and leaves the e-mails to the outbox.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from core import outbox
from core.jobs import declare_job
from core.models.notifications import Notification
from core.text import squeeze

MAILS_PER_MESSAGE = 200
MAIL_SEND = "mail.send"
"""E-mails of notifications: payload {"keys": [key of each notification]}, at most MAILS_PER_MESSAGE."""

outbox.declare_topic(MAIL_SEND, "core.tasks.send_mail")
declare_job(MAIL_SEND, "Gửi thư điện tử")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notification. ``sample`` is a context with which its templates render, used by the test."""

    name: str
    label: str
    sample: Mapping[str, Any] = field(hash=False)

    @property
    def body_template(self) -> str:
        """The template of the body; may use the context, ``recipient`` and ``url``."""
        return f"notifications/{self.name.replace('.', '_')}.txt"

    @property
    def subject_template(self) -> str:
        """The template of the subject, one line."""
        return f"notifications/{self.name.replace('.', '_')}_subject.txt"


_KINDS: dict[str, Kind] = {}


def declare(name: str, label: str, *, sample: Mapping[str, Any]) -> Kind:
    """Declare a kind: dotted name, Vietnamese label, and a sample context; raises ValueError if it exists."""
    if name in _KINDS:
        raise ValueError(f"notification {name!r} is declared twice")
    kind = _KINDS[name] = Kind(name, label, sample)
    return kind


def kinds() -> dict[str, Kind]:
    """Every declared kind by name."""
    return dict(sorted(_KINDS.items()))


def label_of(name: str) -> str:
    """The Vietnamese label of a kind; a notification older than its declaration shows its name."""
    return _KINDS[name].label if name in _KINDS else name


def render(kind: Kind, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject (one line, at most 200 characters) and body of a notification, as plain text."""
    subject, body = (
        get_template(name).template.render(Context(dict(context), autoescape=False))  # type: ignore[attr-defined]
        for name in (kind.subject_template, kind.body_template)
    )
    return squeeze(subject)[:200], body.strip()


def notify(
    kind: Kind,
    *,
    recipients: Iterable[Any],
    key: str,
    context: Mapping[str, Any],
    url: str = "",
    at: datetime,
) -> int:
    """Tell each of ``recipients`` (users) once, in the portal and by e-mail; returns how many are new.

    ``key`` names the occasion ("period.opened:12"); telling the same person of it again does nothing.
    ``url`` is a path inside the portal ("/phieu/…"). Call it inside the act's transaction.
    """
    if url and not (url.startswith("/") and not url.startswith("//")):
        raise ValueError("url must be a path inside the portal")
    people, count = iter(recipients), 0
    while batch := list(islice(people, MAILS_PER_MESSAGE)):
        count += _tell(kind, batch, key, context, url, at)
    return count


def _tell(kind: Kind, people: list[Any], key: str, context: Mapping[str, Any], url: str, at: datetime) -> int:
    keys = {f"{key}:{user.pk}": user for user in people}
    told = set(Notification.objects.filter(key__in=list(keys)).values_list("key", flat=True))
    rows = [_row(kind, user, one, context, url, at) for one, user in keys.items() if one not in told]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    to_mail = [row.key for row in rows if address_of(row.recipient)]
    if to_mail:
        outbox.send(MAIL_SEND, {"keys": to_mail}, at=at)
    return len(rows)


def _row(kind: Kind, user: Any, key: str, context: Mapping[str, Any], url: str, at: datetime) -> Notification:
    subject, body = render(kind, {**context, "recipient": user, "url": portal_url(url)})
    return Notification(
        recipient=user, kind=kind.name, key=key, subject=subject, body=body, url=url, created_at=at
    )


def portal_url(path: str) -> str:
    """The address for an e-mail; the path alone where PORTAL_URL (https://…) is not set."""
    return f"{getattr(settings, 'PORTAL_URL', '').rstrip('/')}{path}" if path else ""


def address_of(user: Any) -> str:
    """The person's e-mail address, or "" when there is none or the account is closed."""
    address = getattr(user, user.get_email_field_name(), None)
    return address if address and user.is_active else ""
