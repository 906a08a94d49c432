"""Makes the fonts of the pictures from DejaVu Sans: python3 make_fonts.py FOLDER_WITH_DEJAVU

Needs fonttools and brotli. Writes for each weight
  NAME.ttf  Latin, Greek, Cyrillic, Hebrew, Arabic, signs; for measuring, and for PNG
and faces.css: both with Latin and the signs of the pictures' own words, as WOFF2; built into SVG files.
Every outline of the first starts with a point at its origin: plotters places a glyph by its leftmost point and not by
its origin, and so each keeps the space on its left.
"""

import sys
from base64 import b64encode
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

LATIN = [(0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x2010, 0x2027), (0x2030, 0x203A), (0x20AC, 0x20AC),
         (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25CF)]
ALL = LATIN + [(0x180, 0x24F), (0x2B0, 0x2DD), (0x370, 0x3FF), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x5F3, 0x5F4),
               (0x60C, 0x655), (0x660, 0x66C), (0x66E, 0x6F9), (0x1EA0, 0x1EF9), (0x2010, 0x205E), (0x2070, 0x209C),
               (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2199), (0x21D0, 0x21D5), (0x2200, 0x2237), (0x2248, 0x2265),
               (0x25A0, 0x25CF), (0x2600, 0x2606), (0x2660, 0x2667), (0x2713, 0x2718), (0xFB50, 0xFBFF), (0xFE80, 0xFEFC),
               (0xFFFD, 0xFFFD), (0x1F600, 0x1F640)]


def cut(path, ranges):
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.name_IDs = [0, 1, 2, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "FFTM", "MATH"]
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
    cutter.subset(font)
    return font


def anchor(font):
    """Starts every outline with a point at its origin."""
    glyphs, table = font.getGlyphSet(), font["glyf"]
    drawn = {}
    for name in font.getGlyphOrder():
        recording = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(recording)
        pen = TTGlyphPen(None)
        if recording.value:
            for turn in (pen.moveTo, pen.lineTo, pen.lineTo):
                turn((0, 0))
            pen.closePath()
        recording.replay(pen)
        drawn[name] = pen.glyph(dropImpliedOnCurves=False)
    for name, glyph in drawn.items():
        table[name] = glyph
        glyph.recalcBounds(table)


def main():
    folder = Path(sys.argv[1])
    faces = []
    for name, weight in [("DejaVuSans", 400), ("DejaVuSans-Bold", 700)]:
        whole = cut(folder / f"{name}.ttf", ALL)
        anchor(whole)
        whole.save(f"{name}.ttf")
        latin = cut(folder / f"{name}.ttf", LATIN)
        latin.flavor = "woff2"
        packed = BytesIO()
        latin.save(packed)
        text = b64encode(packed.getvalue()).decode()
        faces.append(f'@font-face{{font-family:"DejaVu Sans";font-weight:{weight};'
                     f'src:url(data:font/woff2;base64,{text}) format("woff2")}}\n')
    Path("faces.css").write_text("".join(faces))


main()
