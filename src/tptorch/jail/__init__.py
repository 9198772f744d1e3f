"""Kernels for hostile copies: confined processes, and a channel that carries nothing but data.

This package knows nothing of what a notebook or a check means.
"""

from tptorch.jail.kernel import Kernel, Outcome, Reply
from tptorch.jail.limits import Limits
from tptorch.jail.warm import Jail, JailError

__all__ = ["Jail", "JailError", "Kernel", "Limits", "Outcome", "Reply"]
