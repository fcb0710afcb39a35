"""What the sender reads of a case that was not taken up, by its reason."""

from django.utils.translation import gettext_lazy as _

from feedback.enums import RefusalReason

TO_THE_SENDER = {
    RefusalReason.JUNK: _(
        "Nội dung gửi đến không phải là phản ánh, kiến nghị nên không được tiếp nhận. "
        "Nếu ông/bà có việc cần phản ánh thật, mời ông/bà gửi lại và kể rõ việc đã xảy ra."
    ),
    RefusalReason.UNCLEAR: _(
        "Nội dung chưa đủ rõ để cơ quan xem xét. Mời ông/bà gửi lại: việc gì, ở cơ quan nào, quầy nào."
    ),
    RefusalReason.NO_CONTACT: _(
        "Việc này cần trao đổi thêm với người gửi, nhưng phản ánh không để lại liên hệ. "
        "Mời ông/bà gửi lại kèm số điện thoại hoặc thư điện tử; liên hệ được niêm phong, cơ quan không thấy."
    ),
    RefusalReason.ELSEWHERE: _(
        "Việc này không thuộc cách phục vụ của cơ quan, cán bộ nên cổng không xử lý được. "
        "Mời ông/bà gửi đến cơ quan có thẩm quyền giải quyết việc đó."
    ),
}


def words_of(reason: str) -> str:
    """The sentence for the sender; "" for a case that was not refused."""
    return str(TO_THE_SENDER[RefusalReason(reason)]) if reason else ""
