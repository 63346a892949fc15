"""What stands in quotation marks, paragraph by paragraph.

Marks are paired within a paragraph. A quotation goes on in the next one only where that takes it
up, so that a forgotten mark never turns the rest of an article into somebody's words.
"""

from dataclasses import replace

from analysis.sentences.line_roles import line_role
from analysis.sentences.paragraphs import Span
from analysis.voice.guesses import ends_attributed, guessed_spans
from analysis.voice.pairing import Pairs, pair_doubles
from analysis.voice.quotation import Quotation
from analysis.voice.sentence_ends import sentence_end
from analysis.voice.single_marks import pair_singles
from analysis.voice.speech import is_speech

# An advertisement or a picture may stand between two paragraphs of one quotation, not more.
_BETWEEN = 2


def marked_quotations(flats: list[str], *, headline: bool = False) -> list[list[Quotation]]:
    """Return for each flattened paragraph its marked quotations, offsets within the paragraph.

    An empty one stands for a paragraph over which no quotation goes on. `headline` tells that the
    paragraphs are headlines. Single marks count where no double ones are around them: there they
    are nested.
    """
    doubles = _assembled(flats, [pair_doubles(flat) for flat in flats], headline)
    taken = [[(one.start, one.end) for one in found] for found in doubles]
    singles = [pair_singles(flat, spans) for flat, spans in zip(flats, taken, strict=True)]
    both = zip(doubles, _assembled(flats, singles, headline), strict=True)
    return [_outermost(double + single) for double, single in both]


def _outermost(found: list[Quotation]) -> list[Quotation]:
    kept: list[Quotation] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _assembled(flats: list[str], pairs: list[Pairs], headline: bool) -> list[list[Quotation]]:
    """Return the quotations of each paragraph; one that goes on is several, cut at their ends."""
    taken_up = _continuations(flats, pairs)
    resumed = set(taken_up.values())
    found: list[list[Quotation]] = []
    for number, (flat, here) in enumerate(zip(flats, pairs, strict=True)):
        settled, crossing = _settled(here, number in resumed, number in taken_up)
        found.append(_in_paragraph(flat, settled, crossing, headline))
        if number in resumed and found[-1] and found[-1][0].start == 0:
            found[-1][0] = replace(found[-1][0], continued=True)
    return found


def _continuations(flats: list[str], pairs: list[Pairs]) -> dict[int, int]:
    """Return which paragraphs' last quotations go on, each with the paragraph where."""
    found = {}
    for number, (flat, here) in enumerate(zip(flats, pairs, strict=True)):
        start = here.runs_out
        if start is None or not _may_run_on(flat, start):
            continue
        target = _following(flats, number)
        if target is not None and _takes_up(pairs[target]):
            found[number] = target
    return found


def _following(flats: list[str], number: int) -> int | None:
    """Return the next paragraph of prose, or None where something else stands before it."""
    last = min(len(flats), number + 2 + _BETWEEN)
    for place in range(number + 1, last):
        if not flats[place]:
            return None
        if line_role(flats[place]) == "body":
            return place
    return None


def _takes_up(pairs: Pairs) -> bool:
    return pairs.begins_open or pairs.begins_inside is not None


def _may_run_on(flat: str, start: int) -> bool:
    """Tell whether a mark that nothing closes begins speech rather than a phrase."""
    if ends_attributed(flat, start):
        return False
    begins = flat[start : start + 12].lstrip("\"“”„«‘’'`‚ ([.…")
    return begins[:1].isupper() or sentence_end(flat, start, len(flat)) is not None


def _settled(pairs: Pairs, resumed: bool, runs_on: bool) -> tuple[Pairs, set[Span]]:
    """Return the pairs with what crosses an end of the paragraph closed there, and that alone."""
    if not resumed and not runs_on:
        return pairs, set()
    crossing: set[Span] = set()
    opened, strays = pairs.opened, pairs.strays
    if runs_on:
        crossing.add((opened[-1], pairs.length))
        opened = opened[:-1]
    if resumed and not pairs.begins_open:
        crossing.add((0, strays[0]))
        strays = strays[1:]
    closed = sorted({*pairs.closed, *crossing})
    return replace(pairs, closed=closed, opened=opened, strays=strays), crossing


def _in_paragraph(flat: str, pairs: Pairs, crossing: set[Span], headline: bool) -> list[Quotation]:
    spans = dict.fromkeys(pairs.closed, False) | dict.fromkeys(guessed_spans(flat, pairs), True)
    return _outermost(
        [
            Quotation(
                *span,
                "speech"
                if span in crossing or is_speech(flat, *span, headline=headline)
                else "fragment",
                unsure=unsure,
            )
            for span, unsure in spans.items()
            if any(map(str.isalnum, flat[slice(*span)]))
        ]
    )
