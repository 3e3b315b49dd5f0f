"""What a careful reader finds in the station's papers, requirement by requirement.

Written from what was put into the documents, never from what a program says about them.
"""

# `fail` lists the letters of the requirements that are not met; `optional` documents may be named as well.
VERDICTS = {
    "O1": {"requirements": 6, "note": "all elements present"},
    "O2": {"requirements": 5, "fail": "d", "note": "no population figure: it is said to be awaited from the district"},
    "O3": {"requirements": 4, "note": "all elements present"},
    "O4": {"requirements": 5, "fail": "c", "note": "no photographs of the members"},
    "O5": {"requirements": 7, "note": "first half of a web page printed to PDF; the second half is O10"},
    "O6": {"requirements": 4, "fail": "d", "note": "nobody is invited to the EIT survey"},
    "O7": {"requirements": 7, "fail": "a", "note": "no report for December 2567; a campaign of the January report only begins in December"},
    "O8": {"requirements": 5, "note": "a chapter for each of the five lines of work"},
    "O9": {"requirements": 5, "note": "all elements present"},
    "O10": {"requirements": 4, "note": "second half of a web page printed to PDF"},
    "O11": {
        "requirements": 5, "fail": "d", "also_accept": {"O11.c": ["fail"]},
        "note": "October to February only; March 2568 is missing",
    },
    "O12": {"requirements": 6, "note": "PDF and Excel disagree in four cells; the verdict stands"},
    "O13": {"requirements": 4, "fail": "d", "note": "PDF without an Excel or Word twin"},
    "O14": {"requirements": 5, "note": "four announcements in four files; the last one covers all of the first half-year"},
    "O15": {"requirements": 5, "note": "six monthly PDFs and one workbook; nothing was bought in December, and it says so"},
    "O16": {"requirements": 3, "missing": True, "note": "left out of the folder; the index page names it"},
    "O17": {"requirements": 6, "note": "no complaint in any month, and it says so"},
    "O18": {"requirements": 11, "fail": "c", "note": "Thai only; the English name of the policy in the title is no translation"},
    "O19": {"requirements": 3, "review": True, "note": "scan without a text layer"},
    "O20": {"requirements": 7, "fail": "f", "note": "the table has no column for the risk level and the text gives none"},
    "O21": {"requirements": 2, "review": True, "note": "encrypted, the password is unknown"},
    "O22": {
        "requirements": 3, "note": "the Word file has everything; a PDF copy beside it is corrupt",
        "optional": ["จริยธรรม/ข้อ ๒๒ แนวทางจริยธรรม (1).pdf"],
    },
    "O23": {"requirements": 8, "fail": "h", "note": "the report covers October 2566 to March 2567, the year before"},
    "O24": {"requirements": 11, "note": "order, briefing and both tables of measures"},
    "O25": {"requirements": 9, "fail": "dg", "note": "the commitment sign is not made yet; no picture of the facilities"},
}
