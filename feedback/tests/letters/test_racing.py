"""Numbers of letters under real concurrency: no gap, no number twice, one apology of one dossier."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from agencies.models import User
from core.errors import Refused
from feedback.actions.letters.issue import issue_letter
from feedback.models import Letter, LetterRegister
from feedback.tests.letters.conftest import NOW, SIGNER, Letters

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def together(drafts: list[Letter], head: User) -> list[Any]:
    """What issuing each of the drafts at once gave: the letter or the refusal."""

    def alone(draft: Letter) -> Any:
        try:
            actor = User.objects.get(pk=head.pk)
            return issue_letter(letter=draft, signer=SIGNER, seen_version=1, actor=actor, at=NOW)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    act: Callable[[Letter], Any] = alone
    with ThreadPoolExecutor(len(drafts)) as pool:
        return list(pool.map(act, drafts))


def test_letters_issued_at_once_get_numbers_one_after_another(letters: Letters) -> None:
    issued = together([letters.thanks() for _ in range(6)], letters.cast.head)
    assert sorted(one.number for one in issued) == [1, 2, 3, 4, 5, 6]
    assert all(one.content["letterhead"]["number"] == one.symbol for one in issued)


def test_two_apologies_of_one_dossier_are_one(letters: Letters) -> None:
    dossier = letters.dossier()
    issued = together([letters.apology(dossier) for _ in range(4)], letters.cast.head)
    assert sum(isinstance(one, Letter) for one in issued) == 1
    assert Letter.objects.issued().count() == LetterRegister.objects.get().last == 1
