"""The command `iiz`, also as `python -m iiz_rules`.

Here nothing is imported but what lets Ctrl-C end the process quietly while everything else is:
that takes a tenth of a second, in which Python would show where it was.
"""

from signal import SIG_DFL, SIGINT, default_int_handler, getsignal, signal
from typing import NoReturn


def main() -> NoReturn:
    """Run `iiz` and leave with its exit code."""
    pressed = getsignal(SIGINT)
    if pressed is default_int_handler:  # and not where whoever started it does not want it ended
        signal(SIGINT, SIG_DFL)
    from iiz_rules.cli.main import main as run

    if pressed is default_int_handler:
        signal(SIGINT, pressed)
    run()


if __name__ == "__main__":
    main()
