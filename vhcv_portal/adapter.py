"""How allauth is told that accounts are given by the administration, and that letters leave by the outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.mail import EmailMessage
from django.http import HttpRequest

from vhcv_portal import letters


class OutboxLetter(EmailMessage):
    """A letter whose sending means leaving it in the outbox."""

    def send(self, fail_silently: bool = False) -> int:
        """Leave it; the count that Django expects is 1."""
        letters.leave(self)
        return 1


class PortalAccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: a user comes with a member of staff, through import or the roles page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False for everybody."""
        return False

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Render allauth's letter from its templates, as one that leaves by the outbox."""
        letter = super().render_mail(template_prefix, email, context, headers)
        return OutboxLetter(letter.subject, letter.body, letter.from_email, letter.to)
