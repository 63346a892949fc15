"""The bundled model: one token classifier in ONNX that scores every measure in one pass."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from tokenizers import Tokenizer

from analysis.config import BundledModel
from analysis.errors import ModelError
from analysis.scorers.base import (
    VOICES,
    Cue,
    Explanation,
    PartReader,
    Parts,
    SentenceScore,
    Target,
)
from analysis.scorers.classifier import Frame, longest_input, ordered_labels, reset
from analysis.scorers.cue_words import cues, word_shares
from analysis.scorers.encoding import Span, encode
from analysis.scorers.heads import Array, Head, HeadReader
from analysis.scorers.onnx_session import WORKERS, open_session, read_json, run, source_folder
from analysis.scorers.readout import windows
from analysis.scorers.verify import loading, verify_files

# The construct that tells whose words a sentence holds.
VOICE = "voice"
FILES = ("model.onnx", "tokenizer.json", "config.json", "readout.json")


class ReadoutFile(BaseModel):
    """The content of `readout.json`.

    `heads` are all constructs that the model reads, the measures among them; `target` names the
    one that rates a marked target. A sentence is unsure when the product over the measures of
    the coarse reading's probability (`HeadReader.sureness`) is below `certain`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: dict[str, Head]
    target: str
    certain: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence as the model read it: logits of its pieces, and the span each stands for."""

    sentence: str
    spans: tuple[Span, ...]
    pieces: Array


class BundledScorer:
    """Scores with the model in the folder that `model` names, made by `training/`.

    The folder holds `model.onnx` (a token classifier), `tokenizer.json`, `config.json` and
    `readout.json`. Each sentence runs alone and unpadded, so that its score has the same bits
    whatever is scored with it. Safe to use from several threads.

    Raises `ModelError` when a file is missing, damaged or not the one its hash names.
    """

    def __init__(self, model: BundledModel, folder: Path) -> None:
        source = source_folder(model, folder, FILES)
        verify_files(model, source)
        with loading(model, source):
            self._session = open_session(source / "model.onnx")
            self._tokenizer = reset(Tokenizer.from_file(str(source / "tokenizer.json")))
            config = read_json(source / "config.json")
            labels = ordered_labels(config["id2label"])
            self._readout = ReadoutFile.model_validate(read_json(source / "readout.json"))
            self._readers = {
                name: HeadReader(head, labels) for name, head in self._readout.heads.items()
            }
            self.labels = labels
        unknown = [name for name in model.scores if name not in self._readers]
        if unknown:
            raise ModelError(
                f"The model {model.name!r} does not score {', '.join(unknown)}; it scores "
                f"{', '.join(self._readers)}. Correct its scores in models.yaml."
            )
        self._measures = model.scores
        self._frame = Frame(self._tokenizer)
        self._capacity = longest_input(config, None) - self._frame.size

    def score(
        self, sentences: Sequence[str], targets: Sequence[Target] | None = None
    ) -> list[SentenceScore]:
        """Score `sentences`; `targets`, where given, holds one (start, end) for each.

        A target is read in a pass of its own, with marks around it, so that the sentence's own
        scores are those without a target.
        """
        # Made for each batch: threads that are kept would be missing in a forked process.
        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(self._score, sentences, targets or repeat(None)))

    def explain(self, sentence: str) -> tuple[Explanation, ...]:
        """Explain the score of `sentence` on each measure, with the shares of the readout."""
        reading = self._read(sentence, None)
        return tuple(self._explained(measure, reading) for measure in self._measures)

    def _explained(self, measure: str, reading: Reading) -> Explanation:
        reader = self._readers[measure]
        shares = reader.shares(reading.pieces)
        weighed = word_shares(reading.sentence, reading.spans, shares)
        return Explanation(
            measure,
            "readout",
            tuple(Cue(measure, start, end, share) for (start, end), share in weighed),
            constant=reader.constant,
            total=float(shares.sum()) + reader.constant,
        )

    def readings(
        self, sentences: Sequence[str], targets: Sequence[Target] | None = None
    ) -> list[Reading]:
        """Return the sentences as the model reads them, targets marked where given."""
        with ThreadPoolExecutor(WORKERS) as pool:
            return list(pool.map(self._read, sentences, targets or repeat(None)))

    def reader(self, construct: str) -> HeadReader:
        """Return the reader of a measure or another construct that the model reads."""
        return self._readers[construct]

    def auxiliary(self, sentences: Sequence[str]) -> dict[str, Array]:
        """Return what each construct that is neither a measure nor a target gives.

        One array per construct: (sentences, classes or cut points), or (sentences,) where that
        is one number. These are logits, calibrated only for the measures.
        """
        read = self.readings(sentences)
        names = [
            name
            for name in self._readers
            if name not in self._measures and name != self._readout.target
        ]
        found = {
            name: np.stack([self._readers[name].logits(reading.pieces) for reading in read])
            for name in names
        }
        return {n: rows[:, 0] if rows.shape[1] == 1 else rows for n, rows in found.items()}

    def _score(self, sentence: str, target: Target | None) -> SentenceScore:
        reading = self._read(sentence, None)
        values: dict[str, float] = {}
        intervals: dict[str, tuple[float, float]] = {}
        found: list[Cue] = []
        sureness = 1.0
        for measure in self._measures:
            reader = self._readers[measure]
            chances = reader.probabilities(reader.logits(reading.pieces))
            values[measure] = reader.score(chances)
            sureness *= reader.sureness(chances)
            interval = reader.interval(chances)
            if interval is not None:
                intervals[measure] = interval
            if reader.has_cues(chances):
                found += self._cues(measure, reading)
        if target is not None:
            reader = self._readers[self._readout.target]
            pieces = self._read(sentence, target).pieces
            values["target_sentiment"] = reader.score(reader.probabilities(reader.logits(pieces)))
        return SentenceScore(
            values,
            tuple(found),
            sureness < self._readout.certain,
            intervals=intervals,
            voices=self._voices(reading),
            of_parts=self._part_reader(reading, values),
        )

    def _part_reader(self, reading: Reading, whole: Mapping[str, float]) -> PartReader:
        """Return what scores parts: the pieces of a part's own words, weighed among themselves.

        It keeps the numbers of the pieces alone, and in the precision that the model gave them.
        """
        pieces = reading.pieces.astype(np.float32)
        places = np.array(reading.spans, dtype=np.int32).reshape(-1, 2)
        own = {measure: whole[measure] for measure in self._measures}

        def of_parts(parts: Parts) -> tuple[Mapping[str, float], ...]:
            if not parts:
                return ()
            wide = pieces.astype(np.float64)
            readers = {measure: self._readers[measure] for measure in self._measures}
            weights = {measure: reader.weights(wide) for measure, reader in readers.items()}
            found: list[Mapping[str, float]] = []
            for start, end in parts:
                inside = (places[:, 0] >= start) & (places[:, 1] <= end)
                # Marks at a sentence's end are not read: they have no score of their own.
                found.append(_part(readers, wide, inside, weights) if inside.any() else own)
            return tuple(found)

        return of_parts

    def _voices(self, reading: Reading) -> dict[str, float]:
        if VOICE not in self._readers:
            return {}
        reader = self._readers[VOICE]
        chances = reader.probabilities(reader.logits(reading.pieces))
        return dict(zip(VOICES, chances.tolist(), strict=True))

    def _cues(self, measure: str, reading: Reading) -> tuple[Cue, ...]:
        reader = self._readers[measure]
        weighed = word_shares(reading.sentence, reading.spans, reader.shares(reading.pieces))
        least = reader.head.cue or 0.0
        both = reader.head.kind == "classes"
        return cues(measure, reading.sentence, weighed, least, either_way=both)

    def _read(self, sentence: str, target: Target | None) -> Reading:
        # Half of a surrogate pair, as broken JSON may hold it, is no text to the tokenizer.
        text = sentence.encode("utf-8", "replace").decode("utf-8")
        encoded = encode(self._tokenizer, text, target)
        if not encoded.ids:
            return Reading(text, (), np.empty((0, len(self.labels))))
        first = self._frame.before
        parts = []
        for part in windows(len(encoded.ids), self._capacity):
            inputs = self._frame.around(encoded.ids[part.start : part.end])
            fed = {given.name: inputs[given.name] for given in self._session.get_inputs()}
            logits = run(self._session, ["logits"], fed)[0][0]
            at = first - part.start
            parts.append(logits[at + part.own_start : at + part.own_end])
        return Reading(text, encoded.spans, np.concatenate(parts).astype(np.float64))


def _part(
    readers: Mapping[str, HeadReader],
    pieces: Array,
    inside: NDArray[np.bool_],
    weights: Mapping[str, Array],
) -> dict[str, float]:
    """Return the scores of the pieces inside a part, by measure."""
    return {
        measure: reader.score(
            reader.probabilities(reader.part_logits(pieces, inside, weights[measure]))
        )
        for measure, reader in readers.items()
    }
