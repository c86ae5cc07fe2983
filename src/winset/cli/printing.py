"""How answers are laid out in a terminal: at most 100 columns, colour only a second signal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from winset.phrases import in_one_line
from winset.words.brief import Brief
from winset.words.table import Table

WIDTH = 100


def console() -> Console:
    """Return a console of at most 100 columns."""
    made = Console(highlight=False)
    made.width = min(WIDTH, made.width)
    return made


class Printer:
    """Prints headings, sentences and tables; whatever a file says is made safe to print."""

    def __init__(self) -> None:
        self.console = console()

    def blank(self) -> None:
        """Leave a line empty."""
        self.console.print()

    def heading(self, text: str) -> None:
        """Print a line that stands out."""
        self.console.print(Text(in_one_line(text), style="bold"))

    def line(self, text: str, indent: int = 0) -> None:
        """Print a sentence, folded where it is too long."""
        self.console.print(Padding(Text(in_one_line(text)), (0, 0, 0, indent)) if indent
                           else Text(in_one_line(text)))  # fmt: skip

    def hanging(self, name: str, text: str, width: int) -> None:
        """Print a name of at most ``width`` letters and a text beside it, folded there."""
        row = RichTable.grid(padding=(0, 2))
        row.add_column(width=width, no_wrap=True)
        row.add_column(overflow="fold")
        row.add_row(Text(in_one_line(name)), Text(in_one_line(text)))
        self.console.print(row)

    def paragraphs(self, texts: Iterable[str], heading: str = "") -> None:
        """Print paragraphs with a line empty after each, below a heading; nothing for none."""
        for number, text in enumerate(texts):
            if heading and not number:
                self.heading(heading)
            self.line(text)
            self.blank()

    def brief(self, brief: Brief) -> None:
        """Print a brief: a numbered question above each answer."""
        self.heading(brief.title + (f" · {brief.as_of}" if brief.as_of else ""))
        if brief.view:
            self.line(brief.view)
        self.blank()
        for part in brief.parts:
            self.heading(f"{part.number}  {part.question}")
            for block in part.blocks:
                if isinstance(block, str):
                    self.line(block)
                else:
                    self.table(block, block.title, whole_words=True)
            self.blank()

    def table(
        self,
        table: Table,
        heading: str = "",
        *,
        whole_words: bool = False,
        whole_names: bool = False,
    ) -> None:
        """Print a table below a heading, which may be empty, with a line empty after it.

        With whole words, names and cells break between words only, where there is room for that;
        with whole names, those of rows do not break at all.
        """
        if heading:
            self.heading(heading)
        laid_out = table_of(table.columns, table.rows)
        laid_out.columns[0].no_wrap = whole_names
        if whole_words:
            self._widen(laid_out)
        self.console.print(laid_out)
        self.blank()

    def _widen(self, table: RichTable) -> None:
        """Take from the widest columns what is too wide, as long as no word is broken."""
        table.padding = (0, 1, 0, 0)
        widths, least = [], []
        for column in table.columns:
            name = re.sub(r"–(?=\w)", "–\n", str(column.header))
            column.header = Text(name)
            lines = [line for text in (name, *column.cells) for line in str(text).split("\n")]
            widths.append(max(map(len, lines)))
            words = lines if column.no_wrap else [word for line in lines for word in line.split()]
            least.append(max(map(len, words), default=0))
        room = self.console.width - 2 * (len(widths) - 1)
        if sum(least) > room:
            return
        while sum(widths) > room:
            columns = [n for n, width in enumerate(widths) if width > least[n]]
            widths[max(columns, key=lambda n: widths[n])] -= 1
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width


def table_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> RichTable:
    """Return a plain table of text, with a rule under its heads."""
    table = RichTable(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for head in heads:
        table.add_column(Text(in_one_line(head)), overflow="fold")
    for row in rows:
        style = "bold" if len(row) == 1 < len(heads) else None
        table.add_row(*(Text(in_one_line(cell)) for cell in row), style=style)
    return table
