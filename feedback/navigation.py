"""Where counters stand in the navigation."""

from typing import Any

from core.access import may
from core.navigation import register


def _may_see_counters(user: Any) -> bool:
    return bool(may(user, "counter.list"))


register(
    label="Quầy tiếp nhận", url_name="counter_list", icon="qr-code", order=60, permission=_may_see_counters
)


def _may_open_desk(user: Any) -> bool:
    return bool(may(user, "case.desk"))


register(
    label="Phản ánh", url_name="case_list", icon="message-square-text", order=58, permission=_may_open_desk
)


def _may_see_letters(user: Any) -> bool:
    return bool(may(user, "letter.home"))


register(label="Thư", url_name="letter_home", icon="mail", order=59, permission=_may_see_letters)


def _may_read_voice(user: Any) -> bool:
    return bool(may(user, "voice.read"))


register(
    label="Người dân nói gì", url_name="voice_home", icon="megaphone", order=57, permission=_may_read_voice
)


def _may_read_sealed(user: Any) -> bool:
    return bool(may(user, "case.triage"))


register(label="Bàn đọc", url_name="triage_list", icon="book-lock", order=55, permission=_may_read_sealed)


def _may_see_set_aside(user: Any) -> bool:
    return bool(may(user, "suspicion.list"))


register(
    label="Lượt để riêng",
    url_name="suspicion_list",
    icon="funnel",
    order=61,
    permission=_may_see_set_aside,
)


def _may_hold_a_key(user: Any) -> bool:
    return bool(may(user, "vault.hold"))


def _may_key_in(user: Any) -> bool:
    return bool(may(user, "case.enter_desk"))


def _may_keep_bodies(user: Any) -> bool:
    return bool(may(user, "lawful_body.change"))


register(label="Két niêm phong", url_name="vault_home", icon="vault", order=56, permission=_may_hold_a_key)
register(label="Nhập hộ", url_name="case_enter", icon="keyboard", order=62, permission=_may_key_in)
register(label="Nơi nhận đơn", url_name="lawful_bodies", icon="scale", order=63, permission=_may_keep_bodies)
