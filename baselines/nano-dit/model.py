"""A nano diffusion transformer for 8×8 images: DiT (arXiv 2212.09748) with adaLN-zero."""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

PATCH = 2
SIDE = 8
TOKENS = (SIDE // PATCH) ** 2


def modulate(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    """Shift and scale tokens [n, t, d] by one vector an image [n, d]."""
    return x * (1 + scale[:, None]) + shift[:, None]


class Block(nn.Module):
    """Attention and MLP, both modulated by the condition; each begins as the identity."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.condition = nn.Linear(width, 6 * width)
        nn.init.zeros_(self.condition.weight)
        nn.init.zeros_(self.condition.bias)

    def attend(self, x: Tensor) -> Tensor:
        n, t, d = x.shape
        q, k, v = self.qkv(x).view(n, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v)
        return self.out(mixed.transpose(1, 2).reshape(n, t, d))

    def forward(self, x: Tensor, condition: Tensor) -> Tensor:
        shift1, scale1, gate1, shift2, scale2, gate2 = self.condition(condition).chunk(6, dim=1)
        x = x + gate1[:, None] * self.attend(modulate(self.norm(x), shift1, scale1))
        inner = F.gelu(self.up(modulate(self.norm(x), shift2, scale2)), approximate="tanh")
        return x + gate2[:, None] * self.down(inner)


class NanoDiT(nn.Module):
    """Predicts the velocity of images [n, 1, 8, 8] at times [n] in 0..1 for classes [n]."""

    def __init__(self, width: int = 96, depth: int = 4, heads: int = 4, classes: int = 10) -> None:
        super().__init__()
        self.width = width
        self.embed = nn.Linear(PATCH * PATCH, width)
        self.position = nn.Parameter(0.02 * torch.randn(1, TOKENS, width))
        self.time = nn.Sequential(nn.Linear(width, width), nn.SiLU(), nn.Linear(width, width))
        self.label = nn.Embedding(classes, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width, elementwise_affine=False)
        self.condition = nn.Linear(width, 2 * width)
        self.head = nn.Linear(width, PATCH * PATCH)
        for layer in (self.condition, self.head):
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def waves(self, t: Tensor) -> Tensor:
        """Sinusoidal features [n, width] of times [n]."""
        half = self.width // 2
        rates = torch.exp(-math.log(1000) * torch.arange(half) / half) * 1000
        angles = t[:, None] * rates[None]
        return torch.cat([angles.cos(), angles.sin()], dim=1)

    def forward(self, x: Tensor, t: Tensor, labels: Tensor) -> Tensor:
        n, cells = len(x), SIDE // PATCH
        patches = x.view(n, cells, PATCH, cells, PATCH).permute(0, 1, 3, 2, 4)
        tokens = self.embed(patches.reshape(n, TOKENS, PATCH * PATCH)) + self.position
        condition = F.silu(self.time(self.waves(t)) + self.label(labels))
        for block in self.blocks:
            tokens = block(tokens, condition)
        shift, scale = self.condition(condition).chunk(2, dim=1)
        patches = self.head(modulate(self.norm(tokens), shift, scale))
        patches = patches.view(n, cells, cells, PATCH, PATCH).permute(0, 1, 3, 2, 4)
        return patches.reshape(n, 1, SIDE, SIDE)
