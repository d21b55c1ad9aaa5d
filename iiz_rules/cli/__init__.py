"""The commands of `iiz`, one module each.

Nearly everything a command creates is needed until it ends: collecting garbage would waste time.
"""

import gc

gc.set_threshold(100_000)
