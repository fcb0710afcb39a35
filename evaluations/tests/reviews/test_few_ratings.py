"""What citizens say stands beside a person's suggestion only where enough of them said it (G2, T32)."""

import pytest

from evaluations.gather.citizens import CitizenVoice
from evaluations.gather.reviews import nd335
from evaluations.gather.sets import load_set
from evaluations.models import PeriodSet
from evaluations.rules.reviews.nd335 import Voice
from evaluations.tests.assessments.conftest import Month


@pytest.mark.parametrize(("answers", "heard"), [(1, Voice(0, 0)), (4, Voice(0, 0)), (5, Voice(5, 20))])
def test_a_rating_or_four_deduct_from_nobody(
    month: Month, monkeypatch: pytest.MonkeyPatch, answers: int, heard: Voice
) -> None:
    agency = month.cast.department.pk
    voice = CitizenVoice(answers, 4 * answers, 0, 0)
    monkeypatch.setattr(nd335, "gather_citizens", lambda _period, _agencies, today: {agency: voice})
    loaded = load_set(PeriodSet.objects.filter(period=month.period).order_by("pk")[0].criteria_set_id)
    assert nd335.voice_of(month.period, agency, loaded, today=month.period.ends_on).citizens == heard
