"""Files of a canton that a command writes anew: each whole or not at all."""

import os
import shutil
from pathlib import Path
from secrets import token_hex

from iiz_rules.cli.options import fault
from iiz_rules.findings.names import shown


def put(path: Path, text: str) -> None:
    """Put a file in the place of another, whole or not at all; a link stays one."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}{token_hex(8)}")
    try:
        with draft.open("xb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        draft.replace(target)
    except OSError:
        raise fault("unwritable-file", file=shown(str(path))) from None
    finally:
        draft.unlink(missing_ok=True)
