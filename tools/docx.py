"""A DOCX out of the plain text of data/templates/*.txt, in the format of GB/T 9704-2012.

One line, one paragraph; the sign at its head says what it is (docs/templates.md lists them).  The same text gives the
same bytes.  The official fonts are named, not embedded: WPS has them, huanjie sets its own in their place.
"""
import io
import re
import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SONG, HEI, KAI, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"

# width, height, top, right, bottom, left (mm); GB/T 9704: type area 156 x 225, head 37, binding edge 28
PAGES = {"a4": (210, 297, 37, 26, 35, 28), "table": (210, 297, 22, 18, 22, 18), "wide": (297, 210, 20, 18, 20, 18),
         "a5": (148, 210, 18, 16, 18, 16)}

# sign: style.  Longest first, so that ## is not read as #.
SIGNS = [("==", "Subtitle"), ("=", "Title"), ("##", "Heading2"), ("#", "Heading1"), (">>", "SignDate"), (">", "Sign"),
         ("<", "Flush"), ("^", "Centred"), ("-", "Note")]

# No quarter of a letter between Chinese and figures: GB/T 9704 counts 28 letters a line, and the PDF sets them so.
NO_EXTRA = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'

# style: name in WPS, font, half points, paragraph properties
STYLES = {
    "Normal": ("Normal", SONG, 32, NO_EXTRA + '<w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>'),
    "Title": ("公文标题", TITLE, 44, '<w:keepNext/><w:spacing w:after="120" w:line="700" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'),
    "Subtitle": ("公文副标题", KAI, 32, '<w:keepNext/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'),
    "Heading1": ("公文一级标题", HEI, 32, '<w:keepNext/>'),
    "Heading2": ("公文二级标题", KAI, 32, '<w:keepNext/>'),
    "Flush": ("公文顶格", SONG, 32, '<w:ind w:firstLineChars="0" w:firstLine="0"/>'),
    "Centred": ("公文居中", SONG, 32, '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'),
    "Sign": ("公文署名", SONG, 32, '<w:ind w:firstLineChars="0" w:firstLine="0" w:rightChars="200" w:right="640"/><w:jc w:val="right"/>'),
    "SignDate": ("公文日期", SONG, 32, '<w:ind w:firstLineChars="0" w:firstLine="0" w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>'),
    "Note": ("表注", SONG, 21, '<w:spacing w:before="60" w:after="60" w:line="320" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="left"/>'),
    "Cell": ("表格文字", SONG, 24, '<w:spacing w:line="340" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'),
    "CellHead": ("表头文字", HEI, 24, '<w:spacing w:line="340" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'),
    "PageNumber": ("公文页码", "宋体", 28, '<w:spacing w:line="400" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0" w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/>'),
}


# half points of the styles on pages of tables, where GB/T 9704 does not bind: (Title, all others)
SMALLER = {"table": (40, 28), "wide": (40, 28), "a5": (32, 23)}
AFTER_TABLE = 120  # twips
SQUEEZE = -4  # twips a character: 28 of 16 points are 448, the type area is 442 wide


def twips(mm):
    return round(mm * 1440 / 25.4)


def fonts(name):
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'


def run(text, properties=""):
    parts = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in text.split("\\n"))
    return f"<w:r>{'<w:rPr>' + properties + '</w:rPr>' if properties else ''}{parts}</w:r>"


def runs(text, properties):
    """**…** is set in the letters of headings; inside it a blank stays a heading whatever stands behind it."""
    parts = re.split(r"\*\*(.+?)\*\*", text)
    return "".join(run(part, (fonts(HEI) if i % 2 else "") + properties) for i, part in enumerate(parts) if part)


def paragraph(text, style, extra="", size=0, before=0):
    """`size`: half points, when not those of the style."""
    properties = f'<w:spacing w:val="0"/><w:sz w:val="{size}"/>' if size else ""
    pitch = size * (14 if style.startswith("Cell") else 17)  # 1.4 and 1.7 times the letters
    line = f' w:line="{pitch}" w:lineRule="exact"' if size else ""
    spacing = "<w:spacing" + (f' w:before="{before}"' if before else "") + line + "/>" if line or before else ""
    head = f'<w:pPr><w:pStyle w:val="{style}"/>{spacing}{extra}</w:pPr>' if style != "Normal" or extra or spacing else ""
    return f"<w:p>{head}{runs(text, properties)}</w:p>"


def size_on(page, style):
    if page not in SMALLER or style == "Note":
        return 0
    return SMALLER[page][0 if style == "Title" else 1]


class Table:
    """|= widths and settings, |! heading row, | row."""

    def __init__(self, setting, width):
        words = setting.split()
        shares = [float(w) for w in words if re.fullmatch(r"[\d.]+", w)]
        options = dict(w.split(":") for w in words if ":" in w)
        self.lines = "plain" not in words
        self.height = float(options.get("height", 8))
        self.size = round(2 * float(options.get("size", 12)))
        whole = twips(width * float(options.get("width", 100)) / 100)
        self.grid = [round(whole * s / sum(shares)) for s in shares]
        self.rows = []

    def cell(self, text, column, is_head):
        flags = re.match(r"\[([clrm^\d,]+)\]\s*", text)
        marks = flags[1].split(",") if flags else []
        text = text[flags.end():] if flags else text
        span = next((int(m[1:]) for m in marks if re.fullmatch(r"c\d+", m)), 1)
        width = sum(self.grid[column:column + span])
        merge = '<w:vMerge w:val="restart"/>' if "m" in marks else "<w:vMerge/>" if "^" in marks else ""
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        align = next((f'<w:jc w:val="{v}"/>' for m, v in (("l", "left"), ("r", "right")) if m in marks), "")
        style, size = ("CellHead" if is_head else "Cell"), 0 if self.size == 24 else self.size
        body = "".join(paragraph(t, style, align, size) for t in text.split("\\p"))
        return f'<w:tc><w:tcPr>{properties}{merge}<w:vAlign w:val="center"/></w:tcPr>{body}</w:tc>', span

    def add(self, line):
        is_head = line.startswith("!")
        cells, column = [], 0
        for text in re.split(r"\|(?![^{}]*\}\})", line.lstrip("!")):
            xml, span = self.cell(text.strip(), column, is_head)
            cells.append(xml)
            column += span
        if column != len(self.grid):
            raise ValueError(f"{column} columns instead of {len(self.grid)}: |{line}")
        head = "<w:tblHeader/>" if is_head else ""
        self.rows.append(f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{twips(self.height)}" w:hRule="atLeast"/>{head}'
                         f'<w:jc w:val="center"/></w:trPr>{"".join(cells)}</w:tr>')

    def xml(self):
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        value = "single" if self.lines else "none"
        borders = "".join(f'<w:{s} w:val="{value}" w:sz="{"6" if self.lines else "0"}" w:space="0" w:color="auto"/>' for s in sides)
        grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in self.grid)
        return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(self.grid)}" w:type="dxa"/><w:jc w:val="center"/>'
                f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
                f'<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="30" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
                f'<w:tblGrid>{grid}</w:tblGrid>{"".join(self.rows)}</w:tbl>')


def section(page, margins=True):
    width, height, top, right, bottom, left = PAGES[page]
    turned = ' w:orient="landscape"' if width > height else ""
    feet = '<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>' if margins else ""
    return (f'<w:sectPr>{feet}<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
            f'<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}" '
            f'w:header="850" w:footer="{twips(bottom - 14 if page == "a4" else bottom - 12)}" w:gutter="0"/></w:sectPr>')


CLOSING_MOST = 12  # letters of 现予公告。, 以上报告，请予审议。
THIN = '<w:p><w:pPr><w:pStyle w:val="Note"/><w:spacing w:before="0" w:after="0" w:line="60" w:lineRule="exact"/></w:pPr></w:p>'


def width(page):
    return PAGES[page][0] - PAGES[page][3] - PAGES[page][5]


def signatures(line, room):
    """People who sign, side by side: a table without lines."""
    names = line.split("|")
    table = Table(" ".join("1" for _ in names) + " plain height:14", room)
    table.add("|".join(f"[l] {n.strip()}" for n in names))
    return THIN + table.xml()


def keep_with_next(block):
    """Neither parted from what follows nor in itself: every paragraph of it, those of its cells too."""
    return re.sub(r"<w:p>.*?</w:p>", lambda p: keep_paragraph(p[0]), block)


def keep_paragraph(block):
    keep = "<w:keepNext/><w:keepLines/>"
    if "<w:pPr>" not in block:
        return block.replace("<w:p>", f"<w:p><w:pPr>{keep}</w:pPr>", 1)
    style = re.search(r"<w:pStyle [^>]*/>", block)
    at = style.end() if style else block.index("<w:pPr>") + len("<w:pPr>")
    return block[:at] + keep + block[at:]


VANISHES = re.compile(r"\{\{(\?|[^}|?]*\.[^}|]*\}\})")  # under a condition, or once for each of a list


def hold_rows(block):
    """The last row of a table with what is under it; where it may vanish, the one before as well."""
    rows = list(re.finditer(r"<w:tr>.*?</w:tr>", block))
    for row in reversed(rows):
        if "<w:tblHeader/>" in row[0]:
            break
        block = block[:row.start()] + keep_with_next(row[0]) + block[row.end():]
        if not VANISHES.search(re.sub(r"<[^>]*>", "", row[0])):
            break
    return block


def is_closing(text):
    """Names, dates and words of ending say nothing alone: what is before them goes with them."""
    plain = "{{" not in text and (len(text) <= CLOSING_MOST or "　　" in text)  # blanks for the hand
    return plain or text.startswith((">", ".", "~", "-")) or bool(VANISHES.search(text))


def hold_signatures(blocks, lines):
    """No signature, date or word of ending stands alone on a page: the last text or row before it goes with it.  What may be left
    out, for a condition or an empty list, goes too, and so does what is before it; of a list form_fill.c holds the last alone."""
    for at, line in enumerate(lines):
        if not (line or "").startswith((">", "~")):
            continue
        for before in range(at - 1, -1, -1):
            text = lines[before]
            if text is None and blocks[before] != THIN:
                blocks[before] = hold_rows(blocks[before])
                break
            if text is not None and text.startswith(("=", "#")):
                break
            if "<w:keepNext/>" not in blocks[before]:
                blocks[before] = keep_with_next(blocks[before])
            if text is not None and not is_closing(text):
                break


def body(text):
    page, blocks, table, breaks = "a4", [], None, False
    lines = {}  # of the blocks that are paragraphs
    for number, line in enumerate(text.splitlines(), 1):
        line = line.rstrip()
        if table and not line.startswith("|"):
            blocks.append(table.xml())
            table = None
        if not line or line.startswith("//"):
            continue
        try:
            if line.startswith("@"):
                if line == "@break":
                    breaks = True
                else:
                    page = line[1:]
                    PAGES[page]
            elif line.startswith("|="):
                if table:  # two tables with nothing between would be one
                    blocks += [table.xml(), THIN]
                table = Table(line[2:], width(page))
            elif line.startswith("|"):
                table.add(line[1:])
            elif line.startswith("~"):
                lines[len(blocks)] = line
                blocks.append(signatures(line[1:], width(page)))
            else:
                sign, style = next((s for s in SIGNS if line.startswith(s[0])), ("", "Normal"))
                content = line[len(sign):].strip(" ") if sign else line.strip()
                before = AFTER_TABLE if blocks and blocks[-1].endswith("</w:tbl>") else 0
                lines[len(blocks)] = line
                blocks.append(paragraph("" if content == "." else content, style, "<w:pageBreakBefore/>" if breaks else "",
                                        size_on(page, style), before))
                breaks = False
        except (KeyError, ValueError, AttributeError) as e:
            raise ValueError(f"line {number}: {e}") from e
    if table:
        blocks.append(table.xml())
    hold_signatures(blocks, [lines.get(i) for i in range(len(blocks))])
    if blocks[-1].endswith("</w:tbl>"):  # a body may not end with a table
        blocks.append(THIN)
    return "".join(blocks) + section(page)


def styles():
    out = ['<w:docDefaults><w:rPrDefault><w:rPr>' + fonts(SONG) + '<w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>']
    for key, (name, font, size, properties) in STYLES.items():
        default = ' w:default="1"' if key == "Normal" else ""
        base = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
        out.append(f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
                   f'<w:pPr>{properties}</w:pPr><w:rPr>{fonts(font)}<w:spacing w:val="{SQUEEZE if size == 32 else 0}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>')
    return f"<w:styles {W}>{''.join(out)}</w:styles>"


def footer(side):
    field = "".join(f"<w:r>{x}</w:r>" for x in ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
                                               '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>'))
    return (f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:jc w:val="{side}"/></w:pPr>'
            f'{run("— ")}{field}{run(" —")}</w:p></w:ftr>')


def docx(text):
    """The bytes of a DOCX; ValueError with the line when the text is wrong."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/'
    parts = {"styles.xml": "styles", "settings.xml": "settings", "footer1.xml": "footer", "footer2.xml": "footer"}
    overrides = "".join(f'<Override PartName="/word/{p}" ContentType="{kind}{k}+xml"/>' for p, k in parts.items())
    links = "".join(f'<Relationship Id="rId{i}" Type="{rel}{k}" Target="{p}"/>' for i, (p, k) in enumerate(parts.items(), 1))
    files = {
        "[Content_Types].xml": f'<Types {package}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}document.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships {package}relationships"><Relationship Id="rId1" Type="{rel}officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W} {R}><w:body>{body(text)}</w:body></w:document>",
        "word/_rels/document.xml.rels": f'<Relationships {package}relationships">{links}</Relationships>',
        "word/styles.xml": styles(),
        "word/settings.xml": f'<w:settings {W}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/></w:settings>',
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in files.items():
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), HEAD + content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
