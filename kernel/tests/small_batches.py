"""The kernel's command line with batches of five images; `torchrun` starts it in a test."""

import sys

from imagegen_kernel.__main__ import main
from imagegen_kernel.photographs import share

if __name__ == "__main__":
    share.BATCH = 5
    sys.exit(main(sys.argv[1:]))
