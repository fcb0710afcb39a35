"""The year's plan of inspections in the demonstration, issued, with a draw for its last quarter."""

from datetime import date, datetime

from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from core import clock
from evaluations.actions.planning.create_plan import create_plan
from evaluations.actions.planning.issue_plan import issue_plan
from evaluations.actions.planning.lines import add_line
from evaluations.actions.planning.make_draw import make_draw
from evaluations.enums import InspectionMode
from evaluations.models import PlanLine
from evaluations.rules.planning.lines import LineFacts
from vhcv_portal.demo.living.stories import DIRECTOR, TOPIC, name_id


def load_plan(admin: User, at: datetime) -> int:
    """This year's plan, issued, with a line for each announced story and a draw for the last quarter."""
    today = clock.local_day(at)
    plan = create_plan(
        form_id=name_id("ke-hoach"),
        year=today.year,
        title=f"Kế hoạch kiểm tra công vụ năm {today.year}",
        actor=admin,
        at=at,
    )
    standing = AgencyVersion.objects.as_of(today).rated().select_related("agency")
    standing = standing.order_by("name_sort", "agency_id")
    own = [held.rated_agency_id for held in scope_of(admin, today).workplaces if held.rated_agency_id]
    for place, version in enumerate(standing.exclude(agency__in=own)[:40]):
        mode = InspectionMode.THEMATIC if place % 5 == 4 else InspectionMode.PLANNED
        facts = LineFacts(
            version.agency_id,
            place % 4 + 1,
            mode,
            TOPIC,
            date(today.year, 1, 1),
            date(today.year, 12, 31),
        )
        add_line(form_id=name_id("dong", version.agency.code), plan=plan, facts=facts, actor=admin, at=at)
    issue_plan(
        plan=plan,
        number="15/KH-SNV",
        issued_on=min(date(today.year, 1, 15), today),
        signer=DIRECTOR[0],
        signer_post=DIRECTOR[1],
        actor=admin,
        at=at,
    )
    make_draw(
        form_id=name_id("rut-tham"),
        plan=plan,
        title=f"Rút ngẫu nhiên xã, phường quý IV năm {today.year}",
        groups=["commune"],
        size=8,
        quarter=4,
        is_announced=False,
        actor=admin,
        at=at,
    )
    return PlanLine.objects.filter(plan=plan).count()
