"""A vision transformer in NumPy float64, written from its papers, to compare the fast one with.

ViT (arXiv 2010.11929), LayerScale (arXiv 2103.17239), DINOv2 (arXiv 2304.07193). One image at a
time, one head at a time, no library beyond NumPy and SciPy's erf; pixels are already 224×224.
"""

import numpy as np
from scipy.special import erf

MEAN = np.array([0.485, 0.456, 0.406])
DEVIATION = np.array([0.229, 0.224, 0.225])


def keys_cubic(t: float) -> float:
    """Keys' cubic, a = -0.75, as PyTorch's bicubic."""
    a, t = -0.75, abs(t)
    if t <= 1:
        return (a + 2) * t**3 - (a + 3) * t**2 + 1
    return a * (t**3 - 5 * t**2 + 8 * t - 4) if t < 2 else 0.0


def sampling(source: int, target: int, scale: float) -> np.ndarray:
    """Matrix [target, source] of a cubic at (i + 0.5) / scale - 0.5, edges repeated."""
    matrix = np.zeros((target, source))
    for row in range(target):
        position = (row + 0.5) / scale - 0.5
        base = int(np.floor(position))
        for tap in range(base - 1, base + 3):
            matrix[row, min(max(tap, 0), source - 1)] += keys_cubic(position - tap)
    return matrix


def positions(table: np.ndarray) -> np.ndarray:
    """[1, 1370, d] to [257, d] at the scale 16.1 / 37."""
    grid = table[0, 1:].reshape(37, 37, -1)
    m = sampling(37, 16, 16.1 / 37)
    small = np.einsum("ay,bx,yxd->abd", m, m, grid)
    return np.concatenate([table[0, :1], small.reshape(256, -1)])


def norm(x: np.ndarray, weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
    centred = x - x.mean(axis=1, keepdims=True)
    variance = (centred**2).mean(axis=1, keepdims=True)
    return centred / np.sqrt(variance + 1e-6) * weight + bias


def attention(x: np.ndarray, w: dict[str, np.ndarray], heads: int) -> np.ndarray:
    tokens, dim = x.shape
    mixed = x @ w["attn.qkv.weight"].T + w["attn.qkv.bias"]
    # Upstream's layout: all queries, all keys, all values; within each, head after head.
    mixed = mixed.reshape(tokens, 3, heads, dim // heads)
    seen = []
    for head in range(heads):
        q, k, v = mixed[:, 0, head], mixed[:, 1, head], mixed[:, 2, head]
        scores = q @ k.T / np.sqrt(dim // heads)
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        seen.append(shares / shares.sum(axis=1, keepdims=True) @ v)
    return np.concatenate(seen, axis=1) @ w["attn.proj.weight"].T + w["attn.proj.bias"]


def plain_vit(image: np.ndarray, tensors: dict[str, np.ndarray]) -> np.ndarray:
    """Class token [d] of one uint8 image [224, 224, 3]."""
    tensors = {name: np.asarray(value, np.float64) for name, value in tensors.items()}
    dim = tensors["norm.weight"].shape[0]
    pixels = (image / 255 - MEAN) / DEVIATION
    kernel = tensors["patch_embed.proj.weight"]
    tokens = [tensors["cls_token"][0, 0]]
    for row in range(16):
        for column in range(16):
            patch = pixels[14 * row : 14 * row + 14, 14 * column : 14 * column + 14]
            made = np.einsum("dcyx,yxc->d", kernel, patch)
            tokens.append(made + tensors["patch_embed.proj.bias"])
    x = np.stack(tokens) + positions(tensors["pos_embed"])
    depth = sum(name.endswith("norm1.weight") for name in tensors)
    for index in range(depth):
        start = f"blocks.{index}."
        w = {n.removeprefix(start): v for n, v in tensors.items() if n.startswith(start)}
        y = attention(norm(x, w["norm1.weight"], w["norm1.bias"]), w, dim // 64)
        x = x + w["ls1.gamma"] * y
        y = norm(x, w["norm2.weight"], w["norm2.bias"]) @ w["mlp.fc1.weight"].T + w["mlp.fc1.bias"]
        y = y * (1 + erf(y / np.sqrt(2))) / 2
        x = x + w["ls2.gamma"] * (y @ w["mlp.fc2.weight"].T + w["mlp.fc2.bias"])
    return norm(x, tensors["norm.weight"], tensors["norm.bias"])[0]
