"""Whom the publishing of a criteria set concerns, and what they are told."""

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse

from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import clock
from core.notifications import notify
from evaluations.declarations.criteria_publishing import ASK_GIVEN_BACK, PUBLISH_ASKED, SET_PUBLISHED
from evaluations.models import CriteriaSet


def tell_asked(draft: CriteriaSet, *, actor: User, at: datetime) -> int:
    """Tell the other administrators that a second person is needed."""
    return notify(
        PUBLISH_ASKED,
        recipients=_administrators(at).exclude(pk=actor.pk),
        key=f"{PUBLISH_ASKED.name}:{draft.pk}:{draft.edition}:{at.isoformat()}",
        context={**_named(draft), "asker": actor.display_name},
        url=reverse("criteria_set_publish", args=[draft.pk]),
        at=at,
    )


def tell_published(published: CriteriaSet, *, counts_from: str, actor: User, at: datetime) -> int:
    """Tell the other administrators, the one who asked among them, that the set stands."""
    return notify(
        SET_PUBLISHED,
        recipients=_administrators(at).exclude(pk=actor.pk),
        key=f"{SET_PUBLISHED.name}:{published.pk}",
        context={**_named(published), "counts_from": counts_from},
        url=reverse("criteria_set_detail", args=[published.pk]),
        at=at,
    )


def tell_given_back(draft: CriteriaSet, *, asker: User, reason: str, at: datetime) -> int:
    """Tell the one who asked that somebody else gave the request back."""
    return notify(
        ASK_GIVEN_BACK,
        recipients=[asker],
        key=f"{ASK_GIVEN_BACK.name}:{draft.pk}:{at.isoformat()}",
        context={**_named(draft), "reason": reason},
        url=reverse("criteria_set_publish", args=[draft.pk]),
        at=at,
    )


def _named(criteria_set: CriteriaSet) -> dict[str, object]:
    return {"title": criteria_set.title, "version": criteria_set.version}


def _administrators(at: datetime) -> QuerySet[User]:
    held = RoleGrant.objects.as_of(clock.local_day(at)).filter(role=Role.HOME_AFFAIRS)
    people: QuerySet[User] = User.objects.filter(pk__in=held.values("user"), is_active=True).order_by("pk")
    return people
