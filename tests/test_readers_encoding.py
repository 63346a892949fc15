"""Bytes of any encoding become the text that their writer saw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import characters

from analysis.errors import ReadingError
from analysis.readers.encoding import decode

# Short on purpose: that is where guessing goes wrong. All are English with few other signs.
SAMPLES = [
    "“Nobody wanted this,” she said — it’s over…",
    "The café’s owner said: don’t.",
    "He paid £5 for a naïve résumé.",
    "It’s 20°C in Zürich and São Paulo.",
    "‘Never,’ he said",
    "€500 million – a record",
    "Señor Muñoz didn’t reply",
    "El Niño",  # one sign in all; as a dash it would stand inside a word
    "Élan vital",  # begins with its only sign, which Mac Roman has as an ellipsis
    "Müller",  # one letter in six
]


ENCODED = [
    (text, encoding)
    for encoding in ("cp1252", "mac_roman", "latin-1")
    for text in SAMPLES
    if text.encode(encoding, "replace").decode(encoding) == text
]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_short_english_in_an_old_encoding_is_not_mangled(text: str, encoding: str) -> None:
    """Windows-1252 and Mac Roman are told apart by which of them reads as English."""
    found, warning = decode(text.encode(encoding))
    assert found == text
    assert "does not say how its characters are encoded" in warning


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
# A zero at the start makes UTF-16 look like UTF-32.
@given(text=st.text(characters.filter(lambda character: character != "\0"), max_size=50))
def test_unicode_is_exact(encoding: str, text: str) -> None:
    """Nothing is guessed where UTF-8 fits or a byte order mark tells; line ends become one kind."""
    try:
        found, warning = decode(text.encode(encoding))
    except ReadingError:
        return  # so many control characters that it counts as binary
    expected = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert (found, warning) == (expected, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_shows_itself(encoding: str) -> None:
    """By the zero byte beside each Latin letter; an odd byte at the end is no reason to fail."""
    text = "The council voted on Tuesday. “No,” he said."
    assert decode(text.encode(encoding)) == (text, "")


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    """As browsers do: Latin-1 means Windows-1252, and a wrong claim is ignored."""
    head = '<html><head><meta charset="{}"></head>“Ja” – ź'
    assert decode(head.format("iso-8859-2").encode("iso-8859-2", "replace"))[0].endswith("ź")
    latin = '<meta charset="iso-8859-1">“quoted”'
    assert decode(latin.encode("cp1252")) == (latin, "")
    wrong = '<meta charset="ascii">żółw'
    assert decode(wrong.encode("utf-8"))[0] == wrong
    assert decode(b'<meta charset="no-such-encoding">plain')[0].endswith("plain")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Совет проголосовал во вторник за перенос работ на восточном молу."),
        ("shift_jis", "港湾評議会は火曜日に東防波堤の再建を延期することを決定した。" * 3),
    ],
)
def test_other_scripts_are_told_by_their_statistics(encoding: str, text: str) -> None:
    """So that their language can be named, although it is not scored."""
    assert decode(text.encode(encoding))[0] == text


def test_a_few_broken_bytes_do_not_cost_the_file() -> None:
    """They are marked, and said; the rest stays as it was."""
    text, warning = decode("café, ".encode() * 6 + b"cut \xff off")
    assert text == "café, " * 6 + "cut \ufffd off"
    assert "not valid" in warning


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)),
        b"\x00\x01\x02\x03\xff\xfe\xfd" * 40,
        b"title\x00\x00\x00\x00\x00\x05\x05\x06\x07" * 10,
    ],
)
def test_binary_data_is_refused_with_the_remedy(data: bytes) -> None:
    """Whatever its name says."""
    with pytest.raises(ReadingError, match=r"binary data\. Open it in the program"):
        decode(data)


@given(data=st.binary(max_size=300))
def test_any_bytes_are_text_or_a_reading_error(data: bytes) -> None:
    """Nothing else is ever raised."""
    try:
        text, _ = decode(data)
    except ReadingError:
        return
    assert isinstance(text, str)
