"""Text-to-image metrics: their official programs, run outside behind one small contract."""

from imagegen_kernel.adapters.contract import Adapter, AdapterError, adapters
from imagegen_kernel.adapters.run_adapter import run_adapter

__all__ = ["Adapter", "AdapterError", "adapters", "run_adapter"]
