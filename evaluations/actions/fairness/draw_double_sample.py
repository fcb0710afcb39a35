"""Draw which concluded inspections of a month another team repeats."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit, clock
from core.errors import Conflict, Refused
from core.replay import create_once, replayed
from evaluations.gather.fairness.sample import candidates
from evaluations.models import DoubleSample, Period
from evaluations.rules.fairness.sampling import sample_size
from evaluations.rules.planning.draws import commitment_of, draw


class NobodyToDraw(Refused):
    """No concluded inspection of the month can be repeated in time."""


def draw_double_sample(
    *, form_id: UUID, period: Period, percent: int, seed: str, actor: User, at: datetime
) -> DoubleSample:
    """The sample of a month, ``percent`` (1..100) of its concluded inspections; the same form gives the same.

    ``seed`` is 64 hexadecimal digits made by the server for this draw. Raises Conflict when the month was
    drawn before, NobodyToDraw.
    """
    content = {"made_by": actor, "period": period, "percent": percent}
    with transaction.atomic():
        # two draws at once queue up here, and the second finds the first
        Period.objects.select_for_update(of=("self",)).get(pk=period.pk)
        standing = replayed(DoubleSample, form_id, **content)
        if standing is not None:
            return standing
        if DoubleSample.objects.filter(period=period).exists():
            raise Conflict(f"{period.label} đã rút mẫu. Mỗi tháng chỉ rút một lần để không ai chọn lại được.")
        listed = candidates(period, actor, clock.local_day(at))
        codes = [entry["code"] for entry in listed if not entry["cause"]]
        if not codes:
            raise NobodyToDraw(
                f"{period.label} chưa có cuộc kiểm tra nào đã kết luận và còn kịp kiểm tra lặp trong 30 ngày."
            )
        drawn = draw(seed, codes, sample_size(len(codes), percent))
        made = {"id": form_id, "seed": seed, "candidates": listed, "drawn": drawn, "made_at": at}
        sample, _is_new = create_once(DoubleSample(**made, **content), *content)
        audit.record(
            "fairness.sample_drawn",
            actor=actor,
            subject=sample,
            at=at,
            after={
                "period": period.label,
                "percent": percent,
                # not the seed: with it, a reader of the trail knows whom a visit is coming to
                "commitment": commitment_of(seed),
                "candidates": len(codes),
                "drawn": len(drawn),
            },
        )
    return sample
