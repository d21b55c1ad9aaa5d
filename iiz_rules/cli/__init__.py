"""The commands of `iiz`, one module each.

Nearly all that a command imports and makes is needed until it ends, so that looking for what is not
would only take time.
"""

import gc

gc.set_threshold(100_000)
