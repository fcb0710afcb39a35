"""Settling the registers: after a decision for its agency, and each night for all."""

from collections.abc import Collection
from datetime import datetime

from celery import shared_task

from core import clock, outbox
from core.errors import PeriodClosed
from core.jobs import LeaseHeld, job_run
from evaluations.actions.registers import settle_registers
from evaluations.declarations.registers import SETTLE_REGISTERS
from evaluations.models import Period
from registers.declarations import REGISTERS_CHANGED


@shared_task(name="evaluations.tasks.settle_changed_registers")
def settle_changed_registers(message_ids: list[int]) -> None:
    """Settle the agencies whose verified entries changed, in every open month."""
    messages = outbox.pending(REGISTERS_CHANGED, message_ids)
    if not messages:
        return
    if settle_open_months({message.payload["agency"] for message in messages}, clock.now()) is None:
        outbox.give_back(messages)
    else:
        outbox.mark_handled(messages, at=clock.now())


@shared_task(name="evaluations.tasks.settle_registers_nightly")
def settle_registers_nightly() -> None:
    """Each night: what time alone changes (quarters that end, due days that pass, people who move)."""
    settle_open_months(None, clock.now())


def settle_open_months(agencies: Collection[int] | None, at: datetime) -> int | None:
    """Settle every open month, oldest first; facts changed, None while another run holds one of them."""
    done = 0
    for period in Period.objects.open().months().order_by("starts_on"):
        try:
            with job_run(SETTLE_REGISTERS, f"period:{period.pk}", at=at) as run:
                run.rows_out = settle_registers(period=period, agencies=agencies, at=at)
                done += run.rows_out
        except LeaseHeld:
            return None
        except PeriodClosed:
            continue
    return done
