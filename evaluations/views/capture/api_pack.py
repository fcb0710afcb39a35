"""What a phone takes along before leaving."""

from typing import Any

from django.http import HttpRequest

from core import clock
from evaluations.access.inspections import own_agencies
from evaluations.actions.capture.take_along import take_along
from evaluations.gather.capture.pack import pack_of, visits_of
from evaluations.views.capture.answering import Answer, api, now, own_device
from evaluations.views.capture.version import newest_version


@api("GET")
def capture_pack(request: HttpRequest) -> Answer:
    """Every visit of the person's teams; asking for it is what makes the server expect records."""
    user: Any = request.user
    device = own_device(request)
    barred = own_agencies(user)
    visits = [visit for visit in visits_of(user) if visit.agency_id not in barred]
    packed = pack_of(visits, user, clock.today())
    taken = {visit["id"] for visit in packed}
    take_along(device=device, visits=[one for one in visits if str(one.pk) in taken], at=clock.now())
    return {"made_at": now(), "app": newest_version(), "visits": packed}
