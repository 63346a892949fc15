"""The columns of every table: their types and what they mean."""

from dataclasses import dataclass

TEXT, WHOLE, NUMBER, FLAG, MAYBE = "str", "int64", "float64", "bool", "boolean"
MAYBE_WHOLE = "Int64"
VOICE_NAMES = {
    "outlet": "the outlet's own voice",
    "quote": "quotations",
    "attributed": "attributed speech",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, its pandas type and one sentence on what it holds."""

    name: str
    kind: str
    meaning: str


FIXED_COLUMNS = (
    Column("article_id", TEXT, "Identifies the article; fixed when it was read."),
    Column("outlet", TEXT, "Who published it, as read or corrected; empty when unknown."),
    Column("title", TEXT, "The headline, as read or corrected; empty when unknown."),
    Column("published", TEXT, "Date of publication, ISO 8601 where it could be understood."),
    Column("author", TEXT, "The author as named in the source; empty when unknown."),
    Column("url", TEXT, "The address named in the source; never fetched."),
    Column("genre", TEXT, "news, opinion or live; empty when unknown."),
    Column("source_file", TEXT, "The file, with /member in an archive and #row in a table."),
    Column("sentence", WHOLE, "Number of the sentence in its article, from 0, headline included."),
    Column("start", WHOLE, "First character (Unicode code point) in the article's text, from 0."),
    Column("end", WHOLE, "The character after the last one in the article's text."),
    Column("headline", FLAG, "Whether the sentence is the headline."),
    Column("voice", TEXT, "Whose words it holds: outlet, quote or attributed."),
    Column("speaker", TEXT, "Who is quoted or cited, in full as far as known; empty for nobody."),
    Column("text", TEXT, "The words themselves: the article's text from start to end."),
    Column("role", TEXT, "headline, body, byline, caption or link; figures use body alone."),
    Column("view", TEXT, "The voice that scores and figures are those of; all for everybody's."),
    Column("reporting_verb", TEXT, "Base form of the verb (or other cue) that attributes it."),
    Column("loaded_verb", FLAG, "Whether that verb judges what is said: insisted, not said."),
    Column("mixed", FLAG, "Whether two voices or more hold a fifth of its words each."),
    Column("voice_unsure", FLAG, "Whether its quotation marks do not balance: an end is a guess."),
    *(
        Column(f"{what}_{voice}", WHOLE, f"Number of {meaning}.")
        for voice, named in VOICE_NAMES.items()
        for what, meaning in (
            ("words", f"words in {named}, in body sentences"),
            ("sentences", f"body sentences with words in {named}"),
        )
    ),
    Column("spans", TEXT, "JSON list of its voices: [start, end, voice, speaker, verb, loaded]."),
    Column("quoted_words", WHOLE, "How many of the words are quoted, not reported."),
    Column("quoted_share", NUMBER, "Share of all quoted and reported words, from 0 to 1."),
    Column("reporting_verbs", TEXT, "The reporting verbs used of the speaker, most used first."),
    Column("loaded_verbs", WHOLE, "How many spans have a reporting verb that judges."),
    Column("source_start", MAYBE_WHOLE, "Where the speaker's main word begins in the text."),
    Column("source_end", MAYBE_WHOLE, "The character after the speaker's main word."),
    Column("unsure", MAYBE, "Whether the model is unsure; empty where it cannot say."),
    Column("model", TEXT, "The model and revision that made the scores."),
    Column("model_hash", TEXT, "Names the models exactly; only scores with one hash compare."),
    Column("articles", WHOLE, "Number of articles."),
    Column("sentences", WHOLE, "Number of body sentences: the n of the figures."),
    Column("words", WHOLE, "Number of words in body sentences, split at blanks."),
    Column("text_sha256", TEXT, "SHA-256 of the article's text in UTF-8."),
    Column("measure", TEXT, "The measure that the row belongs to."),
    Column("share", NUMBER, "How much the words weigh in the score; signed."),
    Column("row", WHOLE, "Number of the sentence among those that were given, from 0."),
    Column("method", TEXT, "What a share is: readout (of log-odds), lists or occlusion."),
    Column("first", TEXT, "The first outlet (or article_id) of a pair."),
    Column("second", TEXT, "The second outlet (or article_id) of a pair."),
    Column("first_mean", NUMBER, "The first one's figure."),
    Column("second_mean", NUMBER, "The second one's figure."),
    Column("difference", NUMBER, "Second minus first, in points of the measure's scale."),
    Column("first_clear", NUMBER, "The first one's share of sentences rated clear or above."),
    Column("second_clear", NUMBER, "The second one's share of sentences rated clear or above."),
    Column("first_articles", WHOLE, "Number of the first one's articles."),
    Column("second_articles", WHOLE, "Number of the second one's articles."),
    Column("first_sentences", WHOLE, "Number of the first one's body sentences."),
    Column("second_sentences", WHOLE, "Number of the second one's body sentences."),
    Column("unit", TEXT, "What is one observation: article, or story told by both outlets."),
    Column("first_units", WHOLE, "Number of the first one's observations; near-copies as one."),
    Column("second_units", WHOLE, "Number of the second one's observations; near-copies as one."),
    Column(
        "mean_difference", NUMBER, "Second minus first mean; in stories, the mean of differences."
    ),
    Column("difference_low", NUMBER, "Lower end of its 95 % interval, from permutations."),
    Column("difference_high", NUMBER, "Upper end of its 95 % interval, from permutations."),
    Column("p", NUMBER, "Two-sided p of a permutation test; empty where nothing is tested."),
    Column("adjusted_p", NUMBER, "That p after Holm's correction over all tests of the table."),
    Column("cliffs_delta", NUMBER, "Cliff's delta, from -1 to 1; above 0 where the second is up."),
    Column("effect", TEXT, "Size of Cliff's delta: negligible, small, medium or large."),
    Column("status", TEXT, "described, too few or tested: what may be concluded about outlets."),
    Column("units_needed", MAYBE_WHOLE, "With so many of each the comparisons could be tested."),
    Column("genres", TEXT, "Says where articles of different genres are compared; else empty."),
    Column("copies", TEXT, "Says where articles are nearly the same word for word; else empty."),
    Column("finding", TEXT, "What follows for the two, in a sentence."),
    Column("units", WHOLE, "Number of the outlet's articles, near-copies as one."),
    Column("mean", NUMBER, "Mean of the articles' figures."),
    Column("mean_low", NUMBER, "Lower end of the mean's 95 % interval (Student's t)."),
    Column("mean_high", NUMBER, "Upper end of the mean's 95 % interval (Student's t)."),
    Column("word", TEXT, "A word, in small letters."),
    Column("count", WHOLE, "How often the outlet uses the word in the voice looked at."),
    Column("others_count", WHOLE, "How often all other outlets together use it."),
    Column("log_odds", NUMBER, "Log-odds ratio of the word, outlet against others; above 0: more."),
    Column("z", NUMBER, "That divided by its standard error; ranks words, is no test."),
    Column("headline_score", NUMBER, "The headline's score on the measure; empty without one."),
    Column("body_mean", NUMBER, "The article's figure: the mean over body sentences."),
    Column("headline_minus_body", NUMBER, "The headline's score minus the body's mean."),
    Column("lead_mean", NUMBER, "Mean of the first three body sentences."),
    Column("rest_mean", NUMBER, "Mean of all body sentences after the first three."),
    Column("lead_minus_rest", NUMBER, "The lead's mean minus that of the rest."),
    Column("headline_articles", WHOLE, "Number of articles with a headline and a body."),
    Column("lead_articles", WHOLE, "Number of articles with more than three body sentences."),
    Column("period", TEXT, "A month (2026-03) or an ISO week (2026-W09)."),
    Column("story", TEXT, "Identifies the story, which is all articles about one event."),
    Column("story_name", TEXT, "What the story's articles share, in a few words; or as renamed."),
    Column("confidence", NUMBER, "How surely it belongs there, from 0 to 1; a user's word is 1."),
    Column("match", NUMBER, "Probability that the sentences state the same fact, their mean."),
    Column("fact", WHOLE, "Number of the fact that the sentence states, from 1, by story."),
    Column("best", FLAG, "Whether it is the sentence of its article that matches best."),
    Column("numbers_differ", FLAG, "Whether two of the sentences hold numbers and share none."),
    Column("not_found", NUMBER, "Orders what was not found, 0 to 1; no measured probability."),
    Column("fact_text", TEXT, "A sentence that states the fact."),
    Column("stated_by", TEXT, "The outlets (or articles) in which it was found."),
    Column("nearest_article", TEXT, "The article_id of the sentence there that comes nearest."),
    Column("nearest_sentence", MAYBE_WHOLE, "That sentence's number in its article, from 0."),
    Column("nearest_text", TEXT, "That sentence."),
    Column("nearest_match", NUMBER, "Probability that it states the fact after all."),
    Column("column", TEXT, "The name of a column."),
    Column("type", TEXT, "The type of a column."),
    Column("meaning", TEXT, "What a column holds."),
    Column("target_sentiment", NUMBER, "Sentiment towards the target words, from -1 to 1."),
)
FIXED_NAMES = tuple(column.name for column in FIXED_COLUMNS)
_KINDS = {column.name: column.kind for column in FIXED_COLUMNS}
CUES_ENDING = "_cues"


def column_kind(name: str) -> str:
    """Return the pandas type of a column; one that is not listed belongs to a measure."""
    return _KINDS.get(name, TEXT if name.endswith(CUES_ENDING) else NUMBER)


def measure_columns(name: str) -> tuple[str, str, str]:
    """Return the columns of a measure: its score, the share rated clear, the headline's score."""
    return name, f"{name}_clear", f"{name}_headline"


def voice_columns(name: str, voice: str) -> tuple[str, str]:
    """Return the columns of a measure in one voice: its mean, and the share rated clear."""
    return f"{name}_{voice}", f"{name}_{voice}_clear"


def gap_column(name: str) -> str:
    """Return the column of the largest difference between statements of one fact on a measure."""
    return f"{name}_gap"


def interval_columns(name: str) -> tuple[str, str]:
    """Return the columns of a sentence's interval on a measure: its lower and its upper end."""
    return f"{name}_low", f"{name}_high"


def cues_column(name: str) -> str:
    """Return the column of the words that weigh most in a sentence's score on a measure."""
    return name + CUES_ENDING
