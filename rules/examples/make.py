"""Makes the sample files that examples of rules name: what a text in a rule file cannot show.

    python3 rules/examples/make.py

It needs Python alone, and a second run gives the same bytes.
"""

import struct
import zipfile
import zlib
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent

# One picture for each; rules ask for a caption with one of these words.
CAPTIONS = [
    "ภาพกิจกรรมการอบรม วันที่ 15 มกราคม 2568 เวลา 09.00 น. ณ ห้องประชุม",
    "ภาพกิจกรรมการประชุมชี้แจงและประกาศเจตนารมณ์",
    "ภาพถ่ายการปิดประกาศที่บอร์ดของหน่วยงาน",
    "ผู้อำนวยการโรงพยาบาล ผู้บริหารของหน่วยงาน",
    "รองผู้อำนวยการ ผู้บริหารของหน่วยงาน",
    "ประกาศ No Gift Policy ไม่รับของขวัญ",
    "แผนที่ตั้งของหน่วยงาน",
    "ผังโครงสร้างของหน่วยงาน",
    "จุดประชาสัมพันธ์และสอบถามความคืบหน้า",
    "ป้ายบอกจุดบริการ",
    "ป้ายพันธสัญญาในการให้บริการ",
    "ป้ายดาวน์โหลดคู่มือการให้บริการ",
    "สิ่งอำนวยความสะดวก ที่นั่งพักและน้ำดื่ม",
    "หัวหน้าหน่วยงานเป็นประธานการประชุมกำกับติดตาม",
]
ROWS = [["ลำดับ", "รายการ", "งบประมาณ (บาท)"], ["1", "กระดาษ", "12500"], ["2", "หมึกพิมพ์", "8400"]]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"


def png(number, side=320):
    """A grey square with a frame: large enough to count as a photograph, small as a file. Each number has its own
    shade: one picture shown many times counts as a logo."""
    row = b"\0" + bytes([90] * 8 + [200 - number] * (side - 16) + [90] * 8)
    frame = b"\0" + bytes([90] * side)
    pixels = zlib.compress(frame * 8 + row * (side - 16) + frame * 8, 9)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def package(name, parts):
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in parts.items():
            info = zipfile.ZipInfo(path, (2025, 4, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)


def types(main, kind, extra=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="{main}" ContentType="{OFFICE}.{kind}.main+xml"/>{extra}</Types>'
    )


def relations(*entries):
    inside = "".join(
        f'<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for id, kind, target in entries
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def picture(number):
    size = 2160000  # 6 cm in English Metric Units.
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/><wp:docPr id="{number}" name="{number}"/>'
        f'<a:graphic><a:graphicData uri="{DRAWING}/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{number}"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId' f'{number}"/></pic:blipFill><pic:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def document(name, body, pictures=0):
    package(
        name,
        {
            "[Content_Types].xml": types("/word/document.xml", "wordprocessingml.document"),
            "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": relations(
                *((f"rId{n}", "image", f"media/picture{n}.png") for n in range(1, pictures + 1))
            ),
            "word/document.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"'
                f' xmlns:a="{DRAWING}/main" xmlns:pic="{DRAWING}/picture" xmlns:wp="{DRAWING}/wordprocessingDrawing">'
                f"<w:body>{body}</w:body></w:document>"
            ),
            **{f"word/media/picture{n}.png": png(n) for n in range(1, pictures + 1)},
        },
    )


def table():
    cells = lambda row: "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)
    return "<w:tbl>" + "".join(f"<w:tr>{cells(row)}</w:tr>" for row in ROWS) + "</w:tbl>" + paragraph("")


def workbook(name):
    def cell(column, row, text):
        place = f'{"ABC"[column]}{row}'
        if text.isdigit():
            return f'<c r="{place}"><v>{text}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'

    rows = "".join(
        f'<row r="{number}">' + "".join(cell(column, number, text) for column, text in enumerate(row)) + "</row>"
        for number, row in enumerate(ROWS, 1)
    )
    extra = f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE}.spreadsheetml.worksheet+xml"/>'
    package(
        name,
        {
            "[Content_Types].xml": types("/xl/workbook.xml", "spreadsheetml.sheet", extra),
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
            "xl/workbook.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{SHEET}" xmlns:r="{RELATIONS}">'
                '<sheets><sheet name="ตาราง" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/worksheets/sheet1.xml": (
                f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{SHEET}"><sheetData>{rows}</sheetData></worksheet>'
            ),
        },
    )


def pdf(name):
    """One page of plain text in a standard font, so that nothing must be embedded."""
    content = b"BT /F1 14 Tf 72 770 Td (1   Paper   12500) Tj 0 -20 Td (2   Ink   8400) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    (HERE / name).write_bytes(out)


document("pictures.docx", "".join(picture(n) + paragraph(f"ภาพที่ {n} {text}") for n, text in enumerate(CAPTIONS, 1)), len(CAPTIONS))
document("table.docx", table())
workbook("table.xlsx")
pdf("table.pdf")
