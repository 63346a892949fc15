"""Who is heard in one place and not found in another, by name."""

import re
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from dashboard import wording

MOST_NAMED = 8
_ARTICLES = re.compile(r"^(the|an?)\s+")
_TITLES = re.compile(r"^((mrs?|ms|miss|dr|prof|professor|sir|dame|lord|lady)\.?\s+)+")


def plain(name: str) -> str:
    """Return a name without what spelling varies in: case, articles, forms of address, marks."""
    folded = " ".join(name.replace("’", "'").casefold().split())
    return _TITLES.sub("", _ARTICLES.sub("", folded))


def not_found(names: Sequence[str], elsewhere: Sequence[str]) -> list[str]:
    """Return those of `names` that are not among `elsewhere`.

    A name is found in any case; a bare surname is the person who alone has it on the other side,
    and the same the other way round.
    """
    there = {plain(name) for name in elsewhere}
    surnames, own_surnames = _surnames(elsewhere), _surnames(names)
    missing = []
    for name in names:
        key = plain(name)
        surname = _surname(name)
        as_full_name = bool(_bare(name)) and surnames.get(key) == 1
        as_surname = surname in there and own_surnames.get(surname) == 1
        if key not in there and not as_full_name and not as_surname:
            missing.append(name)
    return missing


def _bare(name: str) -> str:
    """Return a name that is one capitalised word, as a surname is; else the empty string."""
    key = plain(name)
    return key if " " not in key and name.split()[-1:] and name.split()[-1][0].isupper() else ""


def _surname(name: str) -> str:
    """Return the last word of a full name of a person; the empty string where it is none."""
    words = name.split()
    full = len(plain(name).split()) > 1 and words[-1][0].isupper() and words[0][0].isupper()
    is_described = _ARTICLES.match(name.casefold())
    return plain(name).split()[-1] if full and not is_described else ""


def _surnames(names: Sequence[str]) -> Counter[str]:
    """Return how many persons have each surname; two spellings of one name are one."""
    people = {(plain(name), _surname(name)) for name in names}
    return Counter(surname for _, surname in people if surname)


def sentence(sources: pd.DataFrame, elsewhere: pd.DataFrame) -> str:
    """Name who is heard in one frame of sources and not found in the other, most words first."""
    named = sources[sources["speaker"] != ""]
    missing = not_found(list(named["speaker"]), list(elsewhere["speaker"]))
    if named.empty:
        return "nobody is named here"
    if not missing:
        return "nobody; all who are heard here are found there too"
    words = dict(zip(named["speaker"], named["words"], strict=True))
    shown = [f"{name} ({wording.count(words[name], 'word')})" for name in missing[:MOST_NAMED]]
    more = len(missing) - len(shown)
    return wording.listed([*shown, f"{more} more"] if more else shown)
