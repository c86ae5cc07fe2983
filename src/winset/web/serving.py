"""The server: where it listens, and what it says."""

from __future__ import annotations

import socket
import threading
import webbrowser

import uvicorn

from winset.errors import WinsetError
from winset.web.app import create_app
from winset.web.app_state import AppState
from winset.web.security import Access


def free_port(host: str, port: int, tries: int = 20) -> socket.socket:
    """Listen on the first free port from ``port`` on, so that nothing can take it meanwhile.

    Raises
    ------
    WinsetError
        If none of them can be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    problem: OSError | None = None
    for candidate in range(port, port + (tries if port else 1)):
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, candidate))
            # from now on a browser that is faster than the app waits for it
            listening.listen(128)
        except OSError as error:
            listening.close()
            problem = error
            continue
        return listening
    reason = problem.strerror if problem is not None else "no port is free"
    raise WinsetError(f"Cannot listen on {host}, port {port}: {reason}. Name another with --port.")


def address_of(access: Access) -> str:
    """Address to open in a browser on this machine."""
    host = access.host if access.host not in {"0.0.0.0", "::"} else "127.0.0.1"
    return f"http://[{host}]:{access.port}/" if ":" in host else f"http://{host}:{access.port}/"


def serve(state: AppState, listening: socket.socket, *, open_browser: bool) -> None:
    """Answer on a socket that listens until stopped; open the start page once the app answers."""
    config = uvicorn.Config(
        create_app(state),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
        ws="none",
    )
    if open_browser:
        address = address_of(state.access)
        threading.Timer(0.1, webbrowser.open, [address]).start()
    uvicorn.Server(config).run(sockets=[listening])
