"""The part of the page measurement that needs Django: a leader's session, and the dashboard's queries.

The province is made smaller and larger inside a transaction that is rolled back.
"""

import json
import os
from copy import copy

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.page_settings")
django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from agencies.enums import Role  # noqa: E402
from agencies.models import Agency, AgencyVersion, User  # noqa: E402
from bench.constant_urls import CONSTANT  # noqa: E402
from core import clock  # noqa: E402
from evaluations.models import AgencyResult, Period  # noqa: E402

SIZES = (13, 1300)
HOST = {"headers": {"host": "127.0.0.1"}}


def leader() -> User:
    """Somebody who reads the whole province today."""
    today = clock.today()
    found = User.objects.filter(is_active=True, grants__role=Role.LEADER, grants__starts_on__lte=today)
    return found.filter(grants__ends_on=None).order_by("pk")[0]


def statements(client: Client) -> int:
    """Queries of one dashboard, session and account included; what is constant is read before."""
    client.get("/bang-diem/", **HOST)
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/bang-diem/", **HOST)
    assert response.status_code == 200, response.status_code
    return len(queries)


def resize(period: Period, size: int) -> None:
    """Leave ``size`` agencies in a month, by taking rows away or by copying them under new agencies."""
    rows = list(AgencyResult.objects.in_period(period).order_by("agency_id"))
    AgencyResult.objects.filter(pk__in=[row.pk for row in rows[size:]]).delete()
    versions = {
        version.agency_id: version
        for version in AgencyVersion.objects.as_of(period.last_day).filter(
            agency__in=[r.agency_id for r in rows]
        )
    }
    for number in range(size - len(rows)):
        model = copy(rows[number % len(rows)])
        version = copy(versions[model.agency_id])
        agency = Agency.objects.create(code=f"phep-do-{number}")
        version.pk, version.agency, version.path = None, agency, f"/{agency.pk}/"
        version.save(force_insert=True)
        model.pk, model.agency = None, agency
        model.save(force_insert=True)


def counted(client: Client) -> dict[str, int]:
    """The queries as the province is, and with few and with many agencies."""
    period = Period.objects.months().open().newest_first()[0]
    found = {"now": statements(client)}
    for size in SIZES:
        with transaction.atomic():
            resize(period, size)
            found[str(size)] = statements(client)
            transaction.set_rollback(True)
    return found


def main() -> None:
    """Print what the measurement needs as one line of JSON."""
    client = Client()
    client.force_login(leader())
    period = Period.objects.months().open().newest_first()[0]
    print(
        json.dumps(
            {
                "cookie": f"sessionid={client.cookies['sessionid'].value}",
                "constant": CONSTANT,
                "agencies": AgencyResult.objects.in_period(period).count(),
                "queries": counted(client),
            }
        )
    )


if __name__ == "__main__":
    main()
