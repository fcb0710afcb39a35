"""What is under way in the demonstration: a plan, and one inspection at each step of the procedure.

Everything is done by the real acts, as inspectors and heads do it, so papers, notifications and the trail
are there as well. Offices where the ready logins work come first.
"""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import clock
from evaluations.actions.results import refresh_results
from evaluations.models import Inspection, InspectionPlan, Period
from vhcv_portal.demo.living.cases import load_cases
from vhcv_portal.demo.living.counters import load_counter
from vhcv_portal.demo.living.desk import load_desk
from vhcv_portal.demo.living.forms import load_forms
from vhcv_portal.demo.living.letters import load_letters
from vhcv_portal.demo.living.moderated import load_moderated
from vhcv_portal.demo.living.plan import load_plan
from vhcv_portal.demo.living.registers import load_registers
from vhcv_portal.demo.living.remarks import load_remarks
from vhcv_portal.demo.living.stories import STORIES
from vhcv_portal.demo.living.telling import tell
from vhcv_portal.demo.living.vaults import load_lawful_bodies, load_vaults
from vhcv_portal.demo.living.visits import load_visits


def _score_concluded(inspections: list[Inspection], at: datetime) -> None:
    """The results of the months in which a conclusion counts, as the worker would bring them up to date."""
    ids = [one.pk for one in inspections]
    concluded = Inspection.objects.concluded().filter(pk__in=ids).order_by("visited_on")
    if not concluded:
        return
    agencies = {one.agency_id for one in concluded}
    since = clock.month_start(concluded[0].visited_on)
    for period in Period.objects.open().months().filter(starts_on__gte=since).order_by("starts_on"):
        refresh_results(period=period, agencies=agencies, at=at)


def load_living(*, at: datetime) -> dict[str, int]:
    """Write the plan and the inspections under way, once; rows by kind, none where a plan stands."""
    if InspectionPlan.objects.exists():
        return {}
    with transaction.atomic():
        admin = User.objects.get(username="noivu")
        told = [tell(story, at) for story in STORIES]
        inspections = [one for one in told if one is not None]
        lines = load_plan(admin, at)
        _score_concluded(inspections, at)
        written = (
            load_counter(at) | load_registers(at) | load_letters(at) | load_forms(admin, at) | load_visits(at)
        )
        written |= load_vaults(at) | load_lawful_bodies(at) | load_remarks(at)
        written |= load_moderated(at) | load_cases(at)
        written |= load_desk(at)
    return {"plan_lines": lines, "living_inspections": len(inspections), **written}
