"""What one user has on the desk: articles, their scores, and what could not be read.

The only module that puts anything of a user's into the session. It goes when the session ends;
nothing of it is kept anywhere else.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from analysis.articles import Article, Problem, Reading, separate_duplicates
from analysis.config import Configuration
from analysis.errors import InputError
from analysis.pipeline import Analysis, ScoredArticle, ScoredSentence
from analysis.results import Results, reason
from analysis.stories import Story, carried_over

_KEY = "desk"
# What a score depends on: the text, where its headline ends, and the configuration.
ScoreKey = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """The sentence whose score somebody asked about, and the measure to show first."""

    article_id: str
    sentence: int
    measure: str


@dataclass(slots=True)
class Desk:
    """The articles of a session, in the order they were read.

    `originals` holds corrected articles as they were read, to know them if they come again.
    `paused` is set by cancelling, until something is added or scoring is asked for again.
    `round` counts intakes: a number in the keys of input widgets that empties them. `chosen` is
    the id of the article that was looked at last. `models` holds the models that were chosen
    other than by default, by measure. `asked` is what the page is to open when it is drawn next,
    `fault` what it is to say of a text that was pasted. `corrected` holds the stories as the user
    corrected them last, and the states before, oldest first; `story_fault` what was wrong with a
    correction. `named` holds the outlets that were given last to articles without one, by id;
    `namings` counts how often that was done or taken back.
    """

    articles: dict[str, Article] = field(default_factory=dict)
    originals: dict[str, Article] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    scores: dict[ScoreKey, tuple[ScoredSentence, ...]] = field(default_factory=dict)
    paused: bool = False
    round: int = 0
    chosen: str = ""
    models: dict[str, str] = field(default_factory=dict)
    asked: Asked | None = None
    fault: str = ""
    corrected: list[tuple[Story, ...]] = field(default_factory=list)
    story_fault: str = ""
    named: dict[str, str] = field(default_factory=dict)
    namings: int = 0

    def add(self, reading: Reading) -> None:
        """Put what was read on the desk; what was not read, or is there already, is listed."""
        self._list(reading.problems)
        self._take(reading.articles)
        self.named.clear()
        self.round += 1

    def restore(self, results: Results, configuration: Configuration) -> None:
        """Take the articles of a table of scores, with these if the models in use made them.

        Otherwise the table is listed, and its articles can be scored again.
        """
        articles = tuple(scored.article for scored in results.articles)
        if not results.usable:
            message = f"{reason(results, configuration)} Its articles can be scored again."
            self._list([Problem(results.name, message, articles=articles)])
            return
        self._take(articles)
        sha256 = configuration.sha256()
        for scored in results.articles:
            if self.articles.get(scored.article.article_id) is scored.article:
                self.scores.setdefault(_key(scored.article, sha256), scored.sentences)

    def accept(self, problem: Problem) -> None:
        """Take what was refused for its language, or for the models of its scores, after all."""
        self.problems.remove(problem)
        self._take([*filter(None, [problem.article]), *problem.articles])

    def _take(self, articles: Sequence[Article]) -> None:
        new = separate_duplicates(articles, known=self._known())
        # A text from a table of scores may differ in its blanks from the one that was read.
        there = [article for article in new.articles if article.article_id in self.articles]
        fresh = [article for article in new.articles if article not in there]
        self.articles.update({article.article_id: article for article in fresh})
        self._list([*new.problems, *map(_here_already, there)])
        self.paused = False

    def _list(self, problems: Sequence[Problem]) -> None:
        """List what is not listed yet: the same bad file again is no second problem."""
        self.problems.extend(problem for problem in problems if problem not in self.problems)

    def _known(self) -> list[Article]:
        """Return the articles as they are and, where corrected, as they were read too."""
        return [*self.articles.values(), *self.originals.values()]

    def correct(self, article_id: str, **metadata: str) -> None:
        """Correct outlet, title or published; scores and ids stay."""
        article = self.articles[article_id]
        self.originals.setdefault(article_id, article)
        self.articles[article_id] = article.corrected(**metadata)

    def name_outlets(self, names: Mapping[str, str]) -> None:
        """Give outlets, by article id, to articles that name none; what is named stays."""
        self.named = {each: name for each, name in names.items() if not self.articles[each].outlet}
        for article_id, name in self.named.items():
            self.correct(article_id, outlet=name)
        self.namings += 1

    def take_back_names(self) -> None:
        """Take the names back that were given last, where they were not corrected since."""
        for article_id, name in self.named.items():
            if article_id in self.articles and self.articles[article_id].outlet == name:
                self.correct(article_id, outlet="")
        self.named.clear()
        self.namings += 1

    def remove(self, article_ids: Collection[str]) -> None:
        """Take articles off the desk; scores that no other article shares go too."""
        for article_id in article_ids:
            del self.articles[article_id]
            self.originals.pop(article_id, None)
            self.named.pop(article_id, None)
        kept = {(a.text_sha256, a.headline_end) for a in self.articles.values()}
        self.scores = {key: own for key, own in self.scores.items() if key[:2] in kept}

    def clear(self) -> None:
        """Forget everything."""
        self.remove(list(self.articles))
        self.problems.clear()
        self.forget_corrections()
        self.round += 1

    def choose(self, article_id: str) -> None:
        """Look at an article; the empty string leaves the choice to the page."""
        self.chosen = article_id

    def ask(self, article_id: str, sentence: int, measure: str) -> None:
        """Ask why a sentence has its score; the page opens the answer once."""
        self.asked = Asked(article_id, sentence, measure)

    def take_asked(self) -> Asked | None:
        """Return what was asked and forget it, so that nothing opens a second time."""
        asked, self.asked = self.asked, None
        return asked

    def take_fault(self) -> str:
        """Return what was wrong with a text that was pasted and forget it."""
        fault, self.fault = self.fault, ""
        return fault

    def stories(self, found: Sequence[Story]) -> tuple[Story, ...]:
        """Return the stories that were `found` in all articles, as the user corrected them."""
        return carried_over(self.corrected[-1], found) if self.corrected else tuple(found)

    def correct_stories(
        self, found: Sequence[Story], change: Callable[[Sequence[Story]], tuple[Story, ...]]
    ) -> None:
        """Change the stories; where that cannot be done, nothing changes and the fault is kept."""
        self.story_fault = ""
        try:
            self.corrected.append(change(self.stories(found)))
        except InputError as error:
            self.story_fault = str(error)

    def undo_story(self) -> None:
        """Take back the last correction of the stories."""
        self.story_fault = ""
        self.corrected.pop()

    def forget_corrections(self) -> None:
        """Go back to the stories as they are found."""
        self.story_fault = ""
        self.corrected.clear()

    def pause(self) -> None:
        """Stop scoring; what is scored stays."""
        self.paused = True

    def resume(self) -> None:
        """Score what waits."""
        self.paused = False

    def choose_model(self, measure: str, model: str) -> None:
        """Let a model score a measure; the empty string goes back to the default."""
        self.models.pop(measure, None)
        if model:
            self.models[measure] = model
        self.paused = False

    def use_default_models(self) -> None:
        """Go back to the models that `models.yaml` has by default; all scores are kept."""
        self.models.clear()
        self.paused = False

    def waiting(self, configuration: Configuration) -> list[Article]:
        """Return the articles that this configuration has not scored."""
        sha256 = configuration.sha256()
        return [a for a in self.articles.values() if _key(a, sha256) not in self.scores]

    def keep(self, scored: ScoredArticle, configuration: Configuration) -> None:
        """Keep the scores of an article."""
        self.scores[_key(scored.article, configuration.sha256())] = scored.sentences

    def analysis(
        self, configuration: Configuration, article_ids: Collection[str] | None = None
    ) -> Analysis:
        """Return the scored articles (of `article_ids`, where given), with their corrections."""
        chosen = self.articles if article_ids is None else article_ids
        sha256 = configuration.sha256()
        scored = tuple(
            ScoredArticle(article, self.scores[_key(article, sha256)])
            for article in self.articles.values()
            if article.article_id in chosen and _key(article, sha256) in self.scores
        )
        return Analysis(scored, configuration)


def _here_already(article: Article) -> Problem:
    message = f"{article.source_file} holds an article that is here already; it is counted once."
    return Problem(article.source_file, message)


def _key(article: Article, configuration_sha256: str) -> ScoreKey:
    return article.text_sha256, article.headline_end, configuration_sha256


def desk() -> Desk:
    """Return this session's desk."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Desk()
    found: Desk = st.session_state[_KEY]
    return found
