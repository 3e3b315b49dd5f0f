"""Reads what the program wrote with readers of other makers; prints what was seen as JSON.

office.py workbook FILE | memo FILE | xml SCHEMA FILE | decide FILE OUT REQUIREMENT DECISION BY REASON UNTIL
"""

import json
import sys

import docx
import openpyxl
from lxml import etree


def workbook(path):
    book = openpyxl.load_workbook(path)
    return [
        {
            "name": sheet.title,
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "choices": [rule.formula1 for rule in sheet.data_validations.dataValidation],
            "formulas": [cell.coordinate for row in sheet for cell in row if cell.data_type == "f"],
            "links": [cell.coordinate for row in sheet for cell in row if cell.hyperlink],
            "rows": [[cell.value for cell in row] for row in sheet],
        }
        for sheet in book
    ]


def memo(path):
    document = docx.Document(path)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    fonts = document.styles.element.xpath("//w:rPrDefault//w:rFonts/@w:cs")
    return {
        "paragraphs": [paragraph.text for paragraph in document.paragraphs],
        "tables": tables,
        "fonts": fonts,
        "links": len(document.element.xpath("//w:hyperlink")),
        "fields": len(document.element.xpath("//w:instrText | //w:fldSimple")),
    }


def xml(schema, path):
    checker = etree.XMLSchema(etree.parse(schema))
    document = etree.parse(path)
    checker.validate(document)
    return [str(error) for error in checker.error_log]


def decide(path, out, requirement, *decision):
    """Fills in the decision columns of a requirement, as an auditor does."""
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[1:2]:
        for row in sheet.iter_rows(min_row=2):
            if row[4].value == requirement:
                for cell, value in zip(row[11:15], decision):
                    cell.value = value
    book.save(out)
    return None


if __name__ == "__main__":
    job, *arguments = sys.argv[1:]
    seen = {"workbook": workbook, "memo": memo, "xml": xml, "decide": decide}[job](*arguments)
    json.dump(seen, sys.stdout, ensure_ascii=False, default=str)
