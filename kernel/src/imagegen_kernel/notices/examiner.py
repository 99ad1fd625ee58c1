"""Everything that is noticed about samples, from one pass over them."""

from imagegen_kernel.inputs.image_source import Batch, Labels
from imagegen_kernel.notices.balance import balance_notice, unlabelled_notice
from imagegen_kernel.notices.degenerate import constant_notice
from imagegen_kernel.notices.duplicates import duplicate_notices
from imagegen_kernel.notices.fingerprint import Fingerprints, fingerprint, joined
from imagegen_kernel.notices.notice import Notice
from imagegen_kernel.notices.replay import replay_notices


class Examiner:
    """Takes batches as they come (the network may look at them too), then says what it noticed."""

    def __init__(self, *known: Fingerprints, maximum: int = 255) -> None:
        """`known`: of images that were seen already; `maximum`: the largest value of a pixel."""
        self._maximum = maximum
        self._parts: list[Fingerprints] = [*known]

    def add(self, batch: Batch) -> None:
        """Take the next batch; nothing of it is kept but fingerprints."""
        self._parts.append(fingerprint(batch.images, self._maximum))

    @property
    def fingerprints(self) -> Fingerprints:
        """Of all images so far."""
        return joined(self._parts)

    def notices(
        self,
        labels: Labels | None,
        classes: int | None,
        known: Fingerprints | None,
        training: Fingerprints | None = None,
    ) -> list[Notice]:
        """Every notice, those that pass as well.

        Balance is looked at where the ruleset names several classes. `known`: fingerprints of the
        reference images; `training`: of the training images, where the ruleset has them.
        """
        prints = self.fingerprints
        found = [constant_notice(prints.constant), *duplicate_notices(prints)]
        if classes is not None and classes > 1:
            found.append(unlabelled_notice() if labels is None else balance_notice(labels, classes))
        if known is not None:
            found += replay_notices(prints, known)
        if training is not None:
            found += replay_notices(prints, training, owner="training")
        return found
