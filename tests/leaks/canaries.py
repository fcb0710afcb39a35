"""Canaries: made-up words in place of what identifies a citizen, in every spelling a leak could have."""

import base64
import secrets
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from PIL import Image

LETTERS = "BCDFGHJKMNPQRTVX"


def word() -> str:
    """Fourteen signs that stand nowhere by chance."""
    return "zq" + "".join(secrets.choice(LETTERS) for _sign in range(12)).lower()


def digits() -> str:
    """A telephone number of ten digits that stands nowhere by chance."""
    return "09" + "".join(secrets.choice("123456789") for _sign in range(8))


def spellings(canary: str) -> list[bytes]:
    """As it is, in capitals, in UTF-16, in hex, and in base64 at each of its three places."""
    plain = canary.encode()
    in_base64 = [
        base64.b64encode(b"\0" * shift + plain)[skip : -(4 if (shift + len(plain)) % 3 else 1)]
        for shift, skip in ((0, 0), (1, 2), (2, 3))
    ]
    wide = [canary.encode("utf-16-le"), canary.encode("utf-16-be")]
    return [plain, canary.upper().encode(), *wide, plain.hex().encode(), *in_base64]


@dataclass
class Search:
    """Which places were looked at, and what was found where."""

    canaries: dict[str, str]
    places: int = 0
    hits: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sought = {
            name: [spelling for spelling in spellings(canary) if len(spelling) >= 8]
            for name, canary in self.canaries.items()
        }

    def look(self, place: str, data: bytes) -> None:
        """Look into one place; the members of a zip (docx, xlsx) too."""
        self.places += 1
        for name, sought in self._sought.items():
            if any(spelling in data for spelling in sought):
                self.hits.append((name, place))
        if data.startswith(b"PK"):
            try:
                with ZipFile(BytesIO(data)) as inside:
                    for member in inside.namelist():
                        self.look(f"{place}!{member}", inside.read(member))
            except BadZipFile:
                pass


def photo_with(canary: str) -> BytesIO:
    """A JPEG that tells the canary in its EXIF, its comment, its XMP and behind its end."""
    file = BytesIO()
    image = Image.new("RGB", (80, 60), "teal")
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = canary
    xmp = f"<x:xmpmeta><rdf:Description>{canary}</rdf:Description></x:xmpmeta>".encode()
    image.save(file, "JPEG", exif=exif, comment=canary.encode(), xmp=xmp)
    file.write(canary.encode())
    file.seek(0)
    file.name = f"{canary}.jpg"
    return file
