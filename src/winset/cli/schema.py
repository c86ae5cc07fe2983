"""``winset schema``: the JSON Schema of the scenario file, or of ``result.json``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from winset.cli.options import output_option
from winset.errors import WinsetError


@click.command()
@output_option("Write to a file instead of standard output.")
@click.option("--result", "of_result", is_flag=True, help="Of result.json, not of the scenario.")
def schema(output: Path | None, *, of_result: bool) -> None:
    """Write the JSON Schema of the scenario file, or of result.json.

    Editors that know it complete keys and show what they mean: write it beside the scenario and
    begin the scenario with `# yaml-language-server: $schema=scenario.schema.json`.
    """
    from winset.scenario import json_schema
    from winset.serialise.schema import result_schema

    chosen = result_schema() if of_result else json_schema()
    text = json.dumps(chosen, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        click.echo(text, nl=False)
        return
    _refuse_to_overwrite(output, text)
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise WinsetError(f"{output}: cannot be written ({error.strerror}).") from error
    click.echo(f"Wrote {output}.")


def _refuse_to_overwrite(output: Path, text: str) -> None:
    """Let only an earlier schema be replaced, never a scenario named by mistake."""
    mark = text.partition(",")[0].encode()  # the opening line, which names the dialect
    try:
        with output.open("rb") as stream:
            start = stream.read(len(mark))
    except OSError:
        return  # not there, or whatever it is, writing will tell
    if start and start != mark:
        raise WinsetError(f"{output}: holds something else, and nothing is overwritten.")
