"""Home Affairs connects a one-stop system, and takes its token back."""

import hashlib
import secrets
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from core import audit
from core.access import require
from core.errors import Conflict
from core.replay import OTHER_CONTENT
from core.text import squeeze
from feedback.models import OneStopClient


class Connected(NamedTuple):
    """A connection; its token is told once, "" when the form came again."""

    client: OneStopClient
    token: str


def connect_client(*, form_id: UUID, agency: Agency, name: str, actor: User, at: datetime) -> Connected:
    """Give a one-stop system of ``agency`` a token; only its digest is kept.

    Raises AccessRefused, and Conflict when the form came before with other content.
    """
    require(actor, "visits.connect", agency)
    name = squeeze(name)
    existing = _made_by(form_id, agency, name)
    if existing is not None:
        return Connected(existing, "")
    token = secrets.token_urlsafe(32)
    client = OneStopClient(
        form_id=form_id,
        agency=agency,
        name=name,
        token_digest=hashlib.sha256(token.encode()).hexdigest(),
        made_by=actor,
        made_at=at,
    )
    try:
        with transaction.atomic():
            client.save(force_insert=True)
            _record("visits.connected", client, actor, at)
    except IntegrityError:
        existing = _made_by(form_id, agency, name)
        if existing is None:
            raise
        return Connected(existing, "")
    return Connected(client, token)


def revoke_client(*, client: OneStopClient, actor: User, at: datetime) -> OneStopClient:
    """End a token at once; twice changes nothing. Raises AccessRefused."""
    require(actor, "visits.connect", client.agency)
    with transaction.atomic():
        locked = OneStopClient.objects.select_for_update(of=("self",)).get(pk=client.pk)
        if locked.revoked_at is None:
            locked.revoked_at = at
            locked.save(update_fields=["revoked_at"])
            _record("visits.disconnected", locked, actor, at)
    return locked


def _record(event: str, client: OneStopClient, actor: User, at: datetime) -> None:
    after = {"name": client.name}
    audit.record(event, actor=actor, subject=client, at=at, agency_id=client.agency_id, after=after)


def _made_by(form_id: UUID, agency: Agency, name: str) -> OneStopClient | None:
    made = OneStopClient.objects.filter(form_id=form_id).first()
    if made is not None and (made.agency_id, made.name) != (agency.pk, name):
        raise Conflict(OTHER_CONTENT)
    return made
