"""The producers: programs that turn rendered sources into the files an agency hands in."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pikepdf
import weasyprint
from PIL import Image, ImageFilter

import render_docx
import render_html
import render_typst
import render_xlsx

ROOT = Path(__file__).resolve().parents[2]
# 2025-04-01 00:00:00 UTC: the day after the first half of fiscal year 2568, when stations hand in.
EPOCH = 1743465600
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "TZ": "UTC", "LC_ALL": "C.UTF-8"}


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL, **options)


def settle(path):
    """Gives a zip container, its parts and its properties one date, so that a second run makes the same bytes."""
    with zipfile.ZipFile(path) as old:
        parts = [(info.filename, old.read(info)) for info in old.infolist()]
    date = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
    parts = [
        (name, date.sub(b"2025-04-01T00:00:00Z", data) if name.startswith("docProps/") else data) for name, data in parts
    ]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts:
            info = zipfile.ZipInfo(name, (2025, 4, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)


def settle_pdf(path):
    """Gives a PDF one date and one id in place of those of its making, letter for letter, so that nothing moves."""
    data = Path(path).read_bytes()
    data = re.sub(rb"D:\d{14}", b"D:20250401000000", data)
    data = re.sub(rb"<[0-9A-F]{32}>", b"<" + b"0" * 32 + b">", data)
    data = re.sub(rb"/DocChecksum /[0-9A-F]{32}", b"/DocChecksum /" + b"0" * 32, data)
    Path(path).write_bytes(data)


def office(source, target, export):
    """Saves `source` as LibreOffice does, under a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder, f"source{Path(source).suffix}")
        shutil.copyfile(source, work)
        run(
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", export, "--outdir", f"{folder}/out", work, stderr=subprocess.DEVNULL,
        )
        shutil.move(str(next(Path(folder, "out").iterdir())), target)


def pdf_libreoffice(doc, path):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.docx")
        render_docx.render(doc, source)
        office(source, path, "pdf")
    settle_pdf(path)


def pdf_chromium(doc, path):
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(render_html.render(doc), encoding="utf-8")
        run(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer", f"--print-to-pdf={path}", page.as_uri(), stderr=subprocess.DEVNULL,
        )
    settle_pdf(path)


def pdf_weasyprint(doc, path):
    weasyprint.HTML(string=render_html.render(doc), base_url="/").write_pdf(path)


def pdf_typst(doc, path):
    render_typst.render(doc, path)


def pdf_scan(doc, path):
    """A scan: the printed pages as slightly turned grey pictures, without a text layer."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder, "clean.pdf")
        pdf_libreoffice(doc, clean)
        run("pdftoppm", "-r", "110", "-gray", "-png", clean, f"{folder}/page")
        pages = []
        for number, png in enumerate(sorted(Path(folder).glob("page*.png"))):
            page = Image.open(png).convert("L")
            turned = page.rotate((-0.7, 0.5, -0.3)[number % 3], fillcolor=245, resample=Image.Resampling.BICUBIC)
            pages.append(turned.filter(ImageFilter.GaussianBlur(0.5)))
        pages[0].save(path, save_all=True, append_images=pages[1:], resolution=110, quality=55)
    settle_pdf(path)


def pdf_encrypted(doc, path):
    """A PDF that asks for a password, which the agency did not hand in with it."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder, "clean.pdf")
        pdf_libreoffice(doc, clean)
        with pikepdf.open(clean) as pdf:
            secret = pikepdf.Encryption(user="ห้องอำนวยการชั้น2", owner="ห้องอำนวยการชั้น2", R=6)
            pdf.save(path, encryption=secret, deterministic_id=False)


def pdf_corrupt(doc, path):
    """A copy that broke off while it was sent: the first part of a PDF, with a hole in it."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder, "clean.pdf")
        pdf_libreoffice(doc, clean)
        data = bytearray(clean.read_bytes())
        data[600:1400] = bytes(800)
        Path(path).write_bytes(data[: len(data) // 3])


def docx_python(doc, path):
    render_docx.render(doc, path)
    settle(path)


def docx_libreoffice(doc, path):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.docx")
        render_docx.render(doc, source)
        odt = Path(folder, "source.odt")
        office(source, odt, "odt")
        office(odt, path, "docx:Office Open XML Text")
    settle(path)


def docx_rust(doc, path):
    """Through `docx_rs.rs` beside this file, a cargo example."""
    source = {"title": doc.title, "font": doc.font, "size": doc.size, "landscape": doc.landscape, "blocks": doc.blocks}
    run(
        "cargo", "run", "--quiet", "--manifest-path", ROOT / "Cargo.toml", "--example", "samples-docx-rs", "--", path,
        input=json.dumps(source, ensure_ascii=False).encode(),
    )
    settle(path)


def xlsx_python(sheets, path, title=""):
    render_xlsx.render(sheets, path, title)
    settle(path)


def xlsx_libreoffice(sheets, path, title=""):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "source.xlsx")
        render_xlsx.render(sheets, source, title)
        office(source, path, "xlsx:Calc MS Excel 2007 XML")
    settle(path)
