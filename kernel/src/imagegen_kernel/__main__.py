"""Command line: `python -m imagegen_kernel <verb>`."""

import argparse
import sys

from imagegen_kernel.adapters import AdapterError
from imagegen_kernel.artefacts import ArtefactError
from imagegen_kernel.commands import (
    adapter,
    compare,
    contact_sheet,
    evaluate,
    fetch,
    fid,
    metrics,
    notices,
    reference,
    self_test,
)
from imagegen_kernel.image_measurer import torch_toolbox
from imagegen_kernel.inputs import InputRefusedError
from imagegen_kernel.photographs.processes import rank, serve, team
from imagegen_kernel.request import RequestError
from imagegen_kernel.samples import SamplesRefusedError
from imagegen_kernel.torch_side import NeedsTorchError
from imagegen_kernel.weights_error import WeightsError

VERBS = (
    evaluate,
    fid,
    compare,
    notices,
    metrics,
    contact_sheet,
    self_test,
    reference,
    fetch,
    adapter,
)
#: What is told in words; anything else is our mistake, and shows its trace.
TOLD = (
    AdapterError,
    ArtefactError,
    InputRefusedError,
    NeedsTorchError,
    OSError,
    RequestError,
    SamplesRefusedError,
    WeightsError,
)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="imagegen_kernel", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="verb")
    for verb in VERBS:
        verb.add(verbs)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one verb. 0 confirmed, 1 refuted, 2 could not measure; bad input is told in words.

    Of several processes that `torchrun` started the first runs it, and the others help.
    """
    arguments = _parser().parse_args(argv)
    try:
        if rank() > 0:
            return serve(lambda files: torch_toolbox().open_networks(files))
        with team():
            code: int = arguments.run(arguments)
    except TOLD as error:
        print(f"imagegen_kernel: {error}", file=sys.stderr)
        return 2
    return code


if __name__ == "__main__":
    sys.exit(main())
