"""Everything that a user can cause to go wrong.

Each message says what was wrong and what to do about it, in one sentence or two, and
can be shown as it stands. Nothing here is raised for a fault of our own.
"""


class AnalysisError(Exception):
    """Base of every error that a user can cause and mend."""


class ConfigurationError(AnalysisError):
    """`models.yaml` is wrong; the message lists every fault as `path: message`."""


class ReadingError(AnalysisError):
    """A file, a member of an archive or a row of a table could not be read as an article."""


class LimitError(ReadingError):
    """A file is larger, deeper or more tightly packed than the limits allow."""


class LanguageError(ReadingError):
    """A text is in a language that the models cannot score."""


class ModelError(AnalysisError):
    """A model is missing, damaged, not the one named, or needs an extra that is not installed."""


class InputError(AnalysisError):
    """An argument does not fit: targets outside their sentence, a CSV that we did not write."""
