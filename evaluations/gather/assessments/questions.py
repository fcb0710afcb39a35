"""The words of a set's self-assessment form, kept by each process: a published set never changes."""

from dataclasses import dataclass
from functools import lru_cache

from evaluations.gather.sets import load_set
from evaluations.models import Criterion
from evaluations.rules.assessments.answers import AnswerSheet, Applicability, Choice, choices_for, sheet_for
from evaluations.rules.assessments.patterns import is_graded


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion as a person is asked it; none of ``choices`` is ever preselected."""

    position: int
    code: str
    statement: str
    choices: tuple[Choice, ...]

    @property
    def is_scale(self) -> bool:
        """Whether the answers are the marks 0 to 10, which stand side by side."""
        return len(self.choices) == 11


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """A group of Decision 1847 (or of another framework) with its questions in the set's order."""

    code: str
    name: str
    questions: tuple[Question, ...]


@lru_cache(maxsize=64)
def all_questions(set_id: int) -> tuple[QuestionGroup, ...]:
    """Every question that the set asks of people, by group; raises DoesNotExist for a draft set."""
    count = load_set(set_id).people_count
    found = Criterion.objects.filter(criteria_set=set_id, position__lt=count).select_related("group")
    groups: dict[tuple[int, str, str], list[Question]] = {}
    for row in found.order_by("position"):
        key = (row.group.position, row.group.code, row.group.name)
        groups.setdefault(key, []).append(
            Question(row.position, row.code, row.statement, choices_for(row.measure))
        )
    return tuple(
        QuestionGroup(code, name, tuple(asked)) for (_at, code, name), asked in sorted(groups.items())
    )


def sheet_of(set_id: int, person: Applicability) -> AnswerSheet:
    """What a person of this kind may answer, by position (clause S5)."""
    return sheet_for(load_set(set_id).rules, person)


@lru_cache(maxsize=512)
def questions_for(set_id: int, person: Applicability) -> tuple[QuestionGroup, ...]:
    """The questions asked of a person of this kind; groups without any are left out."""
    asked = frozenset(sheet_of(set_id, person).positions)
    kept = (
        QuestionGroup(group.code, group.name, tuple(one for one in group.questions if one.position in asked))
        for group in all_questions(set_id)
    )
    return tuple(group for group in kept if group.questions)


def graded_positions(set_id: int, person: Applicability) -> tuple[int, ...]:
    """The positions asked of a person of this kind whose answers have degrees."""
    groups = questions_for(set_id, person)
    return tuple(one.position for group in groups for one in group.questions if is_graded(one.choices))
