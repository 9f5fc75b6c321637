"""The one entry point, `dongbei` and `python -m dongbei_cli` alike; Ctrl-C is caught from here on, imports included."""

import gc
import sys

from dongbei_cli.errors import INTERRUPTED


def main() -> None:
    """Run `dongbei` with the arguments of this process.

    One run makes little garbage and soon ends: without the collector it takes a sixth less time.
    """
    gc.disable()
    try:
        from dongbei_cli.cli import run

        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
