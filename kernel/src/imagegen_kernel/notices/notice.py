"""One thing that was noticed about the samples."""

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

Status = Literal["pass", "warn", "fail"]
#: Whose image another one resembles. Training images are known by their fingerprints alone.
Owner = Literal["samples", "reference", "training"]
#: Indices that a notice shows at most: as many as verification.json takes.
SHOWN = 10
#: Where nothing was found to pair a sample with.
NOBODY = -1


@dataclass(frozen=True)
class Notice:
    """A share among the samples, the threshold above which it is not ordinary, and examples.

    `warn` tells a reviewer; `fail` keeps a verdict from being confirmed until one has looked.
    """

    id: str
    status: Status
    value: float
    threshold: float
    message: str
    indices: list[int] = field(default_factory=list)
    #: For each of the indices, the image it resembles; empty where there is none.
    partners: list[int] = field(default_factory=list)
    #: Whose index a partner is.
    partner_of: Owner = "samples"

    def as_check(self) -> dict[str, Any]:
        """Return the form it has among the checks of verification.json."""
        return {
            "id": self.id,
            "status": self.status,
            "value": self.value,
            "threshold": self.threshold,
            "indices": self.indices,
        }


def share_notice(
    name: str,
    partners: NDArray[np.int64],
    threshold: float,
    above: Literal["warn", "fail"],
    message: str,
    partner_of: Owner = "samples",
) -> Notice:
    """Notice about samples that resemble another image: `partners` [n] holds its index or NOBODY.

    The message may hold {count} and {share}.
    """
    found = np.flatnonzero(partners != NOBODY)
    share = len(found) / max(1, len(partners))
    return Notice(
        id=name,
        status=above if share > threshold else "pass",
        value=round(share, 6),
        threshold=threshold,
        message=message.format(count=len(found), share=f"{share:.2%}"),
        indices=[int(index) for index in found[:SHOWN]],
        partners=[int(index) for index in partners[found[:SHOWN]]],
        partner_of=partner_of,
    )
