"""Makes the parser that the voices of sentences are read with: a part of spaCy's en_core_web_md.

    python -m training.parser --source FOLDER

takes the folder of the published pipeline, leaves out what is not needed (names, lemmas, tags,
and the spelling of words whose vectors are found by hash), writes the rest to
analysis/weights/parser and the hash of every file to analysis/voice/parser.json. Trees are those
of the whole pipeline: a parser does not read tags.
"""

import argparse
import hashlib
import json
import shutil
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.voice.parser import HASHES

if TYPE_CHECKING:
    from spacy.language import Language

TARGET = HASHES.parent.parent / "weights" / "parser"
LEFT_OUT = ["tagger", "attribute_ruler", "lemmatizer", "ner", "senter"]
LICENCES = ("LICENSE", "LICENSES_SOURCES")


def main() -> None:
    """Write the parser and its hashes."""
    import spacy

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--source", type=Path, required=True, help="folder of en_core_web_md 3.7.1"
    )
    source = options.parse_args().source
    warnings.simplefilter("ignore", UserWarning)
    shutil.rmtree(TARGET, ignore_errors=True)
    nlp = spacy.load(source, exclude=LEFT_OUT)
    nlp.to_disk(TARGET)
    strings = TARGET / "vocab" / "strings.json"
    strings.write_text(json.dumps(sorted(_needed(nlp))), encoding="utf-8")
    for name in LICENCES:
        shutil.copy(source / name, TARGET / name)
    hashes = {
        path.relative_to(TARGET).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(TARGET.rglob("*"))
        if path.is_file()
    }
    HASHES.write_text(json.dumps(hashes, indent=2) + "\n", encoding="utf-8")


def _needed(nlp: "Language") -> set[str]:
    """Return the strings that are looked up by hash: labels, and the tokenizer's own pieces."""
    strings = nlp.vocab.strings
    pieces = {
        value if isinstance(value, str) else strings[value]
        for tokens in nlp.tokenizer.rules.values()
        for token in tokens
        for value in token.values()
    }
    return pieces | {
        string for string in strings if strings[string] not in nlp.vocab.vectors.key2row
    }


if __name__ == "__main__":
    main()
