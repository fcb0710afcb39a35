"""How passwords are kept."""

from django.contrib.auth.hashers import check_password, make_password

from core.hashers import PortalArgon2Hasher


def test_passwords_are_kept_by_argon2id_at_the_stated_cost():
    kept = PortalArgon2Hasher().encode("mật khẩu dài", "muoi" * 4)
    assert "$argon2id$" in kept
    assert "m=7168,t=5,p=1" in kept
    assert check_password("mật khẩu dài", kept)
    assert not check_password("mật khẩu khác", kept)


def test_the_portal_uses_it():
    from vhcv_portal.settings.base import PASSWORD_HASHERS

    assert PASSWORD_HASHERS == ["core.hashers.PortalArgon2Hasher"]
    assert make_password("x", hasher="argon2").startswith("argon2$argon2id$")
