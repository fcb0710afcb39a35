"""The pages of the draw: everybody reads it, heads read names, the province shares."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from agencies.models import User
from agencies.tests.factories import make_staff, make_user
from core import clock as time
from core.models import Attachment
from evaluations.actions.evidence import draw_people
from evaluations.models import AssessmentEvidence, EvidenceDraw, SampledPerson
from evaluations.tests.assessments.conftest import NOW, Month

AFTER = NOW + timedelta(days=12)


def _as(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def drawn(promised: EvidenceDraw, month: Month) -> EvidenceDraw:
    """Of 30 people in unit U1 and the cast, one in five."""
    for number in range(30):
        make_user(make_staff(f"Người {number}", month.cast.unit))
    return draw_people(made=promised, actor=month.cast.admin, at=AFTER)


def test_home_affairs_promises_and_the_seed_stays_hidden(month: Month) -> None:
    client = _as(month.cast.admin)
    answer = client.post("/minh-chung/", {"period": month.period.pk, "percent": "5"}, follow=True)
    made = EvidenceDraw.objects.get()
    assert made.commitment in answer.content.decode()
    assert made.seed not in answer.content.decode()
    assert made.percent == 5


@pytest.mark.parametrize("percent", ["0", "21", "năm", "", "9" * 40])
def test_a_wrong_share_is_said_beside_the_field(month: Month, percent: str) -> None:
    answer = _as(month.cast.admin).post("/minh-chung/", {"period": month.period.pk, "percent": percent})
    assert answer.status_code == 422
    assert not EvidenceDraw.objects.exists()


def test_everybody_reads_the_commitment_before_and_the_seed_after(
    promised: EvidenceDraw, month: Month
) -> None:
    page = f"/minh-chung/{promised.pk}/"
    before = _as(month.cast.stranger).get(page).content.decode()
    assert promised.commitment in before
    assert promised.seed not in before
    draw_people(made=promised, actor=None, at=AFTER)
    after = _as(month.cast.stranger).get(page).content.decode()
    assert promised.seed in after
    assert month.cast.stranger.staff.code in after


def test_the_script_redoes_the_export(drawn: EvidenceDraw, month: Month, tmp_path: Path) -> None:
    answer = _as(month.cast.stranger).get(f"/minh-chung/{drawn.pk}/du-lieu/")
    file, codes = tmp_path / "rut.json", tmp_path / "codes.txt"
    file.write_bytes(answer.content)
    assert drawn.codes.split("\n")[0] not in answer.content.decode()
    codes.write_text(drawn.codes)
    script = str(settings.BASE_DIR / "docs" / "redo_evidence_draw.py")
    done = subprocess.run(
        [sys.executable, script, str(file), "--codes", str(codes)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("TRONG MẪU") == json.loads(answer.content)["size"]
    assert "không dự rút" not in done.stdout
    tampered = json.loads(answer.content) | {"seed": "0" * 64}
    file.write_text(json.dumps(tampered))
    assert subprocess.run([sys.executable, script, str(file)], capture_output=True).returncode == 1


def test_a_head_reads_names_and_whether_evidence_came(drawn: EvidenceDraw, month: Month) -> None:
    taken = SampledPerson.objects.filter(agency=month.cast.department).select_related("staff").order_by("pk")
    one = taken[0]
    user = User.objects.get(staff=one.staff)
    form = month.submitted(user)
    _attach(form, user)
    page = _as(month.cast.head).get(f"/minh-chung/{drawn.pk}/nguoi/").content.decode()
    assert one.staff.full_name in page
    assert "1 tệp" in page
    assert f"1 trên {len(taken)} người" in page


def test_the_province_reads_shares_and_no_name(drawn: EvidenceDraw, month: Month) -> None:
    client = _as(month.cast.admin)
    page = client.get(f"/minh-chung/{drawn.pk}/").content.decode()
    names = SampledPerson.objects.exclude(staff=month.cast.admin.staff_id).values_list(
        "staff__full_name", flat=True
    )
    assert "Đã có minh chứng, theo cơ quan" in page
    assert not [name for name in names if name in page]
    assert client.get(f"/minh-chung/{drawn.pk}/nguoi/").status_code == 403


def test_nobody_draws_early(promised: EvidenceDraw, month: Month) -> None:
    answer = _as(month.cast.admin).post(f"/minh-chung/{promised.pk}/rut/")
    assert answer.status_code == 409
    assert "01/12/2026" in answer.content.decode()


def _attach(form: Any, user: User) -> None:
    file = Attachment.objects.create(
        path="minh-chung/x.jpg",
        content_type="image/jpeg",
        size=1,
        sha256="0" * 64,
        original_sha256="0" * 64,
        created_at=time.now(),
        created_by=user,
    )
    AssessmentEvidence.objects.create(
        id=uuid4(), period=form.period, assessment=form, position=0, attachment=file, added_at=time.now()
    )
