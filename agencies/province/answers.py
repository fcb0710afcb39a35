"""Self-assessments: each agency and month has a small pool of answered forms from which its people draw.

Drawing 31,000 × 12 × 40 answers one by one would take minutes; a pool of a few dozen forms per agency
and month, masked by what a person is asked, keeps the spread and costs seconds.
"""

from functools import lru_cache
from random import Random
from typing import NamedTuple

from .criteria import DECLARES_ASSETS, LEADER, Shape, people_shapes
from .qualities import LOWEST, Quality
from .records import Change

POOL = 40
# What a form offers for each measure, best first; every other measure offers the steps of frequency.
FREQUENCY_STEPS = (100, 80, 50, 20, 0)
SCALE_STEPS = tuple(range(100, -1, -10))
YES_NO = (100, 0)
REASONS = (
    "Kết quả kiểm tra trong tháng chưa tương xứng với mức tự đánh giá.",
    "Còn việc chậm hạn trong tháng, đề nghị điều chỉnh.",
    "Đồng nghiệp phối hợp công tác có ý kiến khác.",
    "Chưa thực hiện thường xuyên theo nội quy cơ quan.",
)
NOT_SUBJECT = {"na": "Không thuộc diện kê khai tài sản, thu nhập."}


class Form(NamedTuple):
    """A filled form as one kind of person sees it, and what a head would change in it."""

    scores: tuple[int | None, ...]
    notes: dict[str, dict[str, str]] | None
    changes: dict[str, Change] | None


class Pool:
    """The forms of one agency and month."""

    def __init__(self, quality: Quality, rng: Random) -> None:
        self._rng = rng
        self._full = [_answered(quality, rng) for _ in range(POOL)]
        self._by_kind: dict[int, list[Form]] = {}

    def forms(self, applies: int) -> list[Form]:
        """The forms for people of a kind (sum of LEADER, COUNTER, UNIFORM), made once per kind."""
        if applies not in self._by_kind:
            self._by_kind[applies] = [
                _masked(scores, applies, number, self._rng) for number, scores in enumerate(self._full)
            ]
        return self._by_kind[applies]


def _answered(quality: Quality, rng: Random) -> list[int]:
    personal = rng.gauss(0, 0.05)
    chance = rng.random
    scores = []
    for shape in people_shapes():
        level = quality.true[shape.group] + quality.claimed + personal
        steps, sums = _steps(shape.measure, max(int(LOWEST * 50), min(50, round(level * 50))))
        roll = chance()
        index = 0
        while roll > sums[index]:
            index += 1
        scores.append(steps[index])
    return scores


def _masked(scores: list[int], applies: int, number: int, rng: Random) -> Form:
    asked: list[int | None] = [
        score if shape.concerns(applies) else None
        for shape, score in zip(people_shapes(), scores, strict=True)
    ]
    notes = None
    if not applies & LEADER and number % 2:
        position = _assets_position()
        asked[position] = None
        notes = {str(position): NOT_SUBJECT}
    return Form(tuple(asked), notes, _changes(asked, rng))


def _changes(asked: list[int | None], rng: Random) -> dict[str, Change] | None:
    """One to three answers that a head would lower, with reasons; None when none can be lowered."""
    high = [position for position, score in enumerate(asked) if score is not None and score >= 50]
    if not high:
        return None
    picked = sorted(rng.sample(high, min(len(high), rng.choice((1, 1, 2, 3)))))
    changes = {}
    for position in picked:
        score = _lower(people_shapes()[position], asked[position] or 0)
        changes[str(position)] = Change(score=score, reason=rng.choice(REASONS))
    return changes


def _lower(shape: Shape, score: int) -> int:
    steps = steps_of(shape.measure)
    return steps[min(len(steps) - 1, steps.index(score) + 1)]


def steps_of(measure: str) -> tuple[int, ...]:
    """The answers a form offers for a measure, best first."""
    if measure in ("yes_no", "deduction", "count_deduct"):
        return YES_NO
    return SCALE_STEPS if measure == "scale" else FREQUENCY_STEPS


@lru_cache(maxsize=4096)
def _steps(measure: str, fiftieths: int) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Answers and running chances for a level of n/50, so that the mean answer is about the level."""
    level = fiftieths / 50
    steps = steps_of(measure)
    if steps is YES_NO:
        # A breach is admitted less often than a mark is lowered.
        return steps, (1 - (1 - level) * 0.4, 1.0)
    weights = [max(0.001, 1 - abs(step / 100 - level) / 0.32) ** 2 for step in steps]
    total, running, sums = sum(weights), 0.0, []
    for weight in weights:
        running += weight / total
        sums.append(running)
    sums[-1] = 1.0
    return steps, tuple(sums)


@lru_cache(maxsize=1)
def _assets_position() -> int:
    return next(shape.position for shape in people_shapes() if shape.code == DECLARES_ASSETS)
