"""The sample articles are what `seeds/planted.yaml` says they are."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

SEEDS = Path(__file__).parent.parent / "seeds"
PLANTED = yaml.safe_load((SEEDS / "planted.yaml").read_text(encoding="utf-8"))
FILES = sorted(path.relative_to(SEEDS).as_posix() for path in SEEDS.glob("*/*.md"))
ENTRIES = {
    file: (event, entry)
    for event, about in PLANTED["events"].items()
    for file, entry in about["articles"].items()
}
REPRINTS = [(wire, copy) for wire, copies in PLANTED["reprints"].items() for copy in copies]
FIELDS = {"title", "outlet", "date", "author", "genre"}
KINDS = {"agency", "broadsheet", "tabloid", "partisan"}
LINES = {
    "byline": r"By [^.]+",  # "By Wednesday night 31 people …" is a sentence
    "caption": r"(?:Photo|Picture): .+",
    "link": r"Read more: .+",
}
KEYS = {"marks", "states", "omits", "voices", "portrayals", "sensational", "hedged"}
FURTHER_KEYS = {"running_quotations", "not_speech", "mentions", *LINES}


def parts(file: str) -> tuple[dict[str, str], str]:
    """Return the front matter and the body of a sample article."""
    _, front, body = re.split(r"^---\n", (SEEDS / file).read_text(encoding="utf-8"), flags=re.M)
    return dict(line.split(": ", 1) for line in front.splitlines()), body


def body_of(file: str) -> str:
    """Return the body of a sample article."""
    return parts(file)[1]


def paragraphs(file: str) -> list[str]:
    """Return the paragraphs of a sample article."""
    return body_of(file).strip().split("\n\n")


def planted(key: str) -> Iterator[tuple[str, Any]]:
    """Yield (file, item) for every item of the list `key` in every article's entry."""
    return ((file, item) for file, (_, entry) in ENTRIES.items() for item in entry.get(key, ()))


def quoted_sentences(file: str) -> list[str]:
    """Return every sentence that planted.yaml quotes from a sample article, each once."""
    entry = ENTRIES[file][1]
    quoted = [*entry["states"].values(), *entry["sensational"], *entry["hedged"]]
    quoted += [voice["example"] for voice in entry["voices"]]
    quoted += [item["evidence"] for item in entry["portrayals"] if "evidence" in item]
    return list(dict.fromkeys(quoted))


def open_marks(paragraph: str) -> int:
    """Return how many quotations a paragraph leaves open."""
    return paragraph.count('"') % 2 + paragraph.count("“") - paragraph.count("”")


def test_planted_lists_exactly_the_articles_there_are() -> None:
    """A file without a record, or a record without a file, would weaken every later test."""
    assert sorted(ENTRIES) == FILES
    assert all(file.startswith(f"{event}/") for file, (event, _) in ENTRIES.items())


@pytest.mark.parametrize("file", FILES)
def test_front_matter_is_complete_and_plain(file: str) -> None:
    """Every reader of `key: value` lines, YAML included, understands it alike."""
    front, _ = parts(file)
    assert set(front) == FIELDS
    assert all(front.values())
    assert {key: str(value) for key, value in yaml.safe_load(_front_text(file)).items()} == front
    assert datetime.date.fromisoformat(front["date"]).year == 2026
    assert front["outlet"] in PLANTED["outlets"]
    assert front["genre"] == ("opinion" if file in PLANTED["opinion"] else "news")


def _front_text(file: str) -> str:
    return (SEEDS / file).read_text(encoding="utf-8").split("---\n")[1]


@pytest.mark.parametrize("file", FILES)
def test_body_has_250_to_500_words_in_paragraphs(file: str) -> None:
    """Long enough for a timeline, short enough to read; no markup, no broken lines."""
    assert 250 <= len(body_of(file).split()) <= 500
    assert all(text == text.strip() and "\n" not in text for text in paragraphs(file))
    assert len(set(paragraphs(file))) == len(paragraphs(file))
    assert not re.search(r"[*_`#<>\[\]\t]| {2}", body_of(file))


@pytest.mark.parametrize("event", PLANTED["events"])
def test_each_event_is_told_once_by_each_of_the_four_outlets(event: str) -> None:
    """The same four everywhere; only reprints and opinion come on top."""
    reprinted = {copy for _, copy in REPRINTS}
    own = set(PLANTED["events"][event]["articles"]) - reprinted - set(PLANTED["opinion"])
    kinds = Counter(PLANTED["outlets"][parts(file)[0]["outlet"]] for file in own)
    assert kinds == dict.fromkeys(KINDS, 1)


@pytest.mark.parametrize("event", PLANTED["events"])
def test_articles_appear_on_the_day_or_soon_after(event: str) -> None:
    """A reader who groups by date finds them together, and the near miss not far off."""
    happened = datetime.date.fromisoformat(PLANTED["events"][event]["date"])
    for file in PLANTED["events"][event]["articles"]:
        published = datetime.date.fromisoformat(parts(file)[0]["date"])
        assert 0 <= (published - happened).days <= 3


@pytest.mark.parametrize("file", FILES)
def test_record_has_the_known_keys(file: str) -> None:
    """A misspelt key would be planted evidence that no test ever looks at."""
    _, entry = ENTRIES[file]
    assert KEYS <= set(entry) <= KEYS | FURTHER_KEYS


@pytest.mark.parametrize("file", FILES)
def test_facts_are_either_stated_or_omitted(file: str) -> None:
    """Together they are all the facts of the event, and none is both."""
    event, entry = ENTRIES[file]
    facts = PLANTED["events"][event]["facts"]
    assert sorted([*entry["states"], *entry["omits"]]) == sorted(facts)


@pytest.mark.parametrize("event", PLANTED["events"])
def test_every_fact_is_stated_somewhere_and_every_outlet_but_the_broadsheet_omits(
    event: str,
) -> None:
    """A fact nobody states cannot be found; an event without omissions shows nothing."""
    about = PLANTED["events"][event]
    stated = {fact for entry in about["articles"].values() for fact in entry["states"]}
    assert stated == set(about["facts"])
    for file, entry in about["articles"].items():
        assert entry["omits"] or PLANTED["outlets"][parts(file)[0]["outlet"]] == "broadsheet"


@pytest.mark.parametrize("file", FILES)
def test_quoted_sentences_are_whole_and_occur_once(file: str) -> None:
    """Later tests find sentences by these words."""
    for sentence in quoted_sentences(file):
        assert body_of(file).count(sentence) == 1, sentence
        before, after = body_of(file).split(sentence)
        assert re.search(r"(?:^|\n\n|[.?!:][”\"]? )[“\"]?$", before), sentence
        assert re.search(r"[.?!][”\"]?$", sentence), sentence
        assert re.match(r"[”\"]?(?:\n| [“\"]?[A-Z0-9])", after), sentence


def test_scare_quotes_are_words_in_quotation_marks() -> None:
    """A reader of voices must not take them for speech."""
    scare_quotes = list(planted("not_speech"))
    assert len(scare_quotes) >= 2
    for file, words in scare_quotes:
        assert re.fullmatch(r'"[^"]+"', words)
        assert body_of(file).count(words) == 1


def test_people_and_speakers_are_named_in_their_articles() -> None:
    """A speaker is called by words that the article itself uses."""
    for file, voice in planted("voices"):
        assert voice["speaker"].lower() in body_of(file).lower()
        assert voice["voice"] in {"quote", "attributed"}
    for file, portrayal in planted("portrayals"):
        assert portrayal["person"] in body_of(file)


@pytest.mark.parametrize("file", FILES)
def test_each_speaker_is_listed_once_for_each_manner(file: str) -> None:
    """Source tables can be counted against the list."""
    voices = [(voice["speaker"], voice["voice"]) for voice in ENTRIES[file][1]["voices"]]
    assert len(set(voices)) == len(voices)


def test_quotations_have_marks() -> None:
    """What shows that somebody is quoted has quotation marks in its paragraph."""
    for file, voice in planted("voices"):
        paragraph = next(text for text in paragraphs(file) if voice["example"] in text)
        assert voice["voice"] == "attributed" or re.search(r"[“\"]", paragraph)


def test_portrayals_that_take_sides_have_evidence() -> None:
    """Neutral ones need none."""
    for _, portrayal in planted("portrayals"):
        assert portrayal["tone"] in {"favourable", "neutral", "unfavourable"}
        assert ("evidence" in portrayal) == (portrayal["tone"] != "neutral")


def test_one_politician_is_praised_here_and_mocked_there() -> None:
    """Both articles are about the same event."""
    pair = PLANTED["praised_and_mocked"]
    for side, tone in (("praised", "favourable"), ("mocked", "unfavourable")):
        portrayals = ENTRIES[pair[side]][1]["portrayals"]
        assert (pair["person"], tone) in {(item["person"], item["tone"]) for item in portrayals}
    assert ENTRIES[pair["praised"]][0] == ENTRIES[pair["mocked"]][0]


def test_reprints_repeat_the_agency_word_for_word() -> None:
    """Two other outlets, the agency named as author; one keeps the headline, one has its own."""
    assert len(REPRINTS) == 2
    for wire, copy in REPRINTS:
        assert body_of(copy) == body_of(wire)
        assert ENTRIES[copy] == ENTRIES[wire]
        assert parts(copy)[0]["author"] == parts(wire)[0]["outlet"] != parts(copy)[0]["outlet"]
    kept = [parts(copy)[0]["title"] == parts(wire)[0]["title"] for wire, copy in REPRINTS]
    assert sorted(kept) == [False, True]


def test_no_other_two_articles_share_a_sentence() -> None:
    """Apart from the reprints, every text was written for itself."""
    copies = {copy for _, copy in REPRINTS}
    sentences = Counter(
        sentence
        for file in FILES
        if file not in copies
        for sentence in set(re.split(r"(?<=[.?!])[”\"]?\s+", body_of(file)))
        if len(sentence.split()) > 6  # the speakers' own few words may come twice
    )
    assert [sentence for sentence, count in sentences.items() if count > 1] == []


def test_the_near_miss_names_its_event_and_some_articles_mention_it() -> None:
    """Word overlap alone must not be enough to tell the two apart."""
    near = {event: about.get("near_miss_of") for event, about in PLANTED["events"].items()}
    assert {event: of for event, of in near.items() if of} == {"ferry-pier": "ferry-grounding"}
    mentioned = list(planted("mentions"))
    assert {event for _, event in mentioned} == {"ferry-grounding"}
    for file in FILES:
        if ENTRIES[file][0] != "ferry-grounding":
            speaks = bool(re.search("Port Merrin|Brannick Maid", body_of(file)))
            assert speaks == ((file, "ferry-grounding") in mentioned)


@pytest.mark.parametrize("file", FILES)
def test_quotation_marks_are_of_one_kind(file: str) -> None:
    """Curly in most, straight in the partisan site's, apostrophes included."""
    marks = ENTRIES[file][1]["marks"]
    assert marks in {"curly", "straight"}
    assert not re.search("[\"']" if marks == "curly" else "[“”‘’]", body_of(file))
    assert re.search("“" if marks == "curly" else '"', body_of(file))


@pytest.mark.parametrize("file", FILES)
def test_quotations_close_in_their_paragraph_unless_they_run_on(file: str) -> None:
    """A running quotation opens in each paragraph and closes in its last only."""
    expected = [0] * len(paragraphs(file))
    for running in ENTRIES[file][1].get("running_quotations", ()):
        first = _only(file, running["begins"])
        last = _only(file, running["ends"])
        assert last - first + 1 == running["paragraphs"] >= 2
        assert all(text[0] in '“"' for text in paragraphs(file)[first : last + 1])
        assert paragraphs(file)[last].endswith(running["ends"])
        expected[first:last] = [1] * (last - first)
    assert [open_marks(text) for text in paragraphs(file)] == expected


def _only(file: str, words: str) -> int:
    (place,) = (place for place, text in enumerate(paragraphs(file)) if words in text)
    return place


def test_running_quotations_come_in_both_kinds_of_marks() -> None:
    """Straight ones are harder: opening and closing mark are the same character."""
    kinds = {ENTRIES[file][1]["marks"] for file, _ in planted("running_quotations")}
    assert kinds == {"curly", "straight"}


@pytest.mark.parametrize("file", FILES)
def test_bylines_captions_and_links_are_recorded(file: str) -> None:
    """They are paragraphs of their own, one of each at most."""
    for key, pattern in LINES.items():
        found = [text for text in paragraphs(file) if re.fullmatch(pattern, text)]
        assert found == [entry for entry in [ENTRIES[file][1].get(key)] if entry]


@pytest.mark.parametrize("key", LINES)
def test_there_are_at_least_two_of_each_further_line(key: str) -> None:
    """One alone would be a special case."""
    assert sum(key in entry for _, entry in ENTRIES.values()) >= 2


@pytest.mark.parametrize("file", [file for file in FILES if file.endswith("corvane-press.md")])
def test_the_agency_writes_a_dateline_and_nothing_sensational(file: str) -> None:
    """PLACE, day month (agency) — and then the lead."""
    assert re.match(r"[A-Z ]+, \d{1,2} [A-Z][a-z]+ \(CPA\) — [A-Z]", body_of(file))
    assert ENTRIES[file][1]["sensational"] == []
    assert ENTRIES[file][1]["hedged"]


@pytest.mark.parametrize("file", [file for file in FILES if file.endswith("firebell.md")])
def test_the_tabloid_is_sensational(file: str) -> None:
    """At least three sentences to find, and the capitals that go with them."""
    assert len(ENTRIES[file][1]["sensational"]) >= 3
    assert re.search(r"\b[A-Z]{5,}\b", body_of(file))


def test_the_readme_names_every_file() -> None:
    """As often as there are files of that name."""
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    for name, count in Counter(Path(file).name for file in FILES).items():
        assert readme.count(f"`{name}`") == count
    assert all(f"`{event}/`" in readme for event in PLANTED["events"])
