"""What the vaults refuse, in words for the custodian."""

from core.errors import Refused


class VaultRefused(Refused):
    """The act does not fit what a key, a vault or a holder is now (HTTP 409)."""


class WeakPassphrase(Refused):
    """The new passphrase would be found by trying (HTTP 422)."""

    status = 422


class VaultLocked(Refused):
    """The vault is not unlocked in this session (HTTP 409)."""

    def __init__(self) -> None:
        super().__init__("Két chưa mở trong phiên này, hoặc phiên mở két đã hết. Hãy mở két rồi làm lại.")
