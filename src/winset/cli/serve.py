"""``winset serve``: the web app."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import click

from winset.errors import WinsetError

_OPEN = """\
winset listens on {host}, port {port}: everyone who can reach this machine over the network can
try to log in, and whoever knows the password can read and change every case in {root}.
What is sent is not encrypted; on a network you do not trust, put a proxy with TLS before it.
"""


@click.command()
@click.argument("workspace", default=".", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on. Any other than this machine's own asks for a password.",
)
@click.option(
    "--port",
    default=8765,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on, or the next free one; 0 takes any.",
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name the app is reached by, as behind a proxy; may be given several times.",
)
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File whose first line is the password; or set WINSET_PASSWORD. Asks for a login on "
    "this machine too.",
)
@click.option("--open/--no-browser", "open_browser", default=True, help="Open a browser, or not.")
def serve(
    workspace: Path,
    host: str,
    port: int,
    names: tuple[str, ...],
    password_file: Path | None,
    open_browser: bool,
) -> None:
    """Open winset in a browser: see a case, change it, run it, share it.

    WORKSPACE is the folder of your cases, by default the one you are in. It listens on this
    machine only, unless --host says otherwise. Stop it with Ctrl-C.
    """
    from winset.web.app_state import AppState
    from winset.web.login import Sessions
    from winset.web.security import Access, is_loopback
    from winset.web.serving import address_of, free_port
    from winset.web.serving import serve as answer
    from winset.web.workspace import Workspace

    password = _password(password_file, needed=not is_loopback(host))
    cases = Workspace(workspace)
    listening = free_port(host, port)
    sessions = None if password is None else Sessions(password)
    access = Access(host, listening.getsockname()[1], names, sessions)
    if not is_loopback(host):
        click.echo(_OPEN.format(host=host, port=access.port, root=cases.root), err=True)
    click.echo(f"winset shows the cases in {cases.root} at {address_of(access)}")
    click.echo("Stop it with Ctrl-C.")
    with contextlib.suppress(KeyboardInterrupt):  # the way to stop it
        answer(AppState(cases, access), listening, open_browser=open_browser)
    click.echo("Stopped.")


def _password(file: Path | None, *, needed: bool) -> str | None:
    """Take the password from a file, the environment or, where one is needed, the keyboard."""
    if file is not None:
        try:
            lines = file.read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise WinsetError(f"{file}: the password cannot be read from it.") from error
        return _long_enough(lines[0] if lines else "")
    given = os.environ.get("WINSET_PASSWORD")
    if given is not None:
        return _long_enough(given)
    if not needed:
        return None
    if not sys.stdin.isatty():
        raise WinsetError(
            "An address beyond this machine needs a password. Set WINSET_PASSWORD, or name a "
            "file with --password-file."
        )
    return _long_enough(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _long_enough(password: str) -> str:
    if len(password) < 8:
        raise WinsetError("The password has fewer than 8 characters. Choose a longer one.")
    return password
