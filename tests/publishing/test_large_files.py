"""What is larger than any file that is taken passes by, and leaves its size behind."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from clusterix.publishing import large_files

LIMIT = 100_000


@pytest.fixture(autouse=True)
def low_limit(settings, monkeypatch) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = LIMIT // 2
    monkeypatch.setattr(large_files, "LARGEST", LIMIT)


def arrived(*sizes: int) -> list[tuple[int, int]]:
    """Return for each file that is sent how large it says to be, and how much of it there is."""
    sent = {f"file-{n}": SimpleUploadedFile(f"{n}.txt", b"x" * size) for n, size in enumerate(sizes)}
    request = RequestFactory().post("/", sent)
    found = [(file.size, len(file.read())) for file in request.FILES.values()]
    request.close()
    return found


def test_a_file_up_to_the_limit_arrives_whole() -> None:
    assert arrived(LIMIT, 1) == [(LIMIT, LIMIT), (1, 1)]


def test_of_a_larger_file_only_its_size_arrives_and_its_neighbour_whole() -> None:
    assert arrived(5 * LIMIT, 3) == [(5 * LIMIT, 0), (3, 3)]


def test_without_the_guard_a_larger_file_would_fill_the_disk(settings) -> None:
    """The control."""
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    assert arrived(5 * LIMIT) == [(5 * LIMIT, 5 * LIMIT)]
