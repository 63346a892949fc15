"""Telling a file that is damaged from one that asks for more memory than there is."""

_NO_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY


def check_memory(error: Exception) -> None:
    """Raise `MemoryError` if that is what `error`, raised by a parser, says.

    lxml has no error of its own for it: the code of a syntax error tells.
    """
    of_libxml2 = (
        type(error).__name__ == "XMLSyntaxError" and getattr(error, "code", 0) == _NO_MEMORY
    )
    if isinstance(error, MemoryError) or of_libxml2:
        raise MemoryError from error
