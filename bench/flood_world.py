"""What a flood meets: counters of many agencies, a vault, and who looks at the desks; its own process.

``python -m bench.flood_world`` with the database of ``DATABASE_URL``; prints one line of JSON.
"""

import json
from typing import Any

import django

COUNTERS = 40


def main() -> None:
    """Choose forty counters of as many agencies, three of which are attacked."""
    django.setup()
    from django.urls import reverse

    from agencies.enums import Role
    from core import clock
    from feedback.gather.places import places_of
    from feedback.models import Counter

    today = clock.today()
    by_agency: dict[int, Counter] = {}
    counters = list(Counter.objects.as_of(today).filter(revoked_at=None).order_by("pk"))
    places = places_of(counters, today)
    for counter in counters:
        place = places.get(counter.pk)
        if place is not None:
            by_agency.setdefault(place.agency_id, counter)
    chosen = list(by_agency.items())[:COUNTERS]
    custodian = _holder()
    desks = {reverse("suspicion_list"): _session(_holding(Role.HOME_AFFAIRS))}
    desks |= {reverse(name): _session(custodian) for name in ("triage_list", "triage_suspects")}
    print(
        json.dumps(
            {
                "counters": [counter.code for _agency, counter in chosen],
                "attacked": [counter.code for _agency, counter in chosen[:3]],
                "agency": chosen[0][0],
                "case_page": reverse("case_send"),
                "case_extra": {},
                "desks": desks,
            }
        )
    )


def _holding(role: str) -> Any:
    """Somebody with that role today."""
    from agencies.models import RoleGrant
    from core import clock

    granted = RoleGrant.objects.as_of(clock.today()).filter(role=role).select_related("user").order_by("pk")
    return granted[0].user


def _holder() -> Any:
    """A custodian who holds the first vault, which is made where the demonstration made none."""
    from agencies.enums import Role
    from agencies.models import Posting
    from core import clock
    from feedback.models import VaultShare
    from feedback.tests.factories import make_vault

    share = VaultShare.objects.filter(vault__code="first", ended_at=None).order_by("pk").first()
    if share is not None:
        return share.holder.user
    custodian = _holding(Role.CUSTODIAN)
    post = Posting.objects.as_of(clock.today()).filter(staff=custodian.staff_id).order_by("pk")[0]
    make_vault("first", post.agency, custodian)
    return custodian


def _session(user: Any) -> str:
    """The key of a fresh session."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return str(client.session.session_key)


if __name__ == "__main__":
    main()
