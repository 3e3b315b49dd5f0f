"""Sheets to a workbook with openpyxl."""

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

THIN = Side(style="thin")


def sheet(name, title, header, rows, widths, formats=None, after=()):
    """One sheet: title lines, header rows, data rows, remarks below the table.

    A data cell may be a number, a text or `cell(text, rows, cols)` for a merged one; `formats` gives number
    formats by column, counted from 0.
    """
    if header and not isinstance(header[0], list):
        header = [header]
    return {
        "name": name,
        "title": [title] if isinstance(title, str) else list(title),
        "header": header,
        "rows": rows,
        "widths": widths,
        "formats": formats or {},
        "after": after,
    }


def put_rows(page, rows, start, width, formats, bold):
    taken = set()
    for r, row in enumerate(rows, start):
        c = 1
        for value in row:
            while (r, c) in taken:
                c += 1
            spans = (value["rows"], value["cols"]) if isinstance(value, dict) else (1, 1)
            content = value["text"] if isinstance(value, dict) else value
            made = page.cell(r, c, content)
            made.font = Font(name="TH SarabunPSK", size=14, bold=bold)
            made.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if bold else None)
            if isinstance(content, (int, float)) or str(content).startswith("="):
                made.number_format = formats.get(c - 1, "#,##0")
            for dr in range(spans[0]):
                for dc in range(spans[1]):
                    taken.add((r + dr, c + dc))
                    page.cell(r + dr, c + dc).border = Border(top=THIN, bottom=THIN, left=THIN, right=THIN)
            if spans != (1, 1):
                page.merge_cells(start_row=r, start_column=c, end_row=r + spans[0] - 1, end_column=c + spans[1] - 1)
            c += spans[1]
    return start + len(rows)


def render(sheets, path, title):
    book = Workbook()
    book.remove(book.active)
    book.properties.title = title
    for spec in sheets:
        page = book.create_sheet(spec["name"])
        width = len(spec["widths"])
        row = 1
        for line in spec["title"]:
            page.cell(row, 1, line).font = Font(name="TH SarabunPSK", size=16, bold=True)
            page.cell(row, 1).alignment = Alignment(horizontal="center")
            page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
            row += 1
        row = put_rows(page, spec["header"], row, width, {}, True)
        row = put_rows(page, spec["rows"], row, width, spec["formats"], False)
        for line in spec["after"]:
            page.cell(row + 1, 1, line).font = Font(name="TH SarabunPSK", size=14)
            row += 1
        for column, share in enumerate(spec["widths"], 1):
            page.column_dimensions[get_column_letter(column)].width = share
        page.page_setup.orientation = "landscape"
    book.save(path)
