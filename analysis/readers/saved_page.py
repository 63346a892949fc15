"""Web pages as Chromium saves them in one file (.mhtml): a MIME message with the page in it."""

from collections.abc import Sequence
from email import message_from_bytes

from analysis.errors import ReadingError
from analysis.limits import Limits
from analysis.readers.base import Document, Fault
from analysis.readers.encoding import decode, known_encoding
from analysis.readers.memory import check_memory
from analysis.readers.web_page import read_web_page

_NO_PAGE = "holds no web page that can be read. Save the page again, as HTML."


def read_saved_page(data: bytes, limits: Limits) -> Sequence[Document | Fault]:
    """Read the article on a page saved as MHTML, or on one sent by e-mail.

    Raises `ReadingError` if no page is in it or hardly any text is on it.
    """
    # The parser documents no exceptions since it mends what it can; on hostile headers it still
    # raises LookupError, RecursionError and others.
    # StopIteration stands for a message without a page.
    try:
        page, url = _page(data)
    except Exception as error:
        check_memory(error)
        raise ReadingError(_NO_PAGE) from error
    return read_web_page(page, limits, url)


def _page(data: bytes) -> tuple[str, str]:
    """Return the first part that is HTML, and the address that it was saved from."""
    message = message_from_bytes(data)
    part = next(part for part in message.walk() if part.get_content_type() == "text/html")
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        raise ValueError("a web page in parts")
    charset = known_encoding(part.get_content_charset() or "")
    page = payload.decode(charset, "replace") if charset else decode(payload)[0]
    return page, str(message.get("Snapshot-Content-Location") or "")
