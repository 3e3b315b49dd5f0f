"""A fictional police station in fiscal year 2568: its papers and the verdicts they deserve.

Nobody and no place in it exists. Telephone numbers begin with 0-0000, addresses end in `.example`.
"""

from . import basics, integrity, money, work
from .verdicts import VERDICTS

NAME = "police-station-2568"
RULE_SET = "police-station-2568"
STATION = "สถานีตำรวจภูธรบึงสายหมอก"
FISCAL_YEAR = 2568


def files(pictures):
    """Every file of the folder, in the order of the items."""
    for part in (basics, work, money, integrity):
        yield from part.files(pictures)


DISAGREEMENTS = money.DISAGREEMENTS
