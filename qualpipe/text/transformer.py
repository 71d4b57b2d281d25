"""Sentence-transformers, both ways: their models as our encoders, our encoders as their models."""

import hashlib
import json
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qualpipe.model import QualpipeError
from qualpipe.text.meaning import DIGEST, meaning
from qualpipe.text.vectors import Encoder, Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32
_INSTALL = "pip install 'qualpipe[encoders]'"
# E5 models were trained with this in front of every text that is compared with its like.
_E5 = re.compile(r"(?:^|[-_/.])e5(?:[-_/.]|$)", re.IGNORECASE)
_E5_PREFIX = "query: "
# What a sentence-transformers folder is made of; the rest (README, other back ends) says nothing.
_PARTS = frozenset({".json", ".safetensors", ".bin", ".model", ".txt"})


class Transformer:
    """A sentence-transformers model from a folder, or from this machine's cache by its name.

    Nothing is downloaded. Vectors may differ by rounding (1e-6) with the company a text is
    encoded in, since the model pads the texts of a batch to one length.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @cached_property
    def folder(self) -> Path:
        """Return the folder the model lies in."""
        folder = Path(self.name)
        return folder if folder.exists() else _cached(self.name)

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest of the model's files and of what is done to the text before."""
        digest = hashlib.sha256(f"{self._prefix} {DIGEST}".encode())
        for path in sorted(self.folder.rglob("*")):
            if path.suffix in _PARTS and path.is_file():
                digest.update(path.relative_to(self.folder).as_posix().encode())
                with path.open("rb") as file:
                    digest.update(hashlib.file_digest(file, "sha256").digest())
        return f"transformer-{digest.hexdigest()[:16]}"

    @property
    def dimensions(self) -> int:
        """Return the length of a vector (the model is loaded to know it)."""
        return int(self.encode([""]).shape[1])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text."""
        ready = [self._prefix + meaning(text) for text in texts]
        vectors = self._model.encode(
            ready, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True
        )
        rows = np.asarray(vectors, np.float32).reshape(len(ready), -1)
        if not np.isfinite(rows).all():
            raise QualpipeError(f"{self.name}: the model gives no numbers; its weights are broken")
        unit: Vectors = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return unit

    @cached_property
    def _prefix(self) -> str:
        names = [self.name]
        config = self.folder / "config.json"
        if config.exists():
            names.append(str(_json_of(config).get("_name_or_path", "")))
        return _E5_PREFIX if any(_E5.search(name) for name in names) else ""

    @cached_property
    def _model(self) -> "SentenceTransformer":
        try:
            from sentence_transformers import (  # noqa: PLC0415 - an extra; loads torch, 10 s
                SentenceTransformer,
            )
        except ImportError as error:
            message = f"{self.name}: sentence-transformers is not installed; {_INSTALL}"
            raise QualpipeError(message) from error
        if not any((self.folder / name).exists() for name in ("modules.json", "config.json")):
            raise QualpipeError(
                f"{self.folder}: no model here (neither modules.json nor config.json)"
            )
        try:
            return SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        except Exception as error:  # a broken folder fails in any of the libraries that read it
            first = (str(error).splitlines() or [type(error).__name__])[0]
            message = f"{self.folder}: the model cannot be loaded ({first}); get it anew"
            raise QualpipeError(message) from error


def as_sentence_transformer(encoder: Encoder) -> "SentenceTransformer":
    """Dress an encoder as a SentenceTransformer, for libraries that want one (BERTopic)."""
    try:
        import torch  # noqa: PLC0415 - an extra, 5 s
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - 10 s
    except ImportError as error:
        raise QualpipeError(f"sentence-transformers is not installed; {_INSTALL}") from error

    class Texts(torch.nn.Module):
        """The only module: text goes in, the encoder's vectors come out."""

        max_seq_length = None

        def preprocess(self, inputs: Sequence[str], **_: object) -> dict[str, Any]:
            vectors = encoder.encode([str(text) for text in inputs])
            return {"sentence_embedding": torch.from_numpy(vectors)}

        tokenize = preprocess  # the older name of the same step

        def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
            return features

        def get_embedding_dimension(self) -> int:
            return encoder.dimensions

        get_sentence_embedding_dimension = get_embedding_dimension  # the older name

    return SentenceTransformer(modules=[Texts()], device="cpu")


def _json_of(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise QualpipeError(f"{path}: no JSON ({error}); get the model anew") from error
    return content if isinstance(content, dict) else {}


def _cached(name: str) -> Path:
    """Return where the hub's cache on this machine has the model."""
    get_it = f"get it once with: hf download {name}"
    try:
        from huggingface_hub import snapshot_download  # noqa: PLC0415 - an extra
        from huggingface_hub.errors import (  # noqa: PLC0415
            HFValidationError,
            LocalEntryNotFoundError,
        )
    except ImportError as error:
        message = f"{name}: sentence-transformers is not installed; {_INSTALL}, then {get_it}"
        raise QualpipeError(message) from error
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError) as error:
        raise QualpipeError(
            f"{name}: no folder, and no model in this machine's cache; {get_it}"
        ) from error
