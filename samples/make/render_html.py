"""Blocks to HTML, for Chromium and WeasyPrint."""

import html
from pathlib import Path


def text(value):
    return html.escape(value).replace("\n", "<br>")


def cell(tag, value, numeric):
    spans = "".join(
        f' {name}="{value[key]}"' for name, key in (("rowspan", "rows"), ("colspan", "cols")) if value[key] > 1
    )
    align = ' class="n"' if numeric else ""
    return f"<{tag}{spans}{align}>{text(value['text'])}</{tag}>"


def table(block):
    total = sum(block["widths"])
    columns = "".join(f'<col style="width:{100 * w / total:.2f}%">' for w in block["widths"])
    head = "".join("<tr>" + "".join(cell("th", c, False) for c in row) + "</tr>" for row in block["header"])
    numeric = set(block["numeric"])
    rows = "".join(
        "<tr>" + "".join(cell("td", c, len(row) == len(block["widths"]) and n in numeric) for n, c in enumerate(row)) + "</tr>"
        for row in block["rows"]
    )
    size = f' style="font-size:{block["font_size"]}pt"' if block["font_size"] else ""
    return f"<table{size}><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{rows}</tbody></table>"


def render_block(block):
    kind = block["kind"]
    if kind == "heading":
        level = block["level"]
        return f'<h{level} style="text-align:{block["align"]}">{text(block["text"])}</h{level}>'
    if kind == "para":
        style = f"text-align:{block['align']}"
        if block["bold"]:
            style += ";font-weight:bold"
        if block["indent"]:
            style += ";text-indent:1.5cm"
        return f'<p style="{style}">{text(block["text"]) or "&nbsp;"}</p>'
    if kind == "table":
        return table(block)
    if kind == "image":
        source = Path(block["picture"]).resolve().as_uri()
        return (
            f'<figure><img src="{source}" style="width:{block["width_cm"]}cm" alt="">'
            f"<figcaption>{text(block['caption'])}</figcaption></figure>"
        )
    if kind == "link":
        return f'<p><a href="{html.escape(block["url"])}">{text(block["text"])}</a></p>'
    if kind == "html":
        return block["html"]
    return '<div style="break-after:page"></div>'


def render(doc):
    size = "A4 landscape" if doc.landscape else "A4"
    margin = "1.6cm" if doc.landscape else "2.2cm 2cm 2cm 2.6cm"
    number = '@bottom-center{content:counter(page);font-size:11pt}' if doc.page_numbers else ""
    top = f'@top-right{{content:"{doc.header}";font-size:11pt}}' if doc.header else ""
    css = f"""
      @page{{size:{size};margin:{margin};{number}{top}}}
      body{{font-family:'{doc.font}';font-size:{doc.size}pt;line-height:1.35;margin:0}}
      h1{{font-size:1.3em;margin:.2em 0}} h2{{font-size:1.12em;margin:.7em 0 .2em}} h3{{font-size:1em;margin:.5em 0 .1em}}
      p{{margin:.15em 0}} table{{border-collapse:collapse;width:100%;margin:.4em 0;font-size:.86em}}
      th,td{{border:1px solid #333;padding:2px 5px;vertical-align:top}} th{{background:#e8ecf2;text-align:center}}
      thead{{display:table-header-group}} td.n{{text-align:right}}
      figure{{margin:.5em auto;text-align:center;break-inside:avoid}} figcaption{{font-size:.9em}}
      {doc.style}
    """
    blocks = "\n".join(render_block(block) for block in doc.blocks)
    return (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{html.escape(doc.title)}</title>'
        f"<style>{css}</style></head><body>{blocks}</body></html>"
    )
