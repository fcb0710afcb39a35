"""What must not stay on a disk: in the proxy's files, in a backup, in pages of the database already freed."""

import re
from pathlib import Path

import pytest
from django.db import connection

from bench.bench_citizen import backup_options

NGINX = Path("deploy/nginx.conf").read_text(encoding="utf-8")
LOCATION = re.compile(r"location (~ )?(\S+) \{\n(.*?)\n    \}", re.DOTALL)
TOUCHY = [
    "/niem-phong/ban-doc/5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f11/anh/5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f12/",
    "/niem-phong/ban-giao/5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f11/phieu/",
    "/niem-phong/gop-y/",
    "/quay/7/phieu-giay/",
    "/mot-cua/nhap/",
    "/api/mot-cua/luot-den/",
    "/phan-anh/gui/",
    "/phan-anh/tra-cuu/",
    "/phan-anh/nhap-ho/",
    "/phan-anh/so/5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f11/",
    "/danh-gia/ABCD-1234/",
    "/luot-den/",
    "/luot-den/danh-gia/abcd/",
    "/thu/5f0c6a5e-8a7d-4c57-9d1b-0d7f1b1f8f11/tep.pdf",
]


def location_of(address: str) -> str:
    """The block that nginx takes for an address: the first pattern that fits, else the longest beginning."""
    blocks = LOCATION.findall(NGINX)
    for tilde, words, inside in blocks:
        if tilde and re.search(words, address):
            return str(inside)
    plain = [(words, inside) for tilde, words, inside in blocks if not tilde and address.startswith(words)]
    return str(max(plain)[1])


@pytest.mark.parametrize("address", TOUCHY)
def test_the_proxy_writes_neither_words_nor_lines(address: str) -> None:
    inside = location_of(address)
    for line in (
        "access_log off;",
        "error_log  /dev/null crit;",
        "proxy_max_temp_file_size 0;",
        "client_body_in_single_buffer on;",
    ):
        assert line in inside
    sizes = [
        re.search(rf"{name} (\S+);", inside) for name in ("client_max_body_size", "client_body_buffer_size")
    ]
    assert len({found.group(1) for found in sizes if found}) == 1


@pytest.mark.parametrize("address", ["/luot-den/ma/", "/luot-den/ky/", "/khao-sat/bo-phieu/"])
def test_a_code_and_a_ballot_leave_no_line_and_no_address(address: str) -> None:
    inside = location_of(address)
    assert 'proxy_set_header X-Forwarded-For "";' in inside
    assert "access_log off;" in inside


def test_other_pages_are_logged_without_an_address() -> None:
    assert "access_log" not in location_of("/bang-diem/")
    assert "$remote_addr" not in re.findall(r"log_format.*?;", NGINX, re.DOTALL)[0]


def test_the_backup_of_the_manual_takes_no_traces() -> None:
    options = backup_options()
    assert "--no-unlogged-table-data" in options
    for table in (
        "feedback_ratingtrace",
        "feedback_daymark",
        "portal_cache",
        "evaluations_surveyturn",
        "evaluations_surveyballot",
    ):
        assert f"--exclude-table-data={table}" in options


@pytest.mark.django_db
def test_sqlite_writes_over_what_is_deleted() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone()[0] == 1
