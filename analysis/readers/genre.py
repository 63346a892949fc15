"""Genre as three words that can be compared."""

import re

_GENRES = {
    "opinion": "opinion opinions oped editorial editorials comment comments commentary column "
    "columnist columnists letters leader perspective viewpoint opinionnewsarticle",
    "live": "live liveblog liveblogs liveblogposting liveupdates",
    "news": "news newsarticle reportagenewsarticle report",
}
_WORDS = {word: genre for genre, words in _GENRES.items() for word in words.split()}


def genre_of(given: str) -> str:
    """Return `news`, `opinion` or `live`, or the empty string where `given` says none of them.

    `given` is what an editor wrote ("Op-Ed"), a schema.org type ("LiveBlogPosting") or a list
    of categories; the word that says most ("opinion" before "live" before "news") counts.
    """
    parts = [re.sub(r"[\W_]+", "", part) for part in re.split(r"[,;/|]|\s-\s", given.casefold())]
    words = re.findall(r"[^\W_]+", given.casefold())
    found = {_WORDS[word] for word in (*parts, *words) if word in _WORDS}
    return next((genre for genre in _GENRES if genre in found), "")
