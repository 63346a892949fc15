"""The measured accuracy beside the figures of a report, and what its numbers mean."""

from collections.abc import Iterable

from analysis.compare.phrases import count
from analysis.config import Configuration, Measure
from analysis.validity import Figure, VoiceFigure, figure_beside, voice_figures_beside

_METRICS = {
    "AUC": "AUC is how often, of two sentences, the one that people marked gets the higher score: "
    "0.50 is a coin toss, 1.00 is never wrong.",
    "F1": "F1 falls both with what is marked wrongly and with what is missed: 1.00 is perfect.",
    "macro-F1": "Macro-F1 is the mean of that for each answer (as unfavourable, neutral, "
    "favourable).",
}


def of_measure(configuration: Configuration, measure: Measure) -> str:
    """Return how right a measure's scores are, in a sentence."""
    figure = figure_beside(configuration, measure.name)
    if figure is None:
        return "Accuracy not measured for the model in use."
    towards = "" if figure.score == measure.name else ", towards a named target"
    return (
        f"Accuracy: {_figure(figure)} on {figure.set_name} "
        f"({count(figure.n, 'sentence')} that people labelled{towards})."
    )


def of_voices(configuration: Configuration) -> str:
    """Return how right it is whose words are whose; empty where that was not measured."""
    said = [
        f"{_figure(figure)} on {figure.part} "
        f"({'people’s labels' if figure.by_people else 'labels by a language model'})"
        for figure in voice_figures_beside(configuration)
    ]
    return f"Whose words they are is told by a program: {'; '.join(said)}." if said else ""


def meanings(configuration: Configuration, measures: Iterable[Measure]) -> list[str]:
    """Return what the metrics mean that stand beside the measures and voices, each once."""
    figures: list[Figure | VoiceFigure | None] = [
        *(figure_beside(configuration, measure.name) for measure in measures),
        *voice_figures_beside(configuration),
    ]
    used = {figure.metric.partition(" ")[0] for figure in figures if figure is not None}
    if "macro-F1" in used:
        used.add("F1")
    return [meaning for metric, meaning in _METRICS.items() if metric in used]


def _figure(figure: Figure | VoiceFigure) -> str:
    return f"{figure.metric} {figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"
