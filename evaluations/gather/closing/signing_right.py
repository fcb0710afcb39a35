"""In whose right a head signs a result: their own, one lent to them, or that of the month's head who left."""

from datetime import date
from typing import NamedTuple

from agencies.enums import Role
from agencies.models import User
from agencies.models.scope import scope_of
from evaluations.access.judging import Right
from evaluations.enums import Capacity
from evaluations.gather.reviews.signing import Signing, signings
from evaluations.models import Period


class SigningWords(NamedTuple):
    """The capacity, and what stands beside the signature; "" where it is simply one's own."""

    signing: Signing
    words: str


def signing_by(user: User, role: Role, path: str, period: Period, today: date) -> SigningWords:
    """How ``user`` signs by ``role`` for the agency at ``path``: an own right first, then the nearest.

    The caller has asked whether the user may.
    """
    usable = [
        held for held in scope_of(user, today).roles if held.role == role and f"/{held.agency_id}/" in path
    ]
    held = max(usable, key=lambda one: (one.giver_id is None, path.index(f"/{one.agency_id}/")))
    right = Right(held.role, held.agency_id, held.giver_id)
    signing = signings(user, [right], period.last_day)[right]
    if signing.capacity == Capacity.OWN:
        return SigningWords(signing, "")
    whose = User.objects.get(pk=signing.signed_for)
    if signing.capacity == Capacity.DELEGATED:
        return SigningWords(signing, f"Ký thay {whose} theo ủy quyền.")
    return SigningWords(signing, f"Ký thay {whose}, người đứng đầu của kỳ đã thôi giữ chức.")
