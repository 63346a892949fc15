"""What other libraries say on the side: it could quote a user's text, so it goes nowhere."""

import logging
import warnings


def hush(*libraries: str) -> None:
    """Keep the log lines and Python warnings of `libraries` off standard error.

    The filter stays: undoing it would race with other threads, and a second call changes
    nothing.
    """
    for library in libraries:
        logger = logging.getLogger(library)
        if not any(isinstance(handler, logging.NullHandler) for handler in logger.handlers):
            logger.addHandler(logging.NullHandler())
        logger.propagate = False
        warnings.filterwarnings("ignore", module=rf"{library}\b")
