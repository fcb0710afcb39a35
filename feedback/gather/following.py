"""What the holder of a receipt sees of the case: days, words, answers; nothing that was sealed."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop

from agencies.gather.names import last_names
from core.clock import local_day
from feedback.enums import CaseState, SealedKind
from feedback.models import Extension, FeedbackCase, Reply, Sealed
from feedback.receipts import receipt_digests

TOLD_ANOTHER = gettext_noop(
    "Cơ quan đã trả lời riêng người gửi đầu tiên về việc này. Lời trả lời chung hiện ở đây khi có. "
    "Ông/bà vẫn bổ sung được ở cuối trang nếu việc chưa xong."
)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: by which agency (by its name), on which day, in which words."""

    agency: str
    day: date
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the matter that another agency answers: its name, where it stands, until when."""

    agency: str
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Followed:
    """A case as its sender sees it."""

    case: FeedbackCase
    agency: str
    answers: list[Answer]
    parts: list[Part]
    later_days: list[Extension]
    waiting_messages: int
    has_contact: bool


def case_of(receipt: str) -> FeedbackCase | None:
    """The case of a receipt of 16 digits; the same one query whether there is one or not."""
    cases = FeedbackCase.objects.filter(receipt_digest__in=receipt_digests(receipt))
    return cases.select_related("merged_into").first()


def followed(case: FeedbackCase) -> Followed:
    """Everything the follow page shows (five queries, at any number of answers).

    A merged case shows the answers of the main one in the words that are for all, or that there was one: what
    the main sender was told in person is not for others. A split case shows the answers of all its parts.
    """
    parts = list(FeedbackCase.objects.filter(split_from=case).order_by("shuffle", "pk"))
    main = case.merged_into if case.state == CaseState.MERGED else None
    answered = [one.pk for one in (main or case, *parts)]
    agencies = {one.pk: one.agency_id for one in (main or case, *parts)}
    known = {one.agency_id for one in (case, main or case, *parts) if one.agency_id}
    names = {pk: version.name for pk, version in last_names(known).items()}
    replies = Reply.objects.filter(case__in=answered).order_by("at", "pk")
    sealed = Sealed.objects.filter(case=case, kind__in=(SealedKind.MESSAGE, SealedKind.CONTACT))
    kinds = list(sealed.order_by("kind").values_list("kind", flat=True))
    return Followed(
        case=case,
        agency=names.get(case.agency_id or 0, ""),
        answers=[
            Answer(names.get(agencies[reply.case_id] or 0, ""), _day(reply), _words(reply, main))
            for reply in replies
        ],
        parts=[Part(names.get(part.agency_id or 0, ""), part.state, part.due_on) for part in parts],
        later_days=list(Extension.objects.filter(case=case).order_by("at", "pk")),
        waiting_messages=kinds.count(SealedKind.MESSAGE),
        has_contact=SealedKind.CONTACT in kinds,
    )


def _words(reply: Reply, main: FeedbackCase | None) -> str:
    is_the_main_senders = main is not None and reply.case_id == main.pk
    if not is_the_main_senders:
        return reply.text
    return reply.shared_text or reply.public_text or gettext(TOLD_ANOTHER)


def _day(reply: Reply) -> date:
    return local_day(reply.at)
