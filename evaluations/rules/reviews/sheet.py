"""The month as a workbook: where each thing stands, and its formulas.

Every sheet of people × criteria has the same cells: a form in row 4 or below, a criterion in column I or
beyond, so the reason for "Chấm"!K7 stands in "Lý do"!K7. Formulas work on whole numbers and round half up
once, as the portal does (:mod:`evaluations.rules.reviews.columns`), so that they give the same figures.
"""

from core.sheet_cells import letters

JUDGE, REASONS, OWN, MANAGER, AUTHORITY = "Chấm", "Lý do", "Tự chấm", "Trưởng bộ phận", "Thủ trưởng"
SUMMARY, CRITERIA = "Tổng hợp", "Tiêu chí"
SCORED = (JUDGE, OWN, MANAGER, AUTHORITY)

HEADINGS = (
    "Mã phiếu",
    "Phiên bản",
    "Tình trạng",
    "TT",
    "Họ và tên",
    "Chức danh, bộ phận",
    "Duyệt",
    "Lời nhận xét",
)
"""Headings of columns A to H; the first three are hidden and tell which form a row is of."""

FORM_AT, VERSION_AT, STATE_AT, NAME_AT, MARK_AT, NOTE_AT = 0, 1, 2, 4, 6, 7
FIRST_CRITERION = len(HEADINGS)
HEADING_ROW, WEIGHT_ROW, MEAN_ROW, FIRST_PERSON = 1, 2, 3, 4
"""Rows as Excel counts them."""

MAX_PEOPLE = 1_200
MARK = "x"


def points_formula(sheet: str, row: int, criteria: int) -> str:
    """A person's points of 100 in one column: weighted mean, half up to 0.01; empty where nothing counts."""
    first, last = letters(FIRST_CRITERION), letters(FIRST_CRITERION + criteria - 1)
    weights = f"'{sheet}'!${first}${WEIGHT_ROW}:${last}${WEIGHT_ROW}"
    scores = f"'{sheet}'!{first}{row}:{last}{row}"
    above = f"SUMPRODUCT({weights},{scores})"
    below = f"SUMPRODUCT({weights},--ISNUMBER({scores}))"
    return f'=IF({below}=0,"",INT((200*{above}+{below})/(2*{below}))/100)'


def mean_formula(column: int, last_row: int) -> str:
    """A criterion's mean over the people of the sheet, half up to 0.01."""
    scores = f"{letters(column)}{FIRST_PERSON}:{letters(column)}{last_row}"
    return f'=IF(COUNT({scores})=0,"",INT((200*SUM({scores})+COUNT({scores}))/(2*COUNT({scores})))/100)'


def mean_of_points_formula(column: int, last_row: int) -> str:
    """The mean of people's rounded points, half up to 0.01, from the sum of their whole hundredths."""
    points = f"{letters(column)}{FIRST_PERSON}:{letters(column)}{last_row}"
    total = f"ROUND(100*SUM({points}),0)"
    return f'=IF(COUNT({points})=0,"",INT((2*{total}+COUNT({points}))/(2*COUNT({points})))/100)'
