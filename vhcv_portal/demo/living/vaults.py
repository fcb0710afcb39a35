"""The two vaults of the demonstration, and where complaints and denunciations go."""

from datetime import datetime

from agencies.models import Agency, User
from agencies.models.scope import scope_of
from core.clock import local_day
from feedback.actions.lawful_bodies.record import LawfulFacts, record_lawful_body
from feedback.actions.vaults.holder_key import make_holder_key
from feedback.actions.vaults.make_vault import make_vault
from feedback.enums import VaultCode
from feedback.models import LawfulBody, Vault
from vhcv_portal.demo.living.stories import name_id
from vhcv_portal.demo.logins import DEMO_PASSWORD

HOLDERS = ((VaultCode.FIRST, "danhtinh"), (VaultCode.SECOND, "danhtinh2"))
HOURS = "Ngày làm việc, 7 giờ – 11 giờ và 13 giờ – 17 giờ"
BODIES = (
    ("Trụ sở tiếp công dân tỉnh", True, True, "Phường Long Châu, tỉnh Vĩnh Long"),
    ("Thanh tra tỉnh", True, True, "Phường Phước Hậu, tỉnh Vĩnh Long"),
    ("Công an tỉnh", False, True, "Phường Thanh Đức, tỉnh Vĩnh Long"),
)


def load_vaults(at: datetime) -> dict[str, int]:
    """Make both vaults with one holder each (passphrase: the demonstration's password), once."""
    if Vault.objects.exists():
        return {}
    for code, username in HOLDERS:
        holder = User.objects.get(username=username)
        make_holder_key(passphrase=DEMO_PASSWORD, actor=holder, at=at)
        make_vault(code=code, body=_office(holder, at), actor=holder, at=at)
    return {"vaults": len(HOLDERS)}


def load_lawful_bodies(at: datetime) -> dict[str, int]:
    """Record where complaints and denunciations go, once; addresses are made up."""
    if LawfulBody.objects.exists():
        return {}
    admin = User.objects.get(username="noivu")
    for place, (name, complaints, denunciations, address) in enumerate(BODIES, start=1):
        facts = LawfulFacts(
            name=name,
            takes_complaints=complaints,
            takes_denunciations=denunciations,
            address=address,
            phone="",
            hours=HOURS,
            note="Địa chỉ minh họa.",
            place=place,
            is_active=True,
        )
        record_lawful_body(body_id=name_id("noi-nhan-don", str(place)), facts=facts, actor=admin, at=at)
    return {"lawful_bodies": len(BODIES)}


def _office(holder: User, at: datetime) -> Agency:
    """The rated agency where the holder works, which becomes the vault's body."""
    place = scope_of(holder, local_day(at)).workplaces[0]
    return Agency.objects.get(pk=place.rated_agency_id or place.agency_id)
