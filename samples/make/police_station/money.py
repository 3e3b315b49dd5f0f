"""Items O12 to O15: budget, fund, and procurement."""

from blocks import Doc, body, cell, centre, heading, memo, page_break, para, signature, table, thai
from files import File
from render_xlsx import sheet

from .people import HEAD_NAME, HEAD_POSITION, SHORT, STATION

BUDGET_PDF = "งบประมาณ/O12 แผนและผลการใช้จ่ายงบประมาณ 2568.pdf"
BUDGET_BOOK = "งบประมาณ/O12 แผนและผลการใช้จ่ายงบประมาณ 2568.xlsx"


def files(pictures):
    yield File(BUDGET_PDF, "pdf_libreoffice", budget(), ["O12"])
    yield File(BUDGET_BOOK, "xlsx_libreoffice", budget_book(), ["O12"])
    yield File("งบประมาณ/เงินกองทุนสืบสวนสอบสวน.pdf", "pdf_typst", fund(), ["O13"])
    folder = "จัดซื้อจัดจ้าง/O14 ประกาศ"
    yield File(f"{folder}/ประกาศเผยแพร่แผน.pdf", "pdf_weasyprint", plan_announcement(), ["O14"])
    yield File(f"{folder}/ประกาศเชิญชวน บ้านพัก.pdf", "pdf_libreoffice", invitation(), ["O14"])
    yield File(f"{folder}/ประกาศผู้ชนะ บ้านพัก.pdf", "pdf_chromium", winner(), ["O14"])
    yield File(f"{folder}/ประกาศผล ไตรมาส 1-2.pdf", "pdf_libreoffice", selected(), ["O14"])
    for number, (month, short, rows) in enumerate(PROCUREMENT, 1):
        producer = "pdf_libreoffice" if number <= 3 else "pdf_chromium"
        yield File(f"จัดซื้อจัดจ้าง/สขร.1/{number}.สขร. {short}.pdf", producer, monthly_procurement(month, rows), ["O15"])
    yield File("จัดซื้อจัดจ้าง/สขร.1/สขร.1 รวม 6 เดือน ปี 2568.xlsx", "xlsx_python", procurement_book(), ["O15"])


# source, plan of the year, plan of six months, spent in six months, problem
BUDGET = [
    ("เงินงบประมาณ - ค่าตอบแทนนอกเวลา", 412000, 206000, 199500, "ไม่มี"),
    ("เงินงบประมาณ - ค่าน้ำมันเชื้อเพลิง", 968000, 484000, 516300, "ราคาน้ำมันสูงขึ้น ใช้เกินแผน ขอโอนจากหมวดวัสดุ"),
    ("เงินงบประมาณ - ค่าวัสดุสำนักงาน", 84000, 42000, 27450, "ผู้ขายส่งของช้า ตรวจรับข้ามเดือน"),
    ("เงินงบประมาณ - ค่าสาธารณูปโภค", 336000, 168000, 161280, "ไม่มี"),
    ("เงินสนับสนุนจาก อบต.หนองลมโชย - กล้องวงจรปิด", 150000, 75000, 0, "รอผลสำรวจจุดติดตั้ง"),
    ("เงินค่าปรับที่ได้รับคืน - ซ่อมรถสายตรวจ", 120000, 60000, 58900, "ไม่มี"),
]
# The clerk corrected the stationery spending in the memo but not in the workbook.
WRONG_IN_BOOK = {2: 24750}
# Table and row as in the workbook: the second sheet, data rows from 0.
DISAGREEMENTS = [
    {
        "item": "O12",
        "documents": [BUDGET_PDF, BUDGET_BOOK],
        "cells": [
            {"table": 1, "row": 2, "column": 3, "pdf": 27450, "xlsx": 24750},
            {"table": 1, "row": 2, "column": 4, "pdf": 65.4, "xlsx": 58.9},
            {"table": 1, "row": 6, "column": 3, "pdf": 963430, "xlsx": 960730},
            {"table": 1, "row": 6, "column": 4, "pdf": 93.1, "xlsx": 92.8},
        ],
    }
]


def budget():
    plan = [[thai(n), name, f"{year:,}", f"{half:,}", f"{year - half:,}"] for n, (name, year, half, _, _) in enumerate(BUDGET, 1)]
    plan.append([cell("รวมทั้งสิ้น", cols=2), *[f"{sum(values):,}" for values in zip(*[(y, h, y - h) for _, y, h, _, _ in BUDGET])]])
    result = [
        [thai(n), name, f"{half:,}", f"{spent:,}", f"{100 * spent / half:.1f}", problem]
        for n, (name, _, half, spent, problem) in enumerate(BUDGET, 1)
    ]
    half, spent = (sum(column) for column in zip(*[(h, s) for _, _, h, s, _ in BUDGET]))
    result.append([cell("รวม", cols=2), f"{half:,}", f"{spent:,}", f"{100 * spent / half:.1f}", ""])
    blocks = [
        *memo(
            f"งานอำนวยการ {SHORT} โทร. ๐-๐๐๐๐-๐๐๐๕", "๐๐๐๐(ธบ).๑/๒๑๗", "๓ เมษายน ๒๕๖๘",
            "เสนอแผนการใช้จ่ายงบประมาณประจำปี และรายงานผลการใช้จ่ายรอบ ๖ เดือน ปีงบประมาณ พ.ศ. ๒๕๖๘",
            "ผกก.สภ.บึงสายหมอก",
            "ตามที่สถานีได้รับจัดสรรเงินจากหลายแหล่งสำหรับปีงบประมาณ พ.ศ. ๒๕๖๘ งานอำนวยการได้จัดทำแผนการใช้จ่ายตามแหล่งเงิน "
            "และสรุปผลการใช้จ่ายตั้งแต่เดือนตุลาคม ๒๕๖๗ ถึงเดือนมีนาคม ๒๕๖๘ เทียบกับเป้าหมายที่วางไว้ พร้อมปัญหาที่พบ รายละเอียดตามตารางแนบท้าย",
            "จึงเรียนมาเพื่อโปรดทราบ และอนุญาตให้เผยแพร่บนเว็บไซต์ของสถานี",
        ),
        *signature("ปาริชาต คิดชื่อ", "สว.อก.สภ.บึงสายหมอก", rank="พ.ต.ต.หญิง "),
        para("- ทราบ ให้เผยแพร่ได้"),
        *signature(HEAD_NAME, HEAD_POSITION, rank="พ.ต.อ. "),
        page_break(),
        heading("ตารางที่ ๑ แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘ จำแนกตามแหล่งเงินที่ได้รับจัดสรร", 2),
        table(["ที่", "แหล่งเงิน / รายการ", "ทั้งปี (บาท)", "ต.ค.๖๗-มี.ค.๖๘", "เม.ย.-ก.ย.๖๘"], plan, [0.7, 5, 2, 2, 2], [2, 3, 4]),
        heading("ตารางที่ ๒ รายงานผลการใช้จ่ายงบประมาณ รอบ ๖ เดือน (ไตรมาสที่ ๑ และ ๒)", 2),
        table(
            ["ที่", "แหล่งเงิน / รายการ", "เป้าหมาย ๖ เดือน", "ใช้จริง", "ร้อยละของเป้าหมาย", "ปัญหาอุปสรรค"],
            result, [0.7, 4, 1.9, 1.8, 1.6, 3.4], [2, 3, 4],
        ),
    ]
    return Doc("แผนและผลการใช้จ่ายงบประมาณ", blocks)


def budget_book():
    plan = [[n, name, year, half, year - half] for n, (name, year, half, _, _) in enumerate(BUDGET, 1)]
    last = 3 + len(BUDGET)
    plan.append(["", "รวมทั้งสิ้น", *[f"=SUM({c}4:{c}{last})" for c in "CDE"]])
    result = []
    for n, (name, _, half, spent, problem) in enumerate(BUDGET, 1):
        spent = WRONG_IN_BOOK.get(n - 1, spent)
        result.append([n, name, half, spent, f"=D{n + 3}/C{n + 3}*100", problem])
    result.append(["", "รวม", f"=SUM(C4:C{last})", f"=SUM(D4:D{last})", f"=D{last + 1}/C{last + 1}*100", ""])
    return [
        sheet("แผน 2568", ["แผนการใช้จ่ายงบประมาณ ประจำปีงบประมาณ พ.ศ. 2568", STATION],
              ["ที่", "แหล่งเงิน / รายการ", "ทั้งปี (บาท)", "ต.ค.67-มี.ค.68", "เม.ย.-ก.ย.68"], plan, [6, 50, 16, 16, 16]),
        sheet("ผล 6 เดือน", ["รายงานผลการใช้จ่ายงบประมาณ รอบ 6 เดือน (ต.ค.67-มี.ค.68)", STATION],
              ["ที่", "แหล่งเงิน / รายการ", "เป้าหมาย 6 เดือน", "ใช้จริง", "ร้อยละของเป้าหมาย", "ปัญหาอุปสรรค"],
              result, [6, 50, 16, 16, 12, 46], {4: "0.0"}),
    ]


def fund():
    rows = [
        ["ไตรมาสที่ 1 (ต.ค. - ธ.ค. 2567)", "48,000.00", "41,350.00", "6,650.00"],
        ["ไตรมาสที่ 2 (ม.ค. - มี.ค. 2568)", "52,000.00", "55,120.00", "3,530.00"],
        ["รวมครึ่งปีแรก", "100,000.00", "96,470.00", "3,530.00"],
    ]
    uses = [
        ["ค่าพาหนะพยาน", "23,400.00"], ["ค่าตรวจพิสูจน์และล่าม", "18,770.00"],
        ["ค่าใช้จ่ายติดตามผู้ต้องหาต่างท้องที่", "44,300.00"], ["ค่าวัสดุเก็บพยานหลักฐาน", "10,000.00"], ["รวม", "96,470.00"],
    ]
    blocks = [
        heading("ข้อมูลเงินกองทุนเพื่อการสืบสวนและสอบสวนคดีอาญา", 1, "center"),
        centre(f"{STATION} รอบ 6 เดือนแรก ปีงบประมาณ พ.ศ. 2568", bold=True),
        heading("เงินที่ได้รับจัดสรร การใช้จ่าย และยอดคงเหลือ (บาท)", 2),
        table(["ช่วงเวลา", "ได้รับจัดสรร", "ใช้จ่ายไป", "คงเหลือยกไป"], rows, [4, 2, 2, 2], [1, 2, 3]),
        heading("ใช้จ่ายในเรื่องใด", 2),
        table(["รายการ", "จำนวนเงิน"], uses, [5, 2], [1]),
        *signature("ศศิธร นามลอง", "รอง ผกก.(สอบสวน) สภ.บึงสายหมอก", rank="พ.ต.ท.หญิง "),
    ]
    return Doc("เงินกองทุนสืบสวนสอบสวน", blocks, font="Norasi", size=13)


LAW = "พระราชบัญญัติการจัดซื้อจัดจ้างและการบริหารพัสดุภาครัฐ พ.ศ. ๒๕๖๐"


def plan_announcement():
    rows = [
        ["๑", "จ้างซ่อมแซมบ้านพักข้าราชการตำรวจ", "๖๔๐,๐๐๐", "พฤศจิกายน ๒๕๖๗", "e-bidding"],
        ["๒", "ซื้อวัสดุสำนักงาน", "๘๔,๐๐๐", "ธันวาคม ๒๕๖๗", "เฉพาะเจาะจง"],
        ["๓", "ซื้อวัสดุเก็บพยานหลักฐาน", "๔๕,๐๐๐", "กุมภาพันธ์ ๒๕๖๘", "เฉพาะเจาะจง"],
    ]
    blocks = [
        heading(f"ประกาศ{STATION}", 1, "center"),
        centre("เรื่อง เผยแพร่แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. ๒๕๖๘", bold=True),
        *body(f"อาศัยความในมาตรา ๑๑ แห่ง{LAW} สถานีขอเผยแพร่แผนการจัดซื้อจัดจ้างของปีงบประมาณ พ.ศ. ๒๕๖๘ ดังนี้"),
        table(["ที่", "รายการ", "วงเงิน (บาท)", "คาดว่าจะประกาศ", "วิธี"], rows, [0.8, 4, 2, 2.4, 2]),
        *body("ทั้งนี้ ผู้สนใจติดตามประกาศแต่ละรายการได้ที่ป้ายหน้าสถานีและบนเว็บไซต์"),
        centre("ประกาศ ณ วันที่ ๒๑ ตุลาคม พ.ศ. ๒๕๖๗"),
        *signature(HEAD_NAME, HEAD_POSITION, rank="พันตำรวจเอก "),
    ]
    return Doc("ประกาศเผยแพร่แผน", blocks, size=16)


def invitation():
    blocks = [
        heading(f"ประกาศ{STATION}", 1, "center"),
        centre("เรื่อง ประกวดราคาจ้างซ่อมแซมบ้านพักข้าราชการตำรวจ ด้วยวิธีประกวดราคาอิเล็กทรอนิกส์ (e-bidding)", bold=True),
        *body(
            f"{STATION}มีความประสงค์จะประกวดราคาจ้างซ่อมแซมบ้านพักข้าราชการตำรวจ ๒ หลัง ราคากลาง ๖๓๘,๕๐๐ บาท ตาม{LAW} "
            "จึงขอเชิญชวนผู้ที่มีคุณสมบัติยื่นข้อเสนอ",
            "ผู้ยื่นข้อเสนอต้องมีความสามารถตามกฎหมาย ไม่เป็นบุคคลล้มละลาย ไม่อยู่ระหว่างเลิกกิจการ และลงทะเบียนในระบบ e-GP แล้ว",
            "กำหนดยื่นข้อเสนอและเสนอราคาทางระบบ ในวันที่ ๒๖ พฤศจิกายน ๒๕๖๗ ระหว่างเวลา ๐๙.๐๐ น. ถึง ๑๒.๐๐ น.",
        ),
        centre("ประกาศ ณ วันที่ ๑๒ พฤศจิกายน พ.ศ. ๒๕๖๗"),
        *signature(HEAD_NAME, HEAD_POSITION, rank="พันตำรวจเอก "),
    ]
    return Doc("ประกาศเชิญชวน", blocks, size=16)


def winner():
    blocks = [
        heading(f"ประกาศ{STATION}", 1, "center"),
        centre("เรื่อง ประกาศผู้ชนะการเสนอราคา จ้างซ่อมแซมบ้านพักข้าราชการตำรวจ", bold=True),
        *body(
            f"ตามที่ได้มีประกาศประกวดราคาลงวันที่ ๑๒ พฤศจิกายน ๒๕๖๗ นั้น มีผู้ยื่นข้อเสนอ ๓ ราย ผู้ที่ได้รับการคัดเลือกคือ "
            "ห้างหุ้นส่วนจำกัด ไม้งามก่อสร้างสมมุติ เสนอราคา ๖๒๑,๐๐๐ บาท (หกแสนสองหมื่นหนึ่งพันบาทถ้วน) รวมภาษีมูลค่าเพิ่มแล้ว",
            f"ผู้ไม่เห็นด้วยอาจอุทธรณ์ได้ตาม{LAW} ภายในเจ็ดวันทำการนับแต่วันประกาศผล",
        ),
        centre("ประกาศ ณ วันที่ ๑๖ ธันวาคม พ.ศ. ๒๕๖๗"),
        *signature(HEAD_NAME, HEAD_POSITION, rank="พันตำรวจเอก "),
    ]
    return Doc("ประกาศผู้ชนะ", blocks, size=16)


SHOPS = ["ร้านหมอกเช้าเครื่องเขียน", "บจก.ตะวันรอนซัพพลายสมมุติ", "หจก.ท่าเรือเก่าการช่าง", "อู่ดาวเรืองยนต์", "ร้านไฟฟ้าบึงใส"]
REASONS = ["ราคาต่ำสุดและของตรงตามที่กำหนด", "ราคาไม่เกินราคากลาง ส่งของได้ทันเวลา", "มีประสบการณ์และราคาเหมาะสม"]


def purchases(month, year, works, first):
    """Rows of one month: work, limit, median price, method, bidders, winner, reason, contract."""
    rows = []
    for n, (work, limit, price) in enumerate(works):
        shop = SHOPS[(first + n) % len(SHOPS)]
        bids = [(shop, price)]
        if limit >= 15000:
            bids.append((SHOPS[(first + n + 2) % len(SHOPS)], price + 400 + 150 * n))
        rows.append({
            "work": work, "limit": limit, "median": (limit + price) // 2, "method": "เฉพาะเจาะจง",
            "bids": bids, "reason": REASONS[(first + n) % len(REASONS)],
            "number": f"{first + n}/2568", "date": f"{3 + 2 * n} {month}{year}",
        })
    return rows


PROCUREMENT = [
    ("ตุลาคม ๒๕๖๗", "ต.ค.67", purchases("ต.ค.", "67", [
        ("น้ำดื่มบริการประชาชน", 2400, 2400), ("หมึกพิมพ์ห้องสอบสวน", 8600, 8550), ("กระดาษถ่ายเอกสาร A4", 11500, 11400),
        ("เปลี่ยนยางรถสายตรวจ ๔ เส้น", 16800, 16200), ("ซ่อมเครื่องปรับอากาศห้องรับแจ้งความ", 4900, 4900),
        ("แบตเตอรี่วิทยุสื่อสาร", 19800, 19250), ("ป้ายไวนิลรณรงค์สวมหมวก", 3600, 3500), ("ซ่อมเครื่องยนต์เรือตรวจการณ์", 24500, 23900),
        ("หลอดไฟหน้าสถานี", 1850, 1850), ("ค่าถ่ายเอกสารสำนวน", 5200, 5120), ("กุญแจมือ ๑๐ คู่", 17500, 16900), ("น้ำยาทำความสะอาด", 2950, 2900),
    ], 1)),
    ("พฤศจิกายน ๒๕๖๗", "พ.ย.67", purchases("พ.ย.", "67", [
        ("เช่าเต็นท์จุดบริการลอยกระทง", 6000, 6000), ("เสื้อสะท้อนแสง ๒๐ ตัว", 9000, 8800), ("ซ่อมรถจักรยานยนต์สายตรวจ", 15400, 15050), ("กรวยจราจร ๓๐ อัน", 10500, 10350),
    ], 13)),
    ("ธันวาคม ๒๕๖๗", "ธ.ค.67", []),
    ("มกราคม ๒๕๖๘", "ม.ค.68", purchases("ม.ค.", "68", [
        ("ของขวัญและสมุดกิจกรรมวันเด็ก", 7800, 7800), ("ซ่อมคอมพิวเตอร์งานอำนวยการ", 4300, 4300), ("หมึกพิมพ์ใบสั่ง", 15900, 15600),
    ], 17)),
    ("กุมภาพันธ์ ๒๕๖๘", "ก.พ.68", purchases("ก.พ.", "68", [
        ("ถุงเก็บพยานหลักฐานและเทปกั้น", 22000, 21400), ("เปลี่ยนถ่ายน้ำมันเครื่องรถ ๖ คัน", 9600, 9480),
    ], 20)),
    ("มีนาคม ๒๕๖๘", "มี.ค.68", purchases("มี.ค.", "68", [
        ("สีตีเส้นจราจร", 18600, 18300), ("จ้างทำตู้เก็บของกลาง", 27500, 26800), ("ซ่อมประตูห้องควบคุม", 6700, 6700), ("วัสดุฝึกยิงปืน", 14800, 14700),
    ], 22)),
]


def selected():
    """The quarterly notice of who was selected, without price comparison: no monthly summary."""
    rows = [
        [thai(row["date"]), row["work"], row["bids"][0][0], f"{row['bids'][0][1]:,}"]
        for _, _, month in PROCUREMENT for row in month if row["limit"] >= 15000
    ]
    blocks = [
        heading(f"ประกาศ{STATION}", 1, "center"),
        centre("เรื่อง ประกาศผลการจัดซื้อจัดจ้างและผู้ได้รับการคัดเลือก ไตรมาสที่ ๑ และ ๒ ปีงบประมาณ พ.ศ. ๒๕๖๘", bold=True),
        *body(f"ตาม{LAW} สถานีขอประกาศรายชื่อผู้ได้รับการคัดเลือกตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๗ ถึงวันที่ ๓๑ มีนาคม ๒๕๖๘ รายการที่มีวงเงินตั้งแต่หนึ่งหมื่นห้าพันบาท"),
        table(["วันที่", "รายการพัสดุ", "ผู้ได้รับการคัดเลือก", "จำนวนเงิน (บาท)"], rows, [2, 4, 4, 2], [3]),
        centre("ประกาศ ณ วันที่ ๓๑ มีนาคม พ.ศ. ๒๕๖๘"),
        *signature(HEAD_NAME, HEAD_POSITION, rank="พันตำรวจเอก "),
    ]
    return Doc("ประกาศผล ไตรมาส 1-2", blocks, size=16)


def monthly_procurement(month, rows):
    header = [
        ["ลำดับที่", "งานที่จัดซื้อหรือจัดจ้าง", "วงเงินที่จะซื้อหรือจ้าง", "ราคากลาง", "วิธีซื้อหรือจ้าง", cell("รายชื่อผู้เสนอราคาและราคาที่เสนอ", cols=2),
         "ผู้ได้รับการคัดเลือกและราคาที่ตกลงซื้อหรือจ้าง", "เหตุผลที่คัดเลือกโดยสรุป", "เลขที่และวันที่ของสัญญาหรือข้อตกลง"],
    ]
    lines = []
    for n, row in enumerate(rows, 1):
        tall = len(row["bids"])
        (shop, price), *others = row["bids"]
        lines.append([
            cell(thai(n), tall), cell(row["work"], tall), cell(f"{row['limit']:,}.00", tall), cell(f"{row['median']:,}.00", tall), cell(row["method"], tall),
            shop, f"{price:,}.00", cell(f"{shop}\n{price:,} บาท", tall), cell(row["reason"], tall), cell(f"{row['number']}\nลว. {thai(row['date'])}", tall),
        ])
        lines += [[name, f"{bid:,}.00"] for name, bid in others]
    blocks = [
        para("แบบ สขร. ๑", "right"),
        heading(f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {month}", 1, "center"),
        centre(STATION),
        centre("ข้อมูล ณ วันสิ้นเดือน"),
    ]
    if lines:
        blocks.append(table(header, lines, [0.8, 3, 1.6, 1.6, 1.5, 2.6, 1.5, 2.6, 2.6, 2.2], [6], 10))
    else:
        blocks += [
            table(header, [[cell("ไม่มีการจัดซื้อจัดจ้างในรอบเดือนนี้", cols=10)]], [0.8, 3, 1.6, 1.6, 1.5, 2.6, 1.5, 2.6, 2.6, 2.2], [], 10),
        ]
    blocks += signature("ปาริชาต คิดชื่อ", "สว.อก.สภ.บึงสายหมอก", rank="พ.ต.ต.หญิง ")
    return Doc(f"สขร.1 {month}", blocks, landscape=True, size=12)


def procurement_book():
    header = [
        [cell("ลำดับที่", rows=2), cell("งานที่จัดซื้อหรือจัดจ้าง", rows=2), cell("วงเงินที่จะซื้อหรือจ้าง", rows=2), cell("ราคากลาง", rows=2), cell("วิธีซื้อหรือจ้าง", rows=2),
         cell("ผู้เสนอราคา", cols=2), cell("ผู้ได้รับการคัดเลือก", cols=2), cell("เหตุผลที่คัดเลือกโดยสรุป", rows=2), cell("สัญญาหรือข้อตกลง", cols=2)],
        ["รายชื่อ", "ราคาที่เสนอ", "รายชื่อ", "ราคาที่ตกลง", "เลขที่", "วันที่"],
    ]
    sheets = []
    for month, short, rows in PROCUREMENT:
        lines = []
        for n, row in enumerate(rows, 1):
            tall = len(row["bids"])
            (shop, price), *others = row["bids"]
            whole = [cell(v, tall) for v in (n, row["work"], row["limit"], row["median"], row["method"])]
            end = [cell(v, tall) for v in (shop, price, row["reason"], row["number"], row["date"])]
            lines.append([*whole, shop, price, *end])
            lines += [[name, bid] for name, bid in others]
        if not lines:
            lines = [[cell("ไม่มีการจัดซื้อจัดจ้าง", cols=12)]]
        title = ["แบบ สขร.1", f"สรุปผลการดำเนินการจัดซื้อจัดจ้างในรอบเดือน {month}", STATION]
        sheets.append(sheet(short, title, header, lines, [8, 34, 14, 14, 14, 26, 14, 26, 14, 30, 12, 14]))
    return sheets
