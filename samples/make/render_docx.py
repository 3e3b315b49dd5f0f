"""Blocks to a Word file with python-docx."""

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def element(name, **attributes):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn("w:" + key), str(value))
    return made


def set_font(style, font, size):
    """Thai text takes the complex-script font and size, which python-docx does not set."""
    style.font.name, style.font.size = font, Pt(size)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn("w:" + key), None)
    for key in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn("w:" + key), font)
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    properties.append(element("w:szCs", val=int(size * 2)))
    properties.append(element("w:lang", val="en-US", bidi="th-TH"))


def add_text(paragraph, value, bold=False, size=None):
    for number, line in enumerate(value.split("\n")):
        run = paragraph.add_run(line)
        if number:
            run._r.insert(0, element("w:br"))
        properties = run._r.get_or_add_rPr()
        if bold:
            run.bold = True
            properties.append(element("w:bCs"))
        if size:
            run.font.size = Pt(size)
            properties.append(element("w:szCs", val=int(size * 2)))
        properties.append(element("w:cs"))
    return paragraph


def fill(cell, value, bold, size, align):
    paragraph = cell.paragraphs[0]
    paragraph.alignment = ALIGN[align]
    paragraph.paragraph_format.space_after = Pt(0)
    add_text(paragraph, value, bold, size)


def add_table(document, block, doc):
    width = len(block["widths"])
    rows = block["header"] + block["rows"]
    made = document.add_table(rows=len(rows), cols=width)
    made.style = "Table Grid"
    made.autofit = False
    section = document.sections[0]
    line = section.page_width - section.left_margin - section.right_margin
    total = sum(block["widths"])
    shares = [int(line * w / total) for w in block["widths"]]
    for column, share in zip(made.columns, shares):
        column.width = share
    size = block["font_size"] or doc.size - 2
    taken, numeric = set(), set(block["numeric"])
    for r, row in enumerate(rows):
        is_header = r < len(block["header"])
        if is_header:
            made.rows[r]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        c = 0
        for value in row:
            while (r, c) in taken:
                c += 1
            first = made.cell(r, c)
            if value["rows"] > 1 or value["cols"] > 1:
                first = first.merge(made.cell(r + value["rows"] - 1, c + value["cols"] - 1))
            for dr in range(value["rows"]):
                for dc in range(value["cols"]):
                    taken.add((r + dr, c + dc))
            align = "center" if is_header else "right" if c in numeric else "left"
            fill(first, value["text"], is_header, size, align)
            first.width = sum(shares[c : c + value["cols"]])
            c += value["cols"]
    document.add_paragraph()


def add_link(paragraph, text, url):
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), target)
    run = OxmlElement("w:r")
    content = OxmlElement("w:t")
    content.text = text
    run.append(content)
    made.append(run)
    paragraph._p.append(made)


def add_page_number(section):
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = ALIGN["center"]
    for kind, instruction in (("begin", None), (None, "PAGE"), ("end", None)):
        run = paragraph.add_run()
        if instruction:
            made = OxmlElement("w:instrText")
            made.text = instruction
            run._r.append(made)
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def render(doc, path):
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    if doc.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(1.6)
    set_font(document.styles["Normal"], doc.font, doc.size)
    for level in (1, 2, 3):
        style = document.styles[f"Heading {level}"]
        set_font(style, doc.font, doc.size + 5 - 2 * level)
        style.font.color.rgb = RGBColor(0, 0, 0)
    if doc.header:
        section.header.paragraphs[0].text = doc.header
        section.header.paragraphs[0].alignment = ALIGN["right"]
    if doc.page_numbers:
        add_page_number(section)
    document.core_properties.title = doc.title
    for block in doc.blocks:
        kind = block["kind"]
        if kind == "heading":
            made = document.add_heading(level=block["level"])
            made.alignment = ALIGN[block["align"]]
            add_text(made, block["text"])
        elif kind == "para":
            made = document.add_paragraph()
            made.alignment = ALIGN[block["align"]]
            made.paragraph_format.space_after = Pt(2)
            if block["indent"]:
                made.paragraph_format.first_line_indent = Cm(1.5)
            add_text(made, block["text"], block["bold"])
        elif kind == "table":
            add_table(document, block, doc)
        elif kind == "image":
            made = document.add_paragraph()
            made.alignment = ALIGN["center"]
            made.paragraph_format.keep_with_next = True
            made.add_run().add_picture(block["picture"], width=Cm(block["width_cm"]))
            if block["caption"]:
                caption = document.add_paragraph()
                caption.alignment = ALIGN["center"]
                add_text(caption, block["caption"])
        elif kind == "link":
            add_link(document.add_paragraph(), block["text"], block["url"])
        else:
            document.add_page_break()
    document.save(path)
