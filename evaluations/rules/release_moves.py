"""The moves of a ranking's release: asked for and previewed, released by a second person, withdrawn."""

from core.transitions import Move, TransitionTable
from evaluations.enums import ReleaseState

PREVIEW, RELEASED, WITHDRAWN = (
    str(state) for state in (ReleaseState.PREVIEW, ReleaseState.RELEASED, ReleaseState.WITHDRAWN)
)
RELEASES = TransitionTable(
    "đợt công bố xếp hạng",
    Move("ask", "Đề nghị công bố lại", frozenset({WITHDRAWN}), PREVIEW, "ranking.ask_release"),
    Move("release", "Công bố", frozenset({PREVIEW}), RELEASED, "ranking.release"),
    Move("withdraw", "Rút", frozenset({PREVIEW, RELEASED}), WITHDRAWN, "ranking.withdraw"),
)
