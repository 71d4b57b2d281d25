"""A second opinion by a language model on this machine: asked for, checked, never a coder."""

from qualpipe.address import Server, server
from qualpipe.coding.opinion.ask import Hearing, Opinion, hear
from qualpipe.coding.opinion.line import conversation

__all__ = ["Hearing", "Opinion", "Server", "conversation", "hear", "server"]
