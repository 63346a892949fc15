"""Only English can be scored; a text is refused for its language only when that is certain."""

import pytest
from hypothesis import given
from make_files import BODY, GERMAN
from strategies import texts

from analysis.language import identify, judge, language_name

FRENCH = (
    "Le conseil du port a décidé mardi de reporter la reconstruction de la digue orientale. Les "
    "habitants de la ville basse, dont les maisons ont été inondées deux fois depuis l'automne, "
    "ont réagi avec un mélange de résignation et d'incrédulité."
)
ENGLISH_WITH_FOREIGN_NAMES = (
    "Mbeki Oyelaran-Nkosi and Siobhán Ní Dhomhnaill met Giuseppe Verdicchio in Łódź, where the "
    "Bundesverfassungsgericht’s ruling and the Assemblée nationale’s vote were the talk of the "
    "Plaça de Sant Jaume’s visitors, said Yevhen Kostyantynovych of the Österreichische Zeitung."
)


@pytest.mark.parametrize(("text", "name"), [(GERMAN, "German"), (FRENCH, "French")])
def test_a_long_text_in_another_language_is_foreign(text: str, name: str) -> None:
    """And the language is named in English."""
    assert len(text) >= 200
    assert judge(text) == ("foreign", name)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY.upper(),  # tabloids
        ENGLISH_WITH_FOREIGN_NAMES,
        "The council voted on Tuesday.",
    ],
)
def test_english_is_english(text: str) -> None:
    """In capitals, full of names, and short."""
    assert judge(text)[0] == "english"


def test_a_short_text_is_never_refused() -> None:
    """199 characters of German are doubtful, 200 are foreign."""
    assert judge(GERMAN[:199]) == ("doubtful", "German")
    assert judge(GERMAN[:200]) == ("foreign", "German")


def test_a_mixture_is_not_refused() -> None:
    """Half and half, the identifier is not certain enough, or finds the English."""
    assert judge(f"{BODY[:250]} {GERMAN[:150]}")[0] != "foreign"


def test_what_is_no_language_is_not_refused_either() -> None:
    """Results and prices: nothing is certain about them."""
    assert judge("1 234 5 678 90 12 345 67 8 901 234 " * 20)[0] != "foreign"


def test_names_of_languages_are_english_words() -> None:
    """Codes without a name are said to be codes."""
    assert language_name("pcm") == "Nigerian Pidgin"
    assert language_name("zxx") == "no language at all"
    assert "“gcf”" in language_name("gcf")


@given(texts)
def test_any_text_has_a_verdict(text: str) -> None:
    """With a probability between 0 and 1."""
    assert 0 <= identify(text)[1] <= 1
    assert judge(text)[0] in ("english", "doubtful", "foreign")
