"""Sentences of ratings as the custodians read them: covered, let through, a few withheld."""

from collections import defaultdict
from datetime import date, datetime, timedelta

from agencies.models import User
from core.clock import local_day
from feedback.actions.triage.moderate import LET_THROUGH, WITHHOLD, Decision, moderate_remarks
from feedback.actions.triage.reading import read_remarks
from feedback.actions.vaults.unlock import unlock_vaults
from feedback.models import Remark, Vault
from feedback.rules.redaction import covered
from vhcv_portal.demo.living.stories import moment
from vhcv_portal.demo.living.vaults import HOLDERS
from vhcv_portal.demo.logins import DEMO_PASSWORD

STILL_WAITING = timedelta(days=4)
"""The newest wait on the desk, for whoever tries it."""
WITHHELD_EVERY = 7


def load_moderated(at: datetime) -> dict[str, int]:
    """Decide about sentences the morning after their day; the batches of the reports take them along."""
    if not Vault.objects.exists():
        return {}
    done = 0
    for _code, username in HOLDERS:
        holder = User.objects.get(username=username)
        keys = unlock_vaults(passphrase=DEMO_PASSWORD, actor=holder, at=at)
        for day, remarks in _by_day(holder, local_day(at)).items():
            now = moment(day + timedelta(days=1), 10)
            texts = read_remarks(remarks=remarks, keys=keys, actor=holder, at=now)
            decisions = [_decision(remark, texts[str(remark.pk)]) for remark in remarks]
            done += moderate_remarks(decisions=decisions, actor=holder, at=now)
    return {"moderated_remarks": done}


def _by_day(holder: User, today: date) -> dict[date, list[Remark]]:
    days: dict[date, list[Remark]] = defaultdict(list)
    waiting = Remark.objects.sealed_for(holder, today).to_read()
    for remark in waiting.filter(day__lt=today - STILL_WAITING):
        days[remark.day].append(remark)
    return days


def _decision(remark: Remark, text: str) -> Decision:
    if remark.day.day % WITHHELD_EVERY == 0:
        return Decision(remark.pk, WITHHOLD)
    return Decision(remark.pk, LET_THROUGH, covered(text))
