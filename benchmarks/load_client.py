"""A user of the dashboard without a browser: Streamlit's own protocol over its websocket.

Twenty browsers would take the processors from the server that is to be measured; in use they run
on twenty other machines.
"""

import http.client
import time
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

_PATIENCE = 300.0
_COOKIE = "_streamlit_xsrf"


class Client:
    """One session: uploads files, changes pages, and keeps what the server sends.

    `words` are those of other users; `leaked` says which of them came, and in what.
    """

    def __init__(self, address: str, words: Sequence[str] = ()) -> None:
        self.leaked: set[str] = set()
        self.exceptions: list[str] = []
        self.elements: list[Element] = []
        self._words = [word.encode() for word in words]
        self._host = urlsplit(address).netloc
        self._token = self._cookie()
        self._closing = ExitStack()
        self._socket = self._closing.enter_context(
            connect(
                f"ws://{self._host}/_stcore/stream",
                subprotocols=["streamlit"],
                origin=address,
                additional_headers={"Cookie": f"{_COOKIE}={self._token}"},
                max_size=None,
                open_timeout=60,
            )
        )
        self._session = ""
        self._pages: dict[str, str] = {}
        self._page = ""
        self.run()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.close()

    def run(self, page: str = "", uploads: Sequence[tuple[str, str, int]] = ()) -> None:
        """Let the page run, with what was uploaded, until it rests; raise if it never does."""
        message = BackMsg()
        message.rerun_script.page_script_hash = self._pages.get(page, self._page)
        if uploads:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._uploader()
            for file_id, name, size in uploads:
                info = state.file_uploader_state_value.uploaded_file_info.add()
                info.file_id, info.name, info.size = file_id, name, size
                info.file_urls.file_id = file_id
        self.elements.clear()
        self._socket.send(message.SerializeToString())
        self._until("script_finished")

    def upload(self, files: Sequence[tuple[str, bytes]]) -> None:
        """Choose files, and wait until they are read and scored."""
        asked = BackMsg()
        asked.file_urls_request.request_id = str(uuid.uuid4())
        asked.file_urls_request.file_names.extend(name for name, _ in files)
        asked.file_urls_request.session_id = self._session
        # The page may be at rest already, so that nothing else comes before the answer.
        kept = list(self.elements)
        self._socket.send(asked.SerializeToString())
        answer = self._until("file_urls_response").file_urls_response
        self.elements = kept
        sent = []
        for (name, data), urls in zip(files, answer.file_urls, strict=True):
            self._put(urls.upload_url, name, data)
            sent.append((urls.file_id, name, len(data)))
        self.run(uploads=sent)

    def download(self, label: str) -> str:
        """Press a button of the menu of downloads; return the address of the file."""
        buttons = (e.download_button for e in self.elements if e.HasField("download_button"))
        asked = BackMsg()
        request = asked.backend_operation_request
        request.request_id, request.session_id = str(uuid.uuid4()), self._session
        request.deferred_file.file_id = next(
            each.deferred_file_id for each in buttons if each.label == label
        )
        self._socket.send(asked.SerializeToString())
        answer = self._until("backend_operation_response").backend_operation_response
        if answer.error_msg:
            raise RuntimeError(answer.error_msg)
        return f"http://{self._host}/{answer.deferred_file.url.lstrip('/')}"

    @property
    def charts(self) -> int:
        """How many charts the page has drawn since it was run last."""
        return sum(each.HasField("vega_lite_chart") for each in self.elements)

    def _uploader(self) -> str:
        return next(e.file_uploader.id for e in self.elements if e.HasField("file_uploader"))

    def _until(self, kind: str) -> ForwardMsg:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            data = self._socket.recv(timeout=_PATIENCE)
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            self.leaked.update(_found(word, data, message) for word in self._words if word in data)
            self._note(message)
            early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
            if message.WhichOneof("type") == kind and not early:
                return message
        raise TimeoutError(f"No {kind} in {_PATIENCE:.0f} s")

    def _note(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._session = message.new_session.initialize.session_id or self._session
            self._page = message.new_session.page_script_hash
        elif kind == "navigation":
            pages = message.navigation.app_pages
            self._pages = {each.page_name: each.page_script_hash for each in pages}
        elif kind == "delta" and message.delta.HasField("new_element"):
            self.elements.append(message.delta.new_element)
            if message.delta.new_element.HasField("exception"):
                self.exceptions.append(message.delta.new_element.exception.message)

    def _cookie(self) -> str:
        answer = self._request("GET", "/_stcore/health", b"", {})
        cookie = answer.headers.get("set-cookie", "")
        return cookie.split(f"{_COOKIE}=", 1)[1].split(";", 1)[0]

    def _put(self, path: str, name: str, data: bytes) -> None:
        line = uuid.uuid4().hex
        head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + data + f"\r\n--{line}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={line}",
            "Cookie": f"{_COOKIE}={self._token}",
            "X-Xsrftoken": self._token,
        }
        self._request("PUT", path, body, headers)

    def _request(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(self._host, timeout=60)
        connection.request(method, path if path.startswith("/") else f"/{path}", body, headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status >= 300:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return answer


def _found(word: bytes, data: bytes, message: ForwardMsg) -> str:
    """Say in what kind of message a word came, between which others."""
    kind = message.WhichOneof("type")
    element = message.delta.new_element.WhichOneof("type") if kind == "delta" else ""
    at = data.find(word)
    around = data[max(0, at - 80) : at + 80]
    return f"{word.decode()} in {kind} {element}: {around!r}"
