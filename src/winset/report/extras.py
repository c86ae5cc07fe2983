"""What only an extra of the package brings."""

from __future__ import annotations

import importlib
from typing import Any

from winset.errors import WinsetError


def extra(module: str, needed: str, otherwise: str = "") -> Any:  # noqa: ANN401
    """Import a module of the extra ``export``.

    Parameters
    ----------
    module
        Its name.
    needed
        What needs what, to say where it is missing: ``Image files need vl-convert``.
    otherwise
        What can be done without it: ``, or write the plot as .html``; may be empty.

    Raises
    ------
    WinsetError
        If it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise WinsetError(
            f"{needed}. Install it with: pip install 'winset[export]'{otherwise}"
        ) from error
