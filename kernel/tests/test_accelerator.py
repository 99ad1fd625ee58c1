"""Which device a process computes on; no GPU is needed to know."""

import pytest

torch = pytest.importorskip("torch")


@pytest.mark.parametrize(
    ("gpus", "local", "asked", "device"),
    [
        (0, None, None, "cpu"),
        (8, None, None, "cuda:0"),
        (8, "5", None, "cuda:5"),
        (8, "5", "cuda", "cuda:5"),
        (8, "5", "cpu", "cpu"),
        # More processes than GPUs share them.
        (2, "5", None, "cuda:1"),
    ],
)
def test_every_process_of_torchrun_has_a_gpu_of_its_own(
    gpus: int, local: str | None, asked: str | None, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from imagegen_kernel.photographs.accelerator import own_device  # noqa: PLC0415

    monkeypatch.setattr(torch.cuda, "is_available", lambda: gpus > 0)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: gpus)
    monkeypatch.delenv("LOCAL_RANK", raising=False)
    if local is not None:
        monkeypatch.setenv("LOCAL_RANK", local)
    assert own_device(asked) == device
