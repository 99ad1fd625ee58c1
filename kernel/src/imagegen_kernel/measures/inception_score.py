"""The Inception Score as the ADM evaluator defines it."""

from array_api_compat import array_namespace

from imagegen_kernel.measures.backend import Array, as_float64, blocks, rows
from imagegen_kernel.measures.estimate import Estimate
from imagegen_kernel.measures.pinned_order import pinned_order
from imagegen_kernel.measures.sound_features import require_same_width, require_sound

#: Images of a chunk; the score is the mean over chunks.
CHUNK = 5000


def class_probabilities(pool: Array, weight: Array) -> Array:
    """Softmax of pool [n, d] @ weight [d, classes], float32 [n, classes].

    Without a bias, as the ADM evaluator takes the matrix alone from the graph. Computed in float64,
    which no setting of PyTorch's turns into TF32. Raises ValueError for features that are not
    finite or do not fit the weight.
    """
    require_sound(pool, "pool features", least=1)
    require_same_width(pool, weight.T)
    xp = array_namespace(pool, weight)
    weight = as_float64(weight)
    parts = []
    for block in blocks(int(pool.shape[0])):
        logits = as_float64(pool[block, ...]) @ weight
        raised = xp.exp(logits - xp.max(logits, axis=1, keepdims=True))
        shares = raised / xp.sum(raised, axis=1, keepdims=True)
        parts.append(xp.astype(shares, xp.float32))
    return xp.concat(parts, axis=0)


def inception_score(probabilities: Array, chunk: int = CHUNK, count: int | None = None) -> Estimate:
    """Mean over chunks, in file order, of exp(mean KL(p(y|x) ‖ p(y))) (Salimans et al. 2016).

    The KL is summed in float64 and a probability of zero adds nothing. Files in order of class
    score less than shuffled ones. Standard error: of the mean of the chunks. Raises ValueError
    where `chunk` does not divide the number of images, or that is not `count`.
    """
    require_sound(probabilities, "class probabilities", count=count)
    images = int(probabilities.shape[0])
    if images % chunk:
        raise ValueError(
            f"found {images:,} images; expected a multiple of {chunk:,}, as each chunk of that"
            " size counts the same"
        )
    scores = [_chunk_score(probabilities[block, ...]) for block in blocks(images, chunk)]
    mean = sum(scores) / len(scores)
    error = None
    if len(scores) > 1:
        variance = sum((score - mean) ** 2 for score in scores) / (len(scores) - 1)
        error = (variance / len(scores)) ** 0.5
    return Estimate(mean, error, images, f"spread of {len(scores)} chunks of {chunk:,}")


def shuffled_inception_score(
    probabilities: Array, chunk: int = CHUNK, count: int | None = None
) -> Estimate:
    """The same after `pinned_order`: far above the score in file order, that order is to blame."""
    order = pinned_order(int(probabilities.shape[0]))
    return inception_score(rows(probabilities, order), chunk, count)


def _chunk_score(probabilities: Array) -> float:
    xp = array_namespace(probabilities)
    p = as_float64(probabilities)
    marginal = xp.mean(p, axis=0)
    # log 1 where there is nothing to add: 0 · log 0 is taken for its limit.
    one = xp.ones_like(p)
    ratio = xp.where(p > 0, p / xp.where(marginal > 0, marginal, one[0, ...]), one)
    divergence = xp.sum(p * xp.log(ratio), axis=1)
    return float(xp.exp(xp.mean(divergence)))
