"""Trains the frozen feature network `digits-cnn-1` and writes data/digits-cnn-1.npz.

It was run once; its weights are pinned by digest and are part of the metric's definition. Needs
torch 2.13. Run from kernel/: PYTHONPATH=src python training/train_features.py
"""

import numpy as np
import torch
from torch import nn

from imagegen_kernel.digits import Split, held_out_split, train_split
from imagegen_kernel.features import LEAK
from pin import write_artefact

STEPS = 1500
BATCH = 128


class DigitsCnn(nn.Module):
    """Two 3×3 convolutions, 64 hidden units (the features), ten classes."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1, stride=2)
        self.hidden = nn.Linear(64 * 16, 64)
        self.classes = nn.Linear(64, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Class scores [n, 10] of images [n, 1, 8, 8] in −1..1."""
        x = torch.relu(self.conv2(torch.relu(self.conv1(x))))
        return self.classes(nn.functional.leaky_relu(self.hidden(x.flatten(1)), LEAK))


def tensors(split: Split) -> tuple[torch.Tensor, torch.Tensor]:
    """Images in −1..1 and labels."""
    images = torch.from_numpy(split.images.astype(np.float32)).permute(0, 3, 1, 2)
    return images / 8 - 1, torch.from_numpy(split.labels)


def main() -> None:
    """Train on the training split; a little noise keeps it from leaning on single pixels."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    network = DigitsCnn()
    images, labels = tensors(train_split())
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, STEPS)
    for step in range(1, STEPS + 1):
        chosen = torch.randint(len(images), (BATCH,))
        noisy = images[chosen] + 0.1 * torch.randn(BATCH, 1, 8, 8)
        loss = nn.functional.cross_entropy(network(noisy), labels[chosen], label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 300 == 0:
            print(f"step {step}: loss {loss.item():.4f}")
    held_images, held_labels = tensors(held_out_split())
    with torch.no_grad():
        accuracy = (network(held_images).argmax(1) == held_labels).float().mean().item()
    print(f"held-out accuracy {accuracy:.4f}")
    weights = {name: tensor.detach().numpy() for name, tensor in network.named_parameters()}
    write_artefact("digits-cnn-1", **weights)


if __name__ == "__main__":
    main()
