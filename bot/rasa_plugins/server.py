"""Start Rasa's command line without JAX, which TensorFlow Lite imports for a converter we never call (68 MB, 2 s)."""

from __future__ import annotations

import sys
import warnings

sys.modules["jax"] = None  # type: ignore[assignment]


def main() -> None:
    """Run `rasa` with the arguments of this process."""
    warnings.filterwarnings("ignore")
    from rasa.__main__ import main as rasa_main

    sys.argv[0] = "rasa"
    rasa_main()


if __name__ == "__main__":
    main()
