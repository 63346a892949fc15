"""The word lists, how they are read and matched, and the scores they give."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.config import LexiconModel, load_configuration
from analysis.errors import ModelError
from analysis.scorers.base import SentenceScore
from analysis.scorers.lexicon import LexiconScorer
from analysis.scorers.wordlist import WordList, read_word_list, tokenise
from tests.strategies import texts

CONFIGURATION = load_configuration()
MODEL = next(model for model in CONFIGURATION.models if isinstance(model, LexiconModel))
SCORER = LexiconScorer(MODEL, CONFIGURATION.folder)
FOLDER = Path(__file__).parents[1] / "analysis" / "lexicons"
LISTS = sorted(FOLDER.glob("*.txt"))

# A small world whose scores can be worked out by hand.
SMALL = {
    "sentiment.txt": "good\t0.5\nfine\t0.4\nbad\t-0.5\nawful\t-0.8\nbad luck\t-0.2\n"
    "good grief\t0\n=Good\t0.1\n",
    "sensationalism.txt": "shocking\t0.6\n!\t0.2\n",
    "hedging.txt": "likely\t0.9\nabout <number>\t0.5\n",
    "negations.txt": "not\t0.5\nnever\t0.5\nnot only\t0\n",
}

# Words that the shipped lists know, amid some that they do not.
newsy_texts = st.lists(
    st.sampled_from(
        (
            *("May", "may not", "killed", "won", "about 400", "the crisis", "shocking!", "never"),
            *("isn't", "won’t believe", "US’s", "but", ",", ".", "“", "”"),
            *("İstanbul", "straße", "e\u0301"),
        )
    )
).map(" ".join)


def _write(folder: Path, files: dict[str, str] = SMALL) -> Path:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def _small(folder: Path, **changes: object) -> LexiconScorer:
    given = {"source": str(_write(folder)), "sha256": {}, **changes}
    record = MODEL.model_copy(update=given)
    return LexiconScorer(record, folder)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> LexiconScorer:
    """A scorer with the small lists."""
    return _small(tmp_path_factory.mktemp("lists"))


def _value(scorer: LexiconScorer, sentence: str, measure: str = "sentiment") -> float:
    return scorer.score([sentence])[0].values[measure]


def _cue_texts(sentence: str, measure: str, scorer: LexiconScorer = SCORER) -> list[str]:
    cues = scorer.score([sentence])[0].cues
    return [sentence[cue.start : cue.end] for cue in cues if cue.measure == measure]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("", 0.0),  # nothing to read
        ("The cat sat.", 0.0),  # no term
        ("A good cat.", 0.5),  # one term: its weight
        ("A good and fine cat.", 0.7),  # 1 - 0.5 * 0.6
        ("A good but awful cat.", -0.3),  # 0.5 - 0.8
        ("A good, bad, fine, awful cat.", -0.2),  # (1 - 0.5 * 0.6) - (1 - 0.5 * 0.2)
        ("GOOD", 0.5),  # capitals do not matter
        ("Good", 0.1),  # except to an entry that asks for them
    ],
)
def test_score_is_the_difference_of_what_the_positive_and_the_negative_weights_join_to(
    small: LexiconScorer, sentence: str, expected: float
) -> None:
    """Each further word of a sign adds a share of what is left."""
    assert _value(small, sentence) == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was not good.", -0.25),  # turned half the way
        ("It was not bad.", 0.25),  # in both directions
        ("It was not a very good day.", -0.25),  # three words before the term
        ("It was not at all that good.", 0.5),  # four words before: out of reach
        ("It was not, good people.", 0.5),  # a comma ends its reach
        ("It was not but good.", 0.5),  # so does "but"
        ("It was good, not fine.", 0.3),  # it reaches forwards only: 0.5 - 0.2
        ("It was not only good.", 0.5),  # an exception is no negation
        ("Never bad, never awful.", 0.55),  # 1 - 0.75 * 0.6
    ],
)
def test_negation_turns_a_signed_term_half_the_way(
    small: LexiconScorer, sentence: str, expected: float
) -> None:
    """Within three words of the same clause, by the negation's own weight."""
    assert _value(small, sentence) == pytest.approx(expected, abs=1e-12)


def test_negation_takes_away_sensational_terms_and_leaves_hedges(small: LexiconScorer) -> None:
    """'Not shocking' is plain, but 'not likely' is as uncertain as 'likely'."""
    (score,) = small.score(["Not shocking, and not likely."])
    assert score.values["sensationalism"] == 0
    assert score.values["hedging"] == pytest.approx(0.9)
    assert [cue.measure for cue in score.cues] == ["hedging"]


def test_a_cue_carries_the_weight_after_negation(small: LexiconScorer) -> None:
    """What is marked in the text is what was counted."""
    (cue,) = small.score(["It was never awful."])[0].cues
    assert (cue.measure, cue.start, cue.end) == ("sentiment", 13, 18)
    assert cue.share == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("What bad luck.", ["bad luck"]),  # the longer entry, not "bad"
        ("What bad, luck.", ["bad"]),  # a phrase does not reach across a comma
        ("What bad-luck.", ["bad-luck"]),  # but across a hyphen
        ("Oh good grief.", []),  # weight 0: an exception, and no cue
        ("A “good” thing.", ["good"]),  # quotation marks only separate
    ],
)
def test_the_longest_entry_wins(small: LexiconScorer, sentence: str, expected: list[str]) -> None:
    """So a phrase can say something else than its words."""
    assert _cue_texts(sentence, "sentiment", small) == expected


def _found(phrases: dict[str, float], sentence: str) -> list[str]:
    words = WordList()
    for phrase, weight in phrases.items():
        words.add(phrase, weight)
    tokens = tokenise(sentence)
    return [
        sentence[tokens[match.first].start : tokens[match.last - 1].end]
        for match in words.find(tokens)
    ]


@pytest.mark.parametrize(
    ("phrase", "sentence", "expected"),
    [
        ("destroy*", "Destroy, destroyed, destroyers", ["Destroy", "destroyed", "destroyers"]),
        ("destroy*", "It was indestroyable", []),  # an ending, not a beginning
        ("about <number>", "About 1,200 of about twelve", ["About 1,200", "about twelve"]),
        ("about <number>", "about 2.5m, about 2015, about it", ["about 2.5m"]),  # no year
        ("won't believe", "You won’t believe", ["won’t believe"]),  # curly apostrophes
        ("won’t believe", "You won't believe", ["won't believe"]),  # and in the list
        ("disaster", "The disaster's cause", ["disaster"]),  # a possessive is apart
        ("it's likely", "It’s likely; it 's likely", ["It’s likely", "it 's likely"]),
        ("=May", "In May it may", ["May"]),  # case-sensitive
        ("mr. may", "Mr. May left", ["Mr. May"]),  # an abbreviation's full stop
        ("éclat", "Éclat", ["Éclat"]),  # letters beyond ASCII
        ("end of it", "end of end of it", ["end of it"]),  # a false start is taken back
    ],
)
def test_what_an_entry_matches(phrase: str, sentence: str, expected: list[str]) -> None:
    """The format as its README describes it."""
    assert _found({phrase: 0.5}, sentence) == expected


def test_the_more_specific_of_equally_long_entries_wins() -> None:
    """With capitals before exact before longer stem before shorter stem."""
    weights = {"=Bombs": 0.1, "bombs": 0.2, "bomb*": 0.3, "bom*": 0.4}
    words = WordList()
    for phrase, weight in reversed(weights.items()):
        words.add(phrase, weight)
    found = words.find(tokenise("Bombs bombs bombed bomo"))
    assert [match.weight for match in found] == [0.1, 0.2, 0.3, 0.4]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("good", "could not convert"),  # no weight
        ("good 0.5", "could not convert"),  # a blank where the tab belongs
        ("good\tstrong", "could not convert"),  # not a number
        ("good\t1.5", "not between -1 and 1"),
        ("good\tnan", "not between -1 and 1"),
        ("\t0.5", "no words"),
        ("“\t0.5", "no words"),  # only what separates words
        ("go*d\t0.5", "cannot be matched"),  # `*` inside a word
        ("go*\t0.5", "cannot be matched"),  # a stem that is too short
        ("=Good*\t0.5", "cannot be matched"),  # a stem with capitals
        ("about <year>\t0.5", "cannot be matched"),  # an unknown placeholder
        ("fine\t0.3", "listed twice"),  # the file has it above
        ("Fine\t0.4", "listed twice"),  # capitals make no other entry
    ],
)
def test_a_malformed_line_is_named_with_its_place_and_remedy(
    tmp_path: Path, line: str, reason: str
) -> None:
    """Whoever edits a list is led to the line."""
    path = tmp_path / "list.txt"
    path.write_text(f"# comment\nfine\t0.3\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ModelError, match=reason) as caught:
        read_word_list(path)
    assert str(caught.value).startswith(f"{path}:4: ")
    assert "Write a phrase, a tab and a weight" in str(caught.value)


def test_a_list_that_is_absent_empty_or_no_text_is_named(tmp_path: Path) -> None:
    """A damaged list is no list of zero scores."""
    with pytest.raises(ModelError, match=r"gone\.txt cannot be read .*Restore the file"):
        read_word_list(tmp_path / "gone.txt")
    (tmp_path / "empty.txt").write_text("# nothing yet\n")
    with pytest.raises(ModelError, match=r"empty\.txt has no entries"):
        read_word_list(tmp_path / "empty.txt")
    (tmp_path / "latin.txt").write_bytes(b"caf\xe9\t0.5\n")
    with pytest.raises(ModelError, match=r"latin\.txt is not UTF-8"):
        read_word_list(tmp_path / "latin.txt")


def test_a_model_without_its_folder_is_named(tmp_path: Path) -> None:
    """The folder that models.yaml names may be mistyped."""
    record = MODEL.model_copy(update={"source": "nowhere"})
    with pytest.raises(ModelError, match=r"'lexicon' are not in .*nowhere.*models\.yaml"):
        LexiconScorer(record, tmp_path)


def test_a_list_that_does_not_have_its_hash_is_refused(tmp_path: Path) -> None:
    """Scores can be traced to the lists that gave them."""
    with pytest.raises(ModelError, match=r"hedging\.txt of the model 'lexicon' is not the one"):
        _small(tmp_path, sha256={"hedging.txt": "0" * 64})


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Ann", 0.5 - 0.5 * 10 / 13),  # good next to it, bad four words on
        ("Bob", 0.5 * 10 / 12 - 0.5 * 10 / 11),  # good three words before, bad two after
        ("met Bob", 0.5 * 10 / 11 - 0.5 * 10 / 11),  # counted from the target's nearer end
        ("bad", 0.5 * 10 / 14),  # a term inside the target is part of a name
        (",", 0.5 * 10 / 13 - 0.5 * 10 / 11),  # a target without a word has a place all the same
    ],
)
def test_terms_weigh_less_the_further_they_are_from_the_target(
    small: LexiconScorer, target: str, expected: float
) -> None:
    """Distance counts words, from the nearer end."""
    sentence = "The good Ann met Bob, the bad."
    start = sentence.index(target)
    (score,) = small.score([sentence], [(start, start + len(target))])
    assert score.values["target_sentiment"] == pytest.approx(expected, abs=1e-12)
    assert score.values["sentiment"] == 0  # the sentence's own score is as without a target


def test_two_targets_of_one_sentence_differ() -> None:
    """The point of targets: who is praised and who is blamed."""
    sentence = "Reporters praised Ostrova, while after a long debate voters condemned Lind."
    starts = [sentence.index(name) for name in ("Ostrova", "Lind")]
    scores = SCORER.score([sentence] * 2, [(starts[0], starts[0] + 7), (starts[1], starts[1] + 4)])
    praised, condemned = (score.values["target_sentiment"] for score in scores)
    assert praised > 0.2
    assert condemned < -0.2


def test_targets_need_a_list_for_sentiment(tmp_path: Path) -> None:
    """A model that scores something else says so."""
    scorer = _small(tmp_path, scores={"hedging": MODEL.scores["hedging"]})
    with pytest.raises(ModelError, match="has no list for 'sentiment'"):
        scorer.score(["All well."], [(0, 3)])


@given(texts | newsy_texts)
@example("I\u0307stanbul, İSTANBUL may be “bad”")  # a letter whose lower case is longer
def test_scores_stay_in_range_and_cues_lie_on_words(text: str) -> None:
    """For any text at all."""
    (score,) = SCORER.score([text])
    for measure in CONFIGURATION.measures:
        lowest, highest = measure.range
        assert lowest <= score.values[measure.name] <= highest
    for cue in score.cues:
        assert text[cue.start : cue.end].strip() == text[cue.start : cue.end] != ""
        assert cue.share != 0


@given(texts)
def test_tokens_slice_back_to_the_text(text: str) -> None:
    """Offsets are code points of the sentence as it was given."""
    ends = 0
    for token in tokenise(text):
        assert ends <= token.start < token.end
        ends = token.end
        assert text[token.start : token.end].translate(str.maketrans("’‘ʼ", "'''")) == token.text


@given(st.lists(newsy_texts | texts, max_size=6), st.randoms())
def test_a_score_does_not_depend_on_its_neighbours(sentences: list[str], random) -> None:
    """Alone, together and in another order: the same bits."""
    alone: list[SentenceScore] = [SCORER.score([sentence])[0] for sentence in sentences]
    assert SCORER.score(sentences) == alone
    order = random.sample(range(len(sentences)), len(sentences))
    assert SCORER.score([sentences[i] for i in order]) == [alone[i] for i in order]


def test_a_sentence_of_five_thousand_words_is_scored() -> None:
    """All its cues are found, wherever they stand, and the score stays within its range."""
    (score,) = SCORER.score(["a reportedly bad word and then " * 1_000], [(2, 12)])
    assert len([cue for cue in score.cues if cue.measure == "hedging"]) == 1_000
    assert score.values["hedging"] == pytest.approx(1)


def test_one_word_of_a_million_letters_is_scored() -> None:
    """A stem is looked for in the first letters only."""
    assert _value(SCORER, "destroy" + "e" * 1_000_000) < 0


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_shipped_list_can_be_read(path: Path) -> None:
    """Reading checks form, range and that nothing is listed twice."""
    assert len(read_word_list(path)) > 100


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_only_sentiment_has_negative_weights(path: Path) -> None:
    """Else a score could fall below its range."""
    lines = path.read_text(encoding="utf-8").splitlines()
    weights = [float(line.split("\t")[1]) for line in lines if line and not line.startswith("#")]
    assert (min(weights) < 0) == (path.stem == "sentiment")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_shipped_entry_is_found_in_its_own_words(path: Path) -> None:
    """No entry is beyond reach."""
    words = read_word_list(path)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            phrase, weight = line.split("\t")
            words_of_it = phrase.removeprefix("=").replace("*", "zz").replace("<number>", "7")
            tokens = tokenise(words_of_it)
            assert words.find(tokens) == [(0, len(tokens), float(weight))], phrase


# Each sentence is a trap for lists of words; the comment says what the trap is.
TRAPS = [
    # hedging: the month, permission, ability, purpose
    ("hedging", "The ferry may arrive late on Sunday.", ["may"]),  # possibility
    ("hedging", "The council meets in May.", []),  # the month
    ("hedging", "On 3 May the fair opened.", []),  # the month after a number
    ("hedging", "Mrs. May left the hall.", []),  # a name
    ("hedging", "Prime Minister May left the hall.", []),  # a name in mid-sentence
    ("hedging", "Storm May Hit the Coast", ["May Hit"]),  # the verb in a headline
    ("hedging", "Visitors may not enter the vault.", []),  # permission
    ("hedging", "You may vote at any hall.", []),  # permission
    ("hedging", "The vault may not hold.", ["may not"]),  # possibility, negated, still a hedge
    ("hedging", "The bridge could close for a month.", ["could"]),  # possibility
    ("hedging", "The crew could not reach the island.", []),  # ability
    ("hedging", "She could see the harbour.", []),  # ability
    ("hedging", "The might of the navy was on show.", []),  # the noun
    ("hedging", "It might rain.", ["might"]),  # the verb
    # hedging: quantities
    ("hedging", "About 400 people came.", ["About 400"]),  # approximation
    ("hedging", "Around a dozen left; some 30 stayed.", ["some 30"]),  # "a" comes between
    ("hedging", "The minister spoke about farming.", []),  # a topic
    ("hedging", "The film is about two sisters.", []),  # a topic that begins with a number
    ("hedging", "Talks began in about 2015.", []),  # a year: the price of leaving topics alone
    ("hedging", "They walked around the lake.", []),  # a place
    ("hedging", "Almost all voted; nearly half agreed.", ["nearly"]),  # "almost all" is a fact
    # hedging: appearing, believing, expecting
    ("hedging", "He appeared in court on Monday.", []),  # to be present
    ("hedging", "He appeared to hesitate.", ["appeared to"]),  # to seem
    ("hedging", "I believe in hard work.", []),  # faith
    ("hedging", "He is believed to have fled.", ["is believed to"]),  # a belief held by others
    ("hedging", "The firm is not likely to appeal.", ["likely to"]),  # negation leaves a hedge
    ("hedging", "It was unclear whether it would open.", ["It was unclear"]),  # not known
    ("hedging", "The road is clear.", []),  # free of traffic
    ("hedging", "Reply as soon as possible.", []),  # a set phrase
    ("hedging", "A strike is possible.", ["possible"]),  # possibility
    ("hedging", "He is supposed to pay rent.", []),  # a duty
    ("hedging", "Critics say the plan is slow.", ["Critics say"]),  # a vague source
    ("hedging", "Bags went to baggage claims.", ["claims"]),  # the plural escapes its exception
    ("hedging", "What kind of map is it?", []),  # a sort of thing
    ("hedging", "There is no doubt that it works.", []),  # certainty
    # sensationalism: literal uses
    ("sensationalism", "The mayor slammed the plan.", ["slammed"]),  # a loaded verb
    ("sensationalism", "A bomb exploded near the market.", []),  # a literal explosion
    ("sensationalism", "The minister dropped a bombshell.", ["bombshell"]),  # the figure
    ("sensationalism", "The volcano erupted on Tuesday.", []),  # a literal eruption
    ("sensationalism", "The crowd erupted on Tuesday.", ["erupted"]),  # the figure
    ("sensationalism", "A volcanic eruption closed the airport.", []),  # a literal eruption
    ("sensationalism", "The chef served roast beef.", []),  # food
    ("sensationalism", "A giant panda was born.", []),  # an animal
    ("sensationalism", "The Secret Service guarded the hall.", []),  # an office
    ("sensationalism", "Grand slam champion Orla Fenn retired.", []),  # a sport
    ("sensationalism", "A powerful earthquake struck.", []),  # a plain fact
    ("sensationalism", "Three people were shot dead.", []),  # a dramatic fact in plain words
    ("sensationalism", "The result was not shocking.", []),  # negated
    ("sensationalism", "Nothing short of shocking.", ["Nothing short of", "shocking"]),  # affirmed
    ("sensationalism", "The clock says ten to five!", ["!"]),  # the mark alone
    ("sensationalism", "You won’t believe what he did.", ["You won’t believe"]),  # a tease
    ("sensationalism", "The town watched with bated breath.", ["bated breath"]),  # a cliché
    # sentiment: names, set phrases, opposites
    ("sentiment", "Great Britain sent two rowers.", []),  # a country
    ("sentiment", "Justice Department lawyers filed papers.", []),  # an office
    ("sentiment", "The United States opened an embassy.", []),  # a country
    ("sentiment", "The successor was named on Monday.", []),  # not success
    ("sentiment", "She swore allegiance to the flag.", []),  # not an allegation
    ("sentiment", "He is accustomed to snow.", []),  # not accused
    ("sentiment", "The war memorial stands here.", []),  # a place
    ("sentiment", "The deadline is Friday.", []),  # not dead
    ("sentiment", "Stability returned to the stable.", ["Stability", "stable"]),  # not stabbed
    ("sentiment", "The mayor hails from Port Elise.", []),  # not praise
    ("sentiment", "He kept his promise without fail.", []),  # a set phrase
    ("sentiment", "There is no doubt about the date.", []),  # certainty, not distrust
    ("sentiment", "The suspects respectively left.", ["suspects"]),  # not respect
    ("sentiment", "No one was injured.", ["No one was injured"]),  # harm that did not happen
    ("sentiment", "The destroyer left port.", []),  # a ship
    ("sentiment", "Heroin was found.", ["Heroin"]),  # not a hero
]


@pytest.mark.parametrize(("measure", "sentence", "expected"), TRAPS)
def test_traps(measure: str, sentence: str, expected: list[str]) -> None:
    """Words with several meanings: what counts as a cue, and what does not."""
    assert _cue_texts(sentence, measure) == expected


def test_heroin_is_no_hero() -> None:
    """A short stem would make the drug a rescue."""
    assert _value(SCORER, "Heroin was found.") < 0 < _value(SCORER, "A hero was found.")


def test_the_most_sensational_sentence_is_the_one_a_reader_would_name() -> None:
    """The same event told three ways is ranked, and worded by its level, as a reader would."""
    wire = "The council of Velmora voted 7 to 2 on Tuesday to close the harbour bridge."
    vivid = "The council slammed critics of its plan to close the harbour bridge."
    tabloid = "You won't believe the jaw-dropping bombshell that left Velmora reeling!"
    scores = [_value(SCORER, sentence, "sensationalism") for sentence in (wire, vivid, tabloid)]
    assert scores[0] == 0 < scores[1] < 0.5 < 0.83 < scores[2]


def test_importing_the_scorer_is_light() -> None:
    """The baseline answers where neither pandas nor a model library is wanted."""
    code = (
        "import sys, analysis.scorers.lexicon; "
        "print([m for m in ('pandas', 'numpy', 'torch', 'transformers') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
