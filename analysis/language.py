"""In which language a text is: the models score English alone."""

from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# A shorter text, or one that the identifier is less sure about, is scored with a warning.
_LEAST_CHARACTERS = 200
_LEAST_CONFIDENCE = 0.9
_LIKELY = 0.5
_EXAMINED = 20_000  # characters; more do not change the answer
_NO_LANGUAGE = "zxx"


def identify(text: str) -> tuple[str, float]:
    """Return the ISO 639 code of the likeliest language of `text`, and its probability.

    By py3langid, a naive Bayes classifier over byte n-grams (Lui and Baldwin, 2012).
    """
    language, probability = _identifier().classify(text[:_EXAMINED])
    return str(language), float(probability)


def judge(text: str) -> tuple[Literal["english", "doubtful", "foreign"], str]:
    """Return whether `text` can be scored, and the English name of its likeliest language.

    `foreign` is a text of at least 200 characters that is not English with a probability of at
    least 0.9. `doubtful` is one that looks like another language with less certainty, or is too
    short to be certain about.
    """
    language, probability = identify(text)
    name = language_name(language)
    long = len(text) >= _LEAST_CHARACTERS
    if language == "en":
        return "english", name
    if long and probability >= _LEAST_CONFIDENCE and language != _NO_LANGUAGE:
        return "foreign", name
    return ("doubtful" if long or probability >= _LIKELY else "english"), name


def language_name(code: str) -> str:
    """Return the English name of a language, as it stands after "in"."""
    from babel import Locale

    if code == _NO_LANGUAGE:
        return "no language at all"
    return str(Locale("en").languages.get(code, f"a language with the code “{code}”"))


@cache
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
