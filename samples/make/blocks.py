"""The content of a report, apart from the program that will write it.

A report is a `Doc`: a list of blocks that every renderer knows. Blocks are plain dictionaries, so that the
docx-rs renderer, a separate program, can read them as JSON.
"""

from dataclasses import dataclass, field

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def thai(value):
    """Text with its digits written in Thai."""
    return str(value).translate(THAI_DIGITS)


@dataclass
class Doc:
    """One report: what stands in it and how the page looks."""

    title: str
    blocks: list
    landscape: bool = False
    font: str = "Laksaman"
    size: int = 15
    header: str = ""
    page_numbers: bool = True
    style: str = ""
    meta: dict = field(default_factory=dict)


def heading(text, level=1, align="left"):
    return {"kind": "heading", "text": text, "level": level, "align": align}


def para(text, align="left", bold=False, indent=False):
    return {"kind": "para", "text": text, "align": align, "bold": bold, "indent": indent}


def centre(text, bold=False):
    return para(text, "center", bold)


def body(*texts):
    """Running paragraphs with the first line set in, as official letters have them."""
    return [para(text, indent=True) for text in texts]


def cell(text, rows=1, cols=1):
    """A cell that covers several rows or columns."""
    return {"text": text, "rows": rows, "cols": cols}


def table(header, rows, widths, numeric=(), font_size=None):
    """A ruled table. `header` is one row or a list of rows; `widths` are shares of the line."""
    if header and not isinstance(header[0], list):
        header = [header]
    return {
        "kind": "table",
        "header": [[as_cell(c) for c in row] for row in header],
        "rows": [[as_cell(c) for c in row] for row in rows],
        "widths": list(widths),
        "numeric": list(numeric),
        "font_size": font_size,
    }


def as_cell(value):
    return value if isinstance(value, dict) else cell(str(value))


def image(picture, caption="", width_cm=9.0):
    """A picture of `pictures.py` by its file name, with the caption below it."""
    return {"kind": "image", "picture": picture, "caption": caption, "width_cm": width_cm}


def link(text, url):
    return {"kind": "link", "text": text, "url": url}


def page_break():
    return {"kind": "break"}


def cover(*lines):
    """A title page: lines one below the other, then a new page."""
    blocks = [para("") for _ in range(5)]
    for n, line in enumerate(lines):
        blocks.append(heading(line, 1, "center") if n == 0 else centre(line, bold=True))
    return [*blocks, page_break()]


def memo(unit, number, date, subject, to, *texts):
    """An official memo (บันทึกข้อความ) from its heading to its last paragraph."""
    return [
        heading("บันทึกข้อความ", 1, "center"),
        para(f"ส่วนราชการ  {unit}"),
        para(f"ที่  {number}          วันที่  {date}"),
        para(f"เรื่อง  {subject}"),
        para(f"เรียน  {to}"),
        *body(*texts),
    ]


def signature(name, *positions, rank="", note=""):
    """A signature block: an empty line for the hand, the name in brackets, the position below it."""
    lines = [centre(f"{rank}.......................................")] if rank else [centre("(ลงชื่อ) .......................................")]
    lines.append(centre(f"( {name} )"))
    lines += [centre(position) for position in positions]
    if note:
        lines.append(centre(note))
    return lines
