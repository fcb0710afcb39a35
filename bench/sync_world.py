"""Two hundred visits ready to be sent: inspections under way, phones with keys, signed-in inspectors.

Run in a process of its own with the database of ``DATABASE_URL``; prints one line of JSON.
"""

import base64
import json
import secrets
import sys
from datetime import datetime
from typing import Any
from uuid import uuid4

import django


def main(visits: int) -> None:
    """Make the visits of this month and say how each phone reaches the portal."""
    django.setup()
    from agencies.enums import Role
    from agencies.models import AgencyVersion, RoleGrant, User
    from core import clock

    at = clock.now()
    inspectors = User.objects.filter(
        pk__in=RoleGrant.objects.as_of(clock.today()).filter(role=Role.INSPECTOR).values("user")
    ).order_by("pk")
    agencies = [
        version.agency_id
        for version in AgencyVersion.objects.as_of(clock.today()).rated().order_by("agency_id")
    ]
    people = list(inspectors)
    phones = [
        _phone(people[place % len(people)], agencies[place % len(agencies)], at) for place in range(visits)
    ]
    leader = User.objects.filter(
        pk__in=RoleGrant.objects.as_of(clock.today()).filter(role=Role.LEADER).values("user")
    ).order_by("pk")[0]
    print(json.dumps({"leader": _session(leader), "phones": phones}))


def _phone(user: Any, agency: int, at: datetime) -> dict[str, Any]:
    """An inspection under way of that inspector, with a phone that may send for it."""
    from core import clock
    from evaluations.enums import InspectionState
    from evaluations.gather.inspections import agency_standing, inspected_rules, set_of
    from evaluations.models import CaptureDevice, Inspection, Period, TeamMember
    from evaluations.rules.capture.details import KINDS
    from evaluations.rules.observing import FROM_HEADCOUNT, entry_for

    today = clock.today()
    visit = Inspection.objects.create(
        id=uuid4(),
        agency_id=agency,
        period=Period.objects.months().containing(today).get(),
        mode="planned",
        state=InspectionState.ON_SITE,
        order_number="1/QĐ-SNV",
        visited_on=today,
        started_at=at,
        created_by=user,
        created_at=at,
    )
    TeamMember.objects.create(inspection=visit, user=user, role=TeamMember.TeamRole.LEADER)
    key = base64.b64encode(secrets.token_bytes(32)).decode()
    device = CaptureDevice.objects.create(
        id=uuid4(), phone=uuid4(), user=user, seal_key=key, receipt_key=key, created_at=at, seen_at=at
    )
    standing = agency_standing(visit)
    rules = [
        rule
        for rule in inspected_rules(set_of(visit, standing), standing)
        if rule.code not in FROM_HEADCOUNT and rule.code not in KINDS
    ]
    return {
        "visit": str(visit.pk),
        "device": str(device.pk),
        "key": key,
        "cookie": _session(user),
        "criteria": [[rule.code, *_numbers(entry_for(rule))] for rule in rules],
    }


def _numbers(entry: Any) -> tuple[int, int]:
    """An n and a k that the criterion takes."""
    n = 10 if entry.fixed_n is None else entry.fixed_n
    return n, entry.options[0][0] if entry.options else min(n, 8)


def _session(user: Any) -> str:
    """The cookie of a fresh session of ``user``."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}"


if __name__ == "__main__":
    main(int(sys.argv[1]))
