"""Blocks to PDF with Typst."""

import shutil
import tempfile
from pathlib import Path

import typst


def text(value):
    quoted = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'#"{quoted}"'


def cell(value, align):
    return f'table.cell(rowspan: {value["rows"]}, colspan: {value["cols"]}, align: {align})[{text(value["text"])}]'


def table(block, doc):
    columns = ", ".join(f"{w}fr" for w in block["widths"])
    numeric = set(block["numeric"])
    header = ", ".join(cell(c, "center") for row in block["header"] for c in row)
    rows = ",\n".join(
        cell(c, "right" if len(row) == len(block["widths"]) and n in numeric else "left")
        for row in block["rows"]
        for n, c in enumerate(row)
    )
    size = block["font_size"] or doc.size - 2
    return f"#[#set text(size: {size}pt)\n#table(columns: ({columns}), table.header({header}),\n{rows})]"


def render(doc, path):
    with tempfile.TemporaryDirectory() as folder:
        lines = [
            f'#set document(title: "{doc.title}", date: none)',
            f'#set page(paper: "a4", flipped: {str(doc.landscape).lower()}, margin: 2.2cm, numbering: "1")',
            f'#set text(font: "{doc.font}", size: {doc.size}pt, lang: "th")',
            "#set table(stroke: 0.6pt, inset: 4pt)",
        ]
        for number, block in enumerate(doc.blocks):
            kind = block["kind"]
            if kind == "heading":
                lines.append(f'#align({block["align"]})[#heading(level: {block["level"]})[{text(block["text"])}]]')
            elif kind == "para":
                weight = ', weight: "bold"' if block["bold"] else ""
                indent = "#h(1.5cm)" if block["indent"] else ""
                lines.append(f'#align({block["align"]})[{indent}#text(size: {doc.size}pt{weight})[{text(block["text"])}]]')
            elif kind == "table":
                lines.append(table(block, doc))
            elif kind == "image":
                name = f"picture-{number}{Path(block['picture']).suffix}"
                shutil.copyfile(block["picture"], Path(folder, name))
                lines.append(
                    f'#align(center)[#image("{name}", width: {block["width_cm"]}cm)\n{text(block["caption"])}]'
                )
            elif kind == "link":
                lines.append(f'#link("{block["url"]}")[{text(block["text"])}]')
            else:
                lines.append("#pagebreak(weak: true)")
        source = Path(folder, "main.typ")
        source.write_text("\n\n".join(lines), encoding="utf-8")
        typst.compile(str(source), output=str(path), font_paths=["/usr/share/fonts/truetype/tlwg"])
