"""Who calls: a one-stop system with the token that Home Affairs gave it, in the header Authorization."""

import hashlib

from django.http import HttpRequest

from agencies.models import AgencyVersion
from core import clock
from core.errors import Refused
from feedback.models import OneStopClient

LONGEST = 200


class UnknownClient(Refused):
    """No token, or one that was never given or is taken back (HTTP 401)."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "Thiếu mã kết nối, hoặc mã không đúng hay đã bị thu hồi. Hãy gửi tiêu đề "
            "“Authorization: Bearer <mã>”; mã do Sở Nội vụ cấp."
        )


class ClientWithoutAgency(Refused):
    """The agency for which the system was connected is scored no longer (HTTP 403)."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "Cơ quan của kết nối này hiện không được chấm điểm nên không nhận số liệu. "
            "Hãy liên hệ Sở Nội vụ để được cấp kết nối mới."
        )


def digest_of(token: str) -> str:
    """What is kept of a token; 256 random bits need no key."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_of(request: HttpRequest) -> OneStopClient:
    """The system that sent ``request``; notes the day. Raises UnknownClient and ClientWithoutAgency."""
    scheme, _blank, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(token) <= LONGEST:
        raise UnknownClient
    digest = digest_of(token.strip())
    client = OneStopClient.objects.filter(token_digest=digest, revoked_at=None).first()
    if client is None:
        raise UnknownClient
    today = clock.today()
    rated = AgencyVersion.objects.as_of(today).filter(agency=client.agency_id, rated_agency=client.agency_id)
    if not rated.exists():
        raise ClientWithoutAgency
    if client.last_used_on != today:
        client.last_used_on = today
        client.save(update_fields=["last_used_on"])
    return client
