"""What a colleague who may send no more left on the phone, for the leader of the team."""

from django.urls import reverse

from agencies.models import User
from core.models import AuditEntry
from evaluations.actions.capture.revoke_device import revoke_device
from evaluations.models import CaptureDevice, CaptureDownload
from evaluations.tests.capture.conftest import AT


def handed(phone):
    return phone.client.get(f"{reverse('capture_handover')}?may={phone.device.pk}").json()["devices"]


def left_behind(cast, member, phone_of, on_site):
    """The leader's and the member's devices on one phone; the member has taken the visit along."""
    mine = phone_of(cast.inspector)
    theirs = phone_of(member, phone=mine.device.phone)
    CaptureDownload.objects.create(device=theirs.device, inspection=on_site, downloaded_at=AT)
    return mine, theirs


def test_a_disabled_colleagues_key_is_handed_to_the_leader(cast, member, phone_of, on_site):
    mine, theirs = left_behind(cast, member, phone_of, on_site)
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert handed(mine) == [
        {
            "device": str(theirs.device.pk),
            "name": "Phan Thị Đoàn",
            "seal_key": theirs.device.seal_key,
            "visits": [str(on_site.pk)],
        }
    ]
    entry = AuditEntry.objects.get(event="capture.handed_over")
    assert (entry.actor_id, entry.after["from"]) == (cast.inspector.pk, "Phan Thị Đoàn")


def test_while_the_colleague_works_nothing_is(cast, member, phone_of, on_site):
    mine, _theirs = left_behind(cast, member, phone_of, on_site)
    assert handed(mine) == []


def test_a_revoked_device_is_handed_over_too(cast, member, phone_of, on_site):
    mine, theirs = left_behind(cast, member, phone_of, on_site)
    for _ in range(2):
        revoke_device(device=theirs.device, actor=cast.inspector, at=AT)
    assert len(handed(mine)) == 1
    assert AuditEntry.objects.filter(event="capture.revoked").count() == 1


def test_who_does_not_lead_gets_nothing(cast, member, phone_of, on_site):
    mine, theirs = left_behind(cast, member, phone_of, on_site)
    CaptureDownload.objects.create(device=mine.device, inspection=on_site, downloaded_at=AT)
    CaptureDevice.objects.filter(pk=mine.device.pk).update(revoked_at=AT)
    assert handed(theirs) == []


def test_another_phone_gets_nothing(cast, member, phone_of, on_site):
    left_behind(cast, member, phone_of, on_site)
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert handed(phone_of(cast.inspector)) == []
