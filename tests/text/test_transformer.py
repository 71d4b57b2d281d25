"""Sentence-transformers models work from a folder, offline, and our encoders serve as theirs."""

import json
import socket
from pathlib import Path

import numpy as np
import pytest

from qualpipe.model import QualpipeError
from qualpipe.text.transformer import Transformer, as_sentence_transformer
from qualpipe.text.use3 import Bundled
from qualpipe.text.vectors import encoder

TEXTS = ["我好攰", "I am tired today", "The centre feels like home", "I am tired today"]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


def save_model(folder: Path, *, width: int = 32, seed: int = 0) -> Path:
    """Save a real BERT of random weights with a word-piece vocabulary of single characters."""
    import torch  # noqa: PLC0415 - slow
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer import modules  # noqa: PLC0415
    from transformers import BertConfig, BertModel, BertTokenizer  # noqa: PLC0415

    folder.mkdir(parents=True)
    letters = [chr(c) for c in range(97, 123)]
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ":", *"我好攰唔知点解累", *letters]
    pieces += [f"##{letter}" for letter in letters]
    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(pieces), encoding="utf-8")
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(pieces),
        hidden_size=width,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
    )
    BertModel(config).save_pretrained(folder / "plain")
    BertTokenizer(vocab_file=str(vocabulary)).save_pretrained(folder / "plain")
    words = modules.Transformer(str(folder / "plain"), max_seq_length=64)
    model = SentenceTransformer(modules=[words, modules.Pooling(width)], device="cpu")
    model.save_pretrained(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_model(tmp_path_factory.mktemp("hub") / "tiny")


def test_a_model_on_disk_is_an_encoder(model: Path) -> None:
    one = encoder(str(model))
    vectors = one.encode(TEXTS)
    assert vectors.shape == (4, one.dimensions) == (4, 32)
    assert vectors.dtype == np.float32
    assert np.abs(np.linalg.norm(vectors, axis=1) - 1).max() < 1e-5
    assert np.abs(vectors[1] - vectors[3]).max() < 1e-6
    assert np.abs(vectors[1] - one.encode(TEXTS[1:2])[0]).max() < 1e-5


def test_the_fingerprint_follows_the_weights_and_not_the_place(model: Path, tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415 - only here

    shutil.copytree(model, tmp_path / "copy")
    other = save_model(tmp_path / "other", seed=1)
    here = Transformer(str(model)).fingerprint
    assert Transformer(str(tmp_path / "copy")).fingerprint == here
    assert Transformer(str(other)).fingerprint != here


def test_an_e5_model_gets_its_prefix_by_name_or_by_what_its_configuration_says(
    model: Path, tmp_path: Path
) -> None:
    import shutil  # noqa: PLC0415 - only here

    named = tmp_path / "multilingual-e5-small"
    shutil.copytree(model, named)
    told = tmp_path / "model"
    shutil.copytree(model, told)
    config = json.loads((told / "config.json").read_text("utf-8"))
    config["_name_or_path"] = "intfloat/multilingual-e5-small"
    (told / "config.json").write_text(json.dumps(config), encoding="utf-8")
    plain = Transformer(str(model)).encode(["query: home"])
    for folder in (named, told):
        assert np.abs(Transformer(str(folder)).encode(["home"]) - plain).max() < 1e-5
        assert Transformer(str(folder)).fingerprint != Transformer(str(model)).fingerprint


def test_a_folder_without_a_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match="no model here"):
        encoder(str(tmp_path)).encode(["我"])


def test_a_broken_model_says_which_folder_and_what_to_do(model: Path, tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415 - only here

    broken = tmp_path / "broken"
    shutil.copytree(model, broken)
    for weights in broken.rglob("*.safetensors"):
        weights.write_bytes(weights.read_bytes()[:100])
    with pytest.raises(QualpipeError, match=r"broken: the model cannot be loaded .*get it anew"):
        encoder(str(broken)).encode(["我"])


def test_our_encoder_serves_where_a_sentence_transformer_is_wanted() -> None:
    bundled = Bundled()
    dressed = as_sentence_transformer(bundled)
    assert np.abs(dressed.encode(TEXTS) - bundled.encode(TEXTS)).max() < 1e-6
    assert dressed.get_embedding_dimension() == bundled.dimensions
