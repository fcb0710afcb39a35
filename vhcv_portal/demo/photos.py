"""Drawn pictures in place of photographs, so that a drill-down ends in one; nobody is to be seen on them."""

from datetime import date
from io import BytesIO
from random import Random
from uuid import UUID

from PIL import Image, ImageDraw, ImageFont

from agencies.models import User
from agencies.province.records import InspectionRecord, ObservationRecord
from core.attachments import discard_files, keep_picture
from core.models import Attachment
from core.pictures import redraw
from evaluations.models import ObservationPhoto
from vhcv_portal.demo.context import MonthContext
from vhcv_portal.demo.visit_rows import inspection_id, observation_id

PER_MONTH = 6
WIDTH, HEIGHT = 960, 720
SHOWN = ("critical", "major")
WALLS = ("#e8e2d4", "#dfe7e4", "#e6e6ee", "#efe6dc")
FURNITURE = ("#8a6642", "#5f7387", "#7b6a58", "#4f6f64")


class MonthPhotos:
    """The pictures of one month; ``discard`` removes their files when the month is rolled back."""

    def __init__(self, context: MonthContext) -> None:
        self._context = context
        self._kept: list[Attachment] = []

    def add(self, visits: list[InspectionRecord]) -> int:
        """Give the gravest findings of new visits a picture each, critical ones first; returns how many."""
        present = self._context.present.inspections
        graves = [
            (SHOWN.index(seen.severity), visit.key, visit, seen)
            for visit in visits
            if inspection_id(self._context, visit) not in present
            for seen in visit.observations
            if seen.severity in SHOWN
        ]
        graves.sort(key=lambda grave: grave[:2])
        for _rank, _key, visit, seen in graves[:PER_MONTH]:
            self._add_one(visit, seen)
        return len(self._kept)

    def discard(self) -> None:
        """Remove the files again."""
        for attachment in self._kept:
            discard_files(attachment)

    def _add_one(self, visit: InspectionRecord, seen: ObservationRecord) -> None:
        picture = redraw(
            draw_office(f"{visit.key}:{seen.criterion}", seen.criterion, visit.started_at.date())
        )
        attachment = keep_picture(
            picture,
            actor=User(pk=self._context.keys.users[visit.team[-1]]),
            at=visit.started_at,
            caption=f"Ảnh minh họa (hình vẽ), tiêu chí {seen.criterion}",
        )
        self._kept.append(attachment)
        ObservationPhoto.objects.create(
            observation_id=UUID(observation_id(self._context, visit, seen.criterion)), attachment=attachment
        )


def draw_office(seed: str, code: str, day: date) -> BytesIO:
    """A drawn office: wall, window, clock, counter and chairs, marked as a demonstration; a JPEG file."""
    rng = Random(seed)
    image = Image.new("RGB", (WIDTH, HEIGHT), rng.choice(WALLS))
    canvas = ImageDraw.Draw(image)
    wood = rng.choice(FURNITURE)
    canvas.rectangle((0, 560, WIDTH, HEIGHT), fill="#c9c2b6")
    _window(canvas, rng)
    _clock(canvas, rng)
    canvas.rectangle((120, 400, 840, 600), fill=wood)
    canvas.rectangle((100, 380, 860, 410), fill="#f7f3ea", outline=wood)
    for number in range(rng.randint(1, 3)):
        _chair(canvas, 200 + number * 220)
    _papers(canvas, rng)
    font = ImageFont.load_default(28)
    canvas.rectangle((0, 0, WIDTH, 48), fill="#7a1f1f")
    canvas.text((16, 8), f"VHCV DEMO - {code} - {day:%d/%m/%Y}", fill="white", font=font)
    file = BytesIO()
    image.save(file, "JPEG", quality=85)
    return file


def _window(canvas: ImageDraw.ImageDraw, rng: Random) -> None:
    left = rng.randint(80, 420)
    canvas.rectangle((left, 100, left + 240, 320), fill="#bcd7ea", outline="#ffffff", width=10)
    canvas.line((left + 120, 100, left + 120, 320), fill="#ffffff", width=8)


def _clock(canvas: ImageDraw.ImageDraw, rng: Random) -> None:
    canvas.ellipse((740, 110, 860, 230), fill="white", outline="#444444", width=6)
    canvas.line((800, 170, 800, 128), fill="#222222", width=5)
    canvas.line((800, 170, 800 + rng.randint(-34, 34), 186), fill="#222222", width=5)


def _chair(canvas: ImageDraw.ImageDraw, left: int) -> None:
    canvas.rounded_rectangle((left, 470, left + 110, 580), radius=16, fill="#34495e")
    canvas.rectangle((left + 12, 580, left + 24, 690), fill="#2c3e50")
    canvas.rectangle((left + 86, 580, left + 98, 690), fill="#2c3e50")


def _papers(canvas: ImageDraw.ImageDraw, rng: Random) -> None:
    for _ in range(rng.randint(2, 7)):
        left, top = rng.randint(140, 760), rng.randint(340, 366)
        canvas.rectangle((left, top, left + 60, top + 14), fill="white", outline="#999999")
