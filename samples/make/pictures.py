"""Pictures drawn with code: portraits, activities, maps, signs. No photograph of anybody is used."""

import math
import random
import zlib
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/tlwg/Garuda-Bold.ttf"
SKIES = [(188, 214, 235), (222, 226, 214), (236, 221, 190), (205, 222, 226)]
CLOTHES = [(122, 98, 68), (70, 84, 62), (60, 76, 112), (132, 60, 58), (96, 96, 104)]


def _random(name):
    """A generator that depends on the picture's name only: the same picture on every run."""
    return random.Random(zlib.crc32(name.encode()))


def _person(draw, x, y, scale, colour, skin=(214, 170, 132)):
    head = 16 * scale
    draw.pieslice((x - 34 * scale, y + 10 * scale, x + 34 * scale, y + 110 * scale), 180, 360, fill=colour)
    draw.rectangle((x - 34 * scale, y + 58 * scale, x + 34 * scale, y + 96 * scale), fill=colour)
    draw.ellipse((x - head, y - head, x + head, y + head), fill=skin)
    draw.pieslice((x - head * 1.1, y - head * 1.3, x + head * 1.1, y + head * 0.5), 180, 360, fill=(45, 38, 34))


def portrait(name):
    rng = _random(name)
    image = Image.new("RGB", (240, 300), rng.choice(SKIES))
    draw = ImageDraw.Draw(image)
    skin = (200 + rng.randrange(30), 156 + rng.randrange(24), 120 + rng.randrange(22))
    _person(draw, 120, 130, 2.4, rng.choice(CLOTHES), skin)
    draw.ellipse((104, 122, 110, 128), fill=(40, 30, 30))
    draw.ellipse((130, 122, 136, 128), fill=(40, 30, 30))
    draw.arc((108, 136, 132, 152), 20, 160, fill=(120, 60, 60), width=2)
    return image.filter(ImageFilter.GaussianBlur(0.6))


def scene(name, people=7):
    """A group of people in front of a building or a road: what activity pictures show."""
    rng = _random(name)
    image = Image.new("RGB", (640, 400), rng.choice(SKIES))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 270, 640, 400), fill=(150 + rng.randrange(50), 150 + rng.randrange(40), 130))
    left = rng.randrange(30, 200)
    draw.rectangle((left, 90, left + 330, 280), fill=(226, 214, 196), outline=(120, 110, 100), width=3)
    for window in range(5):
        at = left + 24 + window * 62
        draw.rectangle((at, 130, at + 38, 190), fill=(120, 150, 170))
    for person in range(people):
        _person(draw, 60 + person * 520 // max(people - 1, 1), 225 + rng.randrange(30), 1.0, rng.choice(CLOTHES))
    for _ in range(900):
        image.putpixel((rng.randrange(640), rng.randrange(400)), (rng.randrange(256),) * 3)
    return image.filter(ImageFilter.GaussianBlur(0.8))


def map_picture(name):
    rng = _random(name)
    image = Image.new("RGB", (640, 420), (238, 236, 226))
    draw = ImageDraw.Draw(image)
    draw.line([(x, 300 + 40 * math.sin(x / 90)) for x in range(0, 641, 8)], fill=(150, 190, 225), width=22)
    for _ in range(6):
        x, y = rng.randrange(640), rng.randrange(420)
        draw.line((x, 0, rng.randrange(640), 420), fill=(255, 255, 255), width=9)
        draw.line((0, y, 640, rng.randrange(420)), fill=(255, 240, 190), width=7)
    draw.polygon([(320, 205), (302, 165), (338, 165)], fill=(200, 40, 40))
    draw.ellipse((300, 140, 340, 180), fill=(200, 40, 40))
    draw.ellipse((313, 153, 327, 167), fill=(255, 255, 255))
    return image


def sign(name, text):
    """A notice board with a few words on it."""
    image = scene(name, 2)
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 60, 520, 250), fill=(250, 250, 246), outline=(30, 60, 120), width=8)
    font = ImageFont.truetype(FONT, 34)
    for number, line in enumerate(text.split("\n")):
        width = draw.textlength(line, font=font)
        draw.text((320 - width / 2, 85 + number * 52), line, font=font, fill=(30, 50, 110))
    return image


def code_square(name):
    """A square of black and white cells that looks like a QR code and holds nothing."""
    rng = _random(name)
    cells, size = 29, 10
    image = Image.new("RGB", ((cells + 4) * size,) * 2, (255, 255, 255))
    draw = ImageDraw.Draw(image)
    for row in range(cells):
        for column in range(cells):
            if rng.random() < 0.5:
                x, y = (column + 2) * size, (row + 2) * size
                draw.rectangle((x, y, x + size - 1, y + size - 1), fill=(0, 0, 0))
    for x, y in ((2, 2), (cells - 5, 2), (2, cells - 5)):
        x, y = x * size, y * size
        draw.rectangle((x, y, x + 7 * size, y + 7 * size), fill=(0, 0, 0))
        draw.rectangle((x + size, y + size, x + 6 * size, y + 6 * size), fill=(255, 255, 255))
        draw.rectangle((x + 2 * size, y + 2 * size, x + 5 * size, y + 5 * size), fill=(0, 0, 0))
    return image


def flow_chart(name, steps):
    """Boxes joined by arrows, from the top down."""
    font = ImageFont.truetype(FONT, 22)
    image = Image.new("RGB", (560, 40 + 92 * len(steps)), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    for number, step in enumerate(steps):
        top = 20 + number * 92
        draw.rounded_rectangle((60, top, 500, top + 56), 12, fill=(228, 238, 250), outline=(40, 80, 140), width=3)
        width = draw.textlength(step, font=font)
        draw.text((280 - width / 2, top + 12), step, font=font, fill=(20, 30, 60))
        if number + 1 < len(steps):
            draw.line((280, top + 56, 280, top + 90), fill=(40, 80, 140), width=4)
            draw.polygon([(280, top + 92), (270, top + 78), (290, top + 78)], fill=(40, 80, 140))
    return image


class Pictures:
    """The pictures of one agency, drawn when first asked for and kept as JPEG files."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def _keep(self, name, image):
        path = self.folder / f"{name}.jpg"
        image.convert("RGB").save(path, quality=72)
        return str(path)

    def portrait(self, name):
        return self._keep(f"portrait-{name}", portrait(name))

    def scene(self, name, people=7):
        return self._keep(f"scene-{name}", scene(name, people))

    def map(self, name):
        return self._keep(f"map-{name}", map_picture(name))

    def sign(self, name, text):
        return self._keep(f"sign-{name}", sign(name, text))

    def code(self, name):
        return self._keep(f"code-{name}", code_square(name))

    def flow(self, name, steps):
        return self._keep(f"flow-{name}", flow_chart(name, steps))
