"""Who has sent and who owes, for the heads who review: people of the units they lead, a page at a time."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from agencies.models import Posting, User
from agencies.models.scope import scope_of
from core import clock
from core.text import fold
from evaluations.enums import AssessmentState
from evaluations.gather.owed import posts_owing
from evaluations.models import Period
from evaluations.models.assessments import led_units

TABS = {
    "cho": ("Chờ nhận xét", Q(form_state=AssessmentState.SUBMITTED)),
    "chua": ("Chưa nộp", Q(form_state__isnull=True) | Q(form_state=AssessmentState.DRAFT)),
    "tra": ("Đã trả lại", Q(form_state=AssessmentState.RETURNED)),
    "xong": ("Đã nhận xét", Q(form_state=AssessmentState.REVIEWED)),
    "tat-ca": ("Tất cả", Q()),
}
"""The parts of the list by their name in the address; together the first four are the last."""


@dataclass(frozen=True, slots=True)
class OwingList:
    """The posts under the user that owe a form, narrowed by a search, and how many are in each tab."""

    posts: QuerySet[Posting]
    counts: dict[str, int]

    def tab(self, name: str) -> QuerySet[Posting]:
        """One tab's posts, people in the order of given names."""
        return self.posts.filter(TABS[name][1]).order_by("staff__name_sort", "staff__code", "pk")


def owing_under(user: User, period: Period, words: str) -> OwingList:
    """Everyone under ``user`` who owes a form in ``period``; ``words`` of a name narrow it."""
    posts = posts_owing(period, led_units(scope_of(user, clock.today()), "agency__versions__"))
    for word in fold(words).split():
        posts = posts.filter(staff__name_folded__contains=word)
    counts = posts.aggregate(**{_key(name): Count("pk", filter=tab) for name, (_label, tab) in TABS.items()})
    return OwingList(posts.select_related("staff"), {name: counts[_key(name)] for name in TABS})


def _key(name: str) -> str:
    return "tab_" + name.replace("-", "_")
