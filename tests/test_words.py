"""The words of one sentence: their frame, what is said of them, and their chart."""

import json

import pytest

from analysis.config import Configuration
from analysis.scorers import Cue, Explanation
from analysis.scorers.base import Method
from dashboard import palette, word_charts, word_shares

SENTENCE = "Furious residents may slam the shocking plan of the council, they say."
SHARES = {"Furious": 1.2, "residents": 0.001, "may": -0.4, "slam": 0.9, "shocking": 0.9, ",": 2.0}


def explanation(method: Method = "readout", measure: str = "sensationalism") -> Explanation:
    """Return an explanation with the shares above; those of a readout add up."""
    words = tuple(
        Cue(measure, SENTENCE.index(word), SENTENCE.index(word) + len(word), share)
        for word, share in SHARES.items()
    )
    if method != "readout":
        return Explanation(measure, method, words)
    return Explanation(measure, method, words, constant=-0.5, total=sum(SHARES.values()) - 0.5)


def many(method: Method, words: int = 20) -> tuple[str, Explanation]:
    """Return a sentence of one word over and over, and its explanation; shares fall."""
    shares = [(words - n) / 10 for n in range(words)]
    found = tuple(Cue("hedging", 4 * n, 4 * n + 3, share) for n, share in enumerate(shares))
    ends = (0.5, sum(shares) + 0.5) if method == "readout" else (None, None)
    return "may " * words, Explanation("hedging", method, found, *ends)


def test_bars_of_a_readout_add_up_to_the_log_odds() -> None:
    """The strongest words first, then the rest in one, then what no word makes."""
    sentence, own = many("readout")
    frame = word_shares.bar_frame(sentence, own)
    assert len(frame) == word_shares.MOST_BARS + 2
    assert frame["share"].sum() == pytest.approx(own.total)
    assert list(frame["word"].tail(2)) == ["all others (8)", "without any word"]
    assert list(frame["kind"].tail(2)) == ["others", "constant"]
    assert frame["share"].head(12).is_monotonic_decreasing


@pytest.mark.parametrize("method", ["lists", "occlusion"])
def test_shares_that_add_up_to_nothing_are_not_added(method: Method) -> None:
    """No bar for the rest, no constant, no sum in the table."""
    sentence, own = many(method)
    assert set(word_shares.bar_frame(sentence, own)["kind"]) == {"word"}
    assert len(word_shares.data_frame(sentence, own)) == 20


def test_bars_name_their_word_and_share_and_are_all_different() -> None:
    """A word that comes twice with one share would else be one bar."""
    words = tuple(Cue("hedging", 4 * n, 4 * n + 3, 0.5) for n in range(2))
    frame = word_shares.bar_frame("may may", Explanation("hedging", "lists", words))
    assert list(frame["bar"]) == ["may\N{EM SPACE}+0.50", "may\N{EM SPACE}+0.50\u200b"]


def test_the_strongest_count_either_way_and_nothing_is_left_out() -> None:
    """What shows as 0.00, and commas, go to the rest, whose sum stands for them."""
    frame = word_shares.bar_frame(SENTENCE, explanation())
    assert list(frame["word"]) == [
        *("Furious", "slam", "shocking", "may"),
        *("all others (2)", "without any word"),
    ]
    loud = Explanation("sensationalism", "lists", (Cue("sensationalism", 4, 5, 0.7),))
    assert list(word_shares.bar_frame("Fire!", loud)["word"]) == ["!"]


def test_the_words_are_named_with_their_shares() -> None:
    """Three of them, and no mark: a comma says nothing to a reader."""
    assert word_shares.takeaway(SENTENCE, explanation()) == (
        "Words that weigh most in this score: “Furious” (+1.20), “slam” (+0.90) and “shocking” "
        "(+0.90)."
    )


def test_a_sentence_without_words_to_show_says_so() -> None:
    """No list has a phrase of it, or the model sees nothing in any word."""
    none = Explanation("hedging", "lists", ())
    assert word_shares.bar_frame("Rain.", none).empty
    assert "No listed phrase" in word_shares.takeaway("Rain.", none)
    flat = Explanation("hedging", "occlusion", (Cue("hedging", 0, 4, 0.0),))
    assert "No word" in word_shares.takeaway("Rain.", flat)


def test_what_a_share_is_depends_on_the_method(configuration: Configuration) -> None:
    """Only a readout adds up, and the sum is given; none is proof of cause."""
    measure = configuration.measure("sensationalism")
    said = {
        method: word_shares.meaning(explanation(method), measure)
        for method in ("readout", "lists", "occlusion")
    }
    assert "log-odds of more sensationalism" in said["readout"]
    assert "add up to +4.10" in said["readout"]
    assert "no proof of cause" in said["readout"]
    assert "weight of the phrase in the word lists" in said["lists"]
    assert "lower without the word" in said["occlusion"]
    assert all("do not add up" in said[method] for method in ("lists", "occlusion"))
    sentiment = word_shares.meaning(explanation(), configuration.measure("sentiment"))
    assert "log-odds of favourable rather than unfavourable" in sentiment


def test_a_long_sentence_says_that_only_its_first_words_are_tried(
    configuration: Configuration,
) -> None:
    """Leaving words out takes a pass of the model for each."""
    _, own = many("occlusion", 150)
    assert "first 150 words" in word_shares.meaning(own, configuration.measure("hedging"))


@pytest.mark.parametrize("method", ["readout", "lists", "occlusion"])
@pytest.mark.parametrize("measure", ["sentiment", "sensationalism"])
def test_the_chart_has_signed_bars_from_zero_in_the_order_of_the_frame(
    configuration: Configuration, method: Method, measure: str
) -> None:
    """Direction and a figure beside each word say what colour says."""
    own = palette.palettes(configuration.measures)[measure]
    frame = word_shares.bar_frame(SENTENCE, explanation(method, measure))
    spec = word_charts.word_bars(frame, own, method).to_dict()
    bars, zero = (layer["encoding"] for layer in spec["layer"])
    assert bars["y"]["sort"] == list(frame["bar"])
    assert (bars["y"]["field"], bars["x"]["field"]) == ("bar", "share")
    assert bars["x"]["title"][0] == word_charts.UNITS[method]
    assert own.measure.diverging == ("unfavourable" in bars["x"]["title"][1])
    lowers, raises = bars["color"]["scale"]["range"]
    assert lowers != raises
    assert [tip["title"] for tip in bars["tooltip"]] == ["Word", word_charts.UNITS[method]]
    assert zero["x"]["datum"] == 0
    rows = [row for data in spec["datasets"].values() for row in data if "way" in row]
    assert {row["way"] for row in rows if row["share"] < 0} == {"lowers"}
    assert {row["way"] for row in rows if row["share"] > 0} == {"raises"}


@pytest.mark.parametrize(
    ("share", "domain"), [(0.01, [0, 0.1]), (-0.01, [-0.1, 0]), (0.5, [0, 0.5])]
)
def test_a_weak_word_does_not_fill_the_chart(
    configuration: Configuration, share: float, domain: list[float]
) -> None:
    """The axis reaches at least as far as a mark of medium strength."""
    own = Explanation("hedging", "occlusion", (Cue("hedging", 0, 4, share),))
    colors = palette.palettes(configuration.measures)["hedging"]
    spec = word_charts.word_bars(word_shares.bar_frame("Rain.", own), colors, "occlusion").to_dict()
    assert spec["layer"][0]["encoding"]["x"]["scale"]["domain"] == domain


def test_a_users_words_are_only_ever_data(configuration: Configuration) -> None:
    """They stand in the data and the sort order, in no field, expression or title."""
    nasty = "<img/src=x>[a].b{{datum}}"
    own = Explanation("hedging", "lists", (Cue("hedging", 0, len(nasty), 0.5),))
    colors = palette.palettes(configuration.measures)["hedging"]
    chart = word_charts.word_bars(word_shares.bar_frame(nasty, own), colors, "lists")
    spec = chart.to_dict()
    spec.pop("datasets")
    spec["layer"][0]["encoding"]["y"].pop("sort")
    assert "img" not in json.dumps(spec)
