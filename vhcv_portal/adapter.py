"""How allauth is told that accounts are given by the administration and never made by visitors."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class PortalAccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: a user comes with a member of staff, through import or the roles page."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False for everybody."""
        return False
