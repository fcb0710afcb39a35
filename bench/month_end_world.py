"""The last day of a month: 31,000 people who can log in and have sent nothing; in a process of its own.

``python -m bench.month_end_world PEOPLE`` with the database of ``DATABASE_URL``; prints one line of JSON.
"""

import json
import random
import secrets
import sys

import django


def main(people: int) -> None:
    """Give every person an account with one password, empty the running month, and say who may log in."""
    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.db.models import Q

    from agencies.models import StaffMember, User
    from evaluations.models import Period, SelfAssessment

    period = Period.objects.months().open().newest_first()[0]
    # What was answered or appealed in the demonstration stays, and its people stay at home.
    disputed = SelfAssessment.objects.filter(Q(replies__isnull=False) | Q(appeal__isnull=False))
    forms = SelfAssessment.objects.filter(period=period).exclude(pk__in=disputed.values("pk"))
    forms.delete()
    password = secrets.token_urlsafe(12)
    stored = make_password(password)
    with_account = set(
        User.objects.filter(staff__isnull=False).order_by("pk").values_list("staff", flat=True)
    )
    User.objects.bulk_create(
        [
            User(username=f"cc-{staff.code.lower()}", staff=staff, display_name=staff.full_name)
            for staff in StaffMember.objects.order_by("pk")
            if staff.pk not in with_account
        ],
        batch_size=2000,
    )
    User.objects.update(password=stored)
    # drawn by chance: the first accounts are those of heads, whose pages are the dearest
    owing = list(_owing(period))
    names = random.Random(1847).sample(owing, min(people, len(owing)))
    print(
        json.dumps(
            {"period": period.pk, "password": password, "people": names, "leader": _session(_leader())}
        )
    )


def _owing(period):  # type: ignore[no-untyped-def]
    """User names of those who owe exactly one form, in a fixed order."""
    from django.db.models import Count

    from agencies.models import Posting, User
    from evaluations.models import SelfAssessment

    posts = Posting.objects.as_of(period.last_day).filter(agency__versions__rated_agency__isnull=False)
    single = (
        posts.order_by("staff")
        .values("staff")
        .annotate(agencies=Count("agency__versions__rated_agency", distinct=True))
        .filter(agencies=1)
    )
    begun = SelfAssessment.objects.filter(period=period)
    return (
        User.objects.filter(staff__in=single.values("staff"), is_active=True)
        .exclude(staff__in=begun.values("staff"))
        .order_by("pk")
        .values_list("username", flat=True)
    )


def _leader():  # type: ignore[no-untyped-def]
    """A provincial leader, who reads the dashboard meanwhile."""
    from agencies.enums import Role
    from agencies.models import RoleGrant, User
    from core import clock

    holders = RoleGrant.objects.as_of(clock.today()).filter(role=Role.LEADER).values("user")
    return User.objects.filter(pk__in=holders).order_by("pk")[0]


def _session(user) -> str:  # type: ignore[no-untyped-def]
    """The key of a fresh session of ``user``."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return str(client.session.session_key)


if __name__ == "__main__":
    main(int(sys.argv[1]))
