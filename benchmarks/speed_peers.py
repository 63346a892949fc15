"""What the bundled model is timed beside: word lists, and transformers run as most people do.

The transformers have random weights, which cost the same time as trained ones.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analysis.resources import resource

Score = Callable[[Sequence[str]], object]


def peers() -> Mapping[str, Score]:
    """Return the other scorers by name."""
    from textblob import TextBlob
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    vader = SentimentIntensityAnalyzer()
    stock, mini = _pipeline(_distilbert()), _pipeline(_minilm())
    return {
        "stock pipeline, DistilBERT-shaped, defaults": lambda texts: stock(list(texts)),
        "stock pipeline, DistilBERT-shaped, batch 16": lambda t: stock(list(t), batch_size=16),
        "MiniLM-L6-shaped in torch, defaults": lambda texts: mini(list(texts)),
        "MiniLM-L6-shaped in torch, batch 16": lambda texts: mini(list(texts), batch_size=16),
        "VADER": lambda texts: [vader.polarity_scores(text) for text in texts],
        "TextBlob": lambda texts: [TextBlob(text).sentiment for text in texts],
    }


def _distilbert() -> Any:
    from transformers import DistilBertConfig, DistilBertForSequenceClassification

    return DistilBertForSequenceClassification(DistilBertConfig(num_labels=2)).eval()


def _minilm() -> Any:
    from transformers import BertConfig, BertForSequenceClassification

    sizes = {"hidden_size": 384, "num_hidden_layers": 6, "num_attention_heads": 12}
    config = BertConfig(intermediate_size=1536, num_labels=2, **sizes)
    return BertForSequenceClassification(config).eval()


def _pipeline(network: Any) -> Any:
    from transformers import PreTrainedTokenizerFast, pipeline

    tokenizer = PreTrainedTokenizerFast(
        tokenizer_file=str(resource("weights/tonelens") / "tokenizer.json"),
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=512,
        model_input_names=["input_ids", "attention_mask"],
    )
    return pipeline("text-classification", model=network, tokenizer=tokenizer, device="cpu")
