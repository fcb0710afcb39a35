"""Draw agencies at random and put them on the plan."""

import secrets
from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.errors import Refused
from core.replay import create_once, replayed
from evaluations.actions.planning.telling import tell_planned
from evaluations.enums import InspectionMode, PlanState
from evaluations.gather.planning.population import population_on
from evaluations.models import Draw, InspectionPlan, PlanLine
from evaluations.rules.planning.draws import SEED_BYTES, commitment_of, draw

REASON = "Rút ngẫu nhiên: {title}"


class NothingToDraw(Refused):
    """Fewer agencies are in the draw than are to be drawn."""


def make_draw(
    *,
    form_id: UUID,
    plan: InspectionPlan,
    title: str,
    groups: Collection[str],
    size: int,
    quarter: int,
    is_announced: bool,
    not_seen_since: date | None = None,
    actor: User,
    at: datetime,
) -> Draw:
    """Draw ``size`` agencies of ``groups`` with a fresh seed; each becomes a line of ``plan`` in ``quarter``.

    An unannounced draw takes at most half of those in it, for who is in it is open to everybody.
    The same form again gives the same draw and draws nothing anew. Raises NothingToDraw, and Conflict when
    the form's id came with other content.
    """
    content = {"title": title, "size": size, "is_announced": is_announced, "made_by": actor}
    with transaction.atomic():
        standing = replayed(Draw, form_id, **content)
        if standing is not None:
            return standing
        today = clock.local_day(at)
        population = population_on(
            today, groups=groups, not_seen_since=not_seen_since, is_announced=is_announced
        )
        included = {str(row["code"]): row for row in population if row["included"]}
        _refuse_size(size, len(included), is_announced)
        seed = secrets.token_hex(SEED_BYTES)
        made = Draw(
            id=form_id,
            seed=seed,
            commitment=commitment_of(seed),
            population=population,
            drawn=draw(seed, included, size),
            made_at=at,
            **content,
        )
        made, is_new = create_once(made, *content)
        if is_new:
            agencies = [int(str(included[code]["agency"])) for code in made.drawn]
            current = InspectionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
            _plan(made, current, agencies, quarter, at)
            after = {"commitment": made.commitment, "size": size, "of": len(included)}
            audit.record("inspection_draw.made", actor=actor, subject=made, at=at, after=after)
    return made


def _plan(made: Draw, plan: InspectionPlan, agencies: list[int], quarter: int, at: datetime) -> None:
    """A line for each agency that was drawn; the heads of announced ones are told once the plan is issued."""
    mode = InspectionMode.PLANNED if made.is_announced else InspectionMode.UNANNOUNCED
    lines = [
        PlanLine(
            id=uuid5(made.pk, str(agency_id)),
            plan=plan,
            agency_id=agency_id,
            quarter=quarter,
            mode=mode,
            reason=REASON.format(title=made.title),
            draw=made,
        )
        for agency_id in agencies
    ]
    PlanLine.objects.bulk_create(lines)
    if plan.state == PlanState.ISSUED:
        tell_planned(lines, at=at)


def _refuse_size(size: int, of: int, is_announced: bool) -> None:
    if not 1 <= size <= of:
        raise NothingToDraw(f"Có {of} cơ quan được đưa vào rút, không rút {size} được.")
    if not is_announced and 2 * size > of:
        raise NothingToDraw(
            f"Rút kín thì không rút quá nửa số cơ quan được đưa vào ({of}), nếu không ai cũng đoán được "
            "cơ quan nào sẽ có đoàn đến. Hãy rút ít hơn hoặc đưa thêm nhóm vào."
        )
