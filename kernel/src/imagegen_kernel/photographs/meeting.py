"""How processes that `torchrun` started meet, and what they say to each other.

Texts and arrays as plain bytes: nothing is pickled.
"""

import json
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import distributed

FIRST = 0


def meet() -> None:
    """Wait until all processes are here."""
    distributed.init_process_group("gloo")


def close() -> None:
    """Part."""
    distributed.destroy_process_group()


def _bytes(text: str) -> torch.Tensor:
    return torch.from_numpy(np.frombuffer(text.encode(), np.uint8).copy())


def announce(text: str) -> None:
    """Say something to all others; an empty text is the end."""
    content = _bytes(text)
    distributed.broadcast(torch.tensor([len(content)]), FIRST)
    if len(content):
        distributed.broadcast(content, FIRST)


def heard() -> str:
    """Wait for what the first process says to all."""
    length = torch.zeros(1, dtype=torch.int64)
    distributed.broadcast(length, FIRST)
    content = torch.zeros(int(length), dtype=torch.uint8)
    if len(content):
        distributed.broadcast(content, FIRST)
    return content.numpy().tobytes().decode()


def send_text(text: str) -> None:
    """Say something to the first process."""
    content = _bytes(text)
    distributed.send(torch.tensor([len(content)]), FIRST)
    if len(content):
        distributed.send(content, FIRST)


def receive_text(sender: int) -> str:
    """Wait for what one process says."""
    length = torch.zeros(1, dtype=torch.int64)
    distributed.recv(length, sender)
    content = torch.zeros(int(length), dtype=torch.uint8)
    if len(content):
        distributed.recv(content, sender)
    return content.numpy().tobytes().decode()


def send_arrays(arrays: list[NDArray[Any]]) -> None:
    """Hand arrays to the first process."""
    send_text(json.dumps([[array.dtype.name, list(array.shape)] for array in arrays]))
    for array in arrays:
        content = np.array(array).reshape(-1).view(np.uint8)
        if len(content):
            distributed.send(torch.from_numpy(content), FIRST)


def receive_arrays(sender: int) -> list[NDArray[Any]]:
    """Wait for the arrays of one process."""
    arrays = []
    for kind, shape in json.loads(receive_text(sender)):
        array = np.empty(shape, np.dtype(kind))
        content = array.reshape(-1).view(np.uint8)
        if len(content):
            distributed.recv(torch.from_numpy(content), sender)
        arrays.append(array)
    return arrays
