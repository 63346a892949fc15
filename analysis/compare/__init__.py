"""Articles and outlets beside each other."""

from analysis.compare.differences import differences_frame
from analysis.compare.distinctive import distinctive_words_frame
from analysis.compare.inference import inference_frame
from analysis.compare.means import outlet_means_frame
from analysis.compare.positions import outlet_positions_frame, positions_frame
from analysis.compare.trend import trend_frame

__all__ = [
    "differences_frame",
    "distinctive_words_frame",
    "inference_frame",
    "outlet_means_frame",
    "outlet_positions_frame",
    "positions_frame",
    "trend_frame",
]
