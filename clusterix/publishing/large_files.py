"""Files larger than any that is taken, on their way in: they do not fill the disk."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .files import DOCUMENT_MEGABYTES

LARGEST = DOCUMENT_MEGABYTES * 1024 * 1024


class UpToTheLimit(TemporaryFileUploadHandler):
    """Lets pass by what comes beyond the limit; the form still learns how large the file was, and says so."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= LARGEST:
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if file_size > LARGEST:
            self.file.truncate(0)
        return super().file_complete(file_size)
