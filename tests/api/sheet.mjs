// Spreadsheets made and read by the tests: ZIP, the few parts of XLSX, GB18030.
import * as zlib from 'node:zlib'

const CRC = Int32Array.from({ length: 256 }, (_, n) => {
  for (let k = 0; k < 8; k++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1
  return n
})
const { deflateRawSync, inflateRawSync } = zlib
const crc32 = zlib.crc32 ?? ((bytes) => {
  let crc = -1
  for (const b of bytes) crc = CRC[(crc ^ b) & 255] ^ (crc >>> 8)
  return (crc ^ -1) >>> 0
})

/** A ZIP archive of {name: text or bytes}. */
export const zip = (parts) => {
  const locals = []
  const central = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes, { level: 9 })
    const path = Buffer.from(name)
    const sizes = Buffer.alloc(12)
    sizes.writeUInt32LE(crc32(bytes), 0)
    sizes.writeUInt32LE(packed.length, 4)
    sizes.writeUInt32LE(bytes.length, 8)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(0x800, 6)
    local.writeUInt16LE(8, 8)
    local.writeUInt16LE(33, 12)
    sizes.copy(local, 14)
    local.writeUInt16LE(path.length, 26)
    locals.push(local, path, packed)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    entry.writeUInt16LE(20, 6)
    entry.writeUInt16LE(0x800, 8)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt16LE(33, 14)
    sizes.copy(entry, 16)
    entry.writeUInt16LE(path.length, 28)
    entry.writeUInt32LE(offset, 42)
    central.push(entry, path)
    offset += local.length + path.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(central.length / 2, 8)
  end.writeUInt16LE(central.length / 2, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

export const unzip = (bytes) => {
  const parts = {}
  let at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  const count = bytes.readUInt16LE(at + 10)
  at = bytes.readUInt32LE(at + 16)
  for (let i = 0; i < count; i++) {
    const method = bytes.readUInt16LE(at + 10)
    const packed = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const body = bytes.subarray(start, start + packed)
    parts[name] = (method ? inflateRawSync(body) : body).toString()
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return parts
}

const ENTITIES = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const unescape = (text) =>
  text.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (_, e) =>
    e[0] === '#' ? String.fromCodePoint(e[1] === 'x' ? parseInt(e.slice(2), 16) : Number(e.slice(1))) : ENTITIES[e])
const texts = (xml) => [...xml.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((m) => unescape(m[1])).join('')
const columnOf = (ref) => [...ref.match(/^[A-Z]+/)[0]].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1

/** The cells of the first sheet, as rows of text. */
export const readXlsx = (bytes) => {
  const parts = unzip(bytes)
  const shared = [...(parts['xl/sharedStrings.xml'] ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((m) => texts(m[1]))
  const rows = []
  for (const [, row] of parts['xl/worksheets/sheet1.xml'].matchAll(/<row[^>]*>(.*?)<\/row>/gs)) {
    const cells = []
    for (const [, attributes, , inner = ''] of row.matchAll(/<c ([^>]*?)(\/>|>(.*?)<\/c>)/gs)) {
      const value = inner.match(/<v>([^<]*)<\/v>/)?.[1]
      const text = attributes.includes('t="s"') ? shared[Number(value)] : attributes.includes('inlineStr') ? texts(inner) : unescape(value ?? '')
      cells[columnOf(attributes.match(/r="([A-Z]+\d+)"/)[1])] = text
    }
    rows.push(Array.from(cells, (cell) => cell ?? ''))
  }
  return rows
}

const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c])
const NS = 'http://schemas.openxmlformats.org/'
export const WORKBOOK = {
  'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns="${NS}spreadsheetml/2006/main" xmlns:r="${NS}officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships xmlns="${NS}package/2006/relationships"><Relationship Id="r1" Type="${NS}officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
}
export const sheetXml = (rows) =>
  `<?xml version="1.0"?><worksheet xmlns="${NS}spreadsheetml/2006/main"><sheetData>${rows
    .map((cells, r) => `<row r="${r + 1}">${cells.map((c) => `<c t="inlineStr"><is><t>${escape(c)}</t></is></c>`).join('')}</row>`)
    .join('')}</sheetData></worksheet>`

export const makeXlsx = (rows) => zip({ ...WORKBOOK, 'xl/worksheets/sheet1.xml': sheetXml(rows) })

export const makeCsv = (rows) =>
  Buffer.from(rows.map((cells) => cells.map((c) => (/[",\n]/.test(c) ? `"${String(c).replaceAll('"', '""')}"` : c)).join(',')).join('\r\n') + '\r\n')

/** Rows of a CSV text. */
export const readCsv = (text) => {
  const rows = [[]]
  let cell = '', quoted = false
  const all = text.replace(/^\uFEFF/, '')
  for (let i = 0; i < all.length; i++) {
    const c = all[i]
    if (quoted) {
      if (c === '"' && all[i + 1] === '"') (cell += '"'), i++
      else if (c === '"') quoted = false
      else cell += c
    } else if (c === '"') quoted = true
    else if (c === ',' || c === '\n') {
      rows.at(-1).push(cell.replace(/\r$/, ''))
      cell = ''
      if (c === '\n') rows.push([])
    } else cell += c
  }
  if (cell || rows.at(-1).length) rows.at(-1).push(cell)
  return rows.filter((row) => row.length)
}

let gb
/** Text in GB18030 (characters of two bytes and ASCII). */
export const toGb18030 = (text) => {
  if (!gb) {
    gb = new Map()
    const decoder = new TextDecoder('gb18030')
    for (let high = 0x81; high < 0xff; high++)
      for (let low = 0x40; low < 0xff; low++) {
        const c = decoder.decode(Uint8Array.of(high, low))
        if (low !== 0x7f && [...c].length === 1 && c !== '\uFFFD') gb.set(c, [high, low])
      }
  }
  return Buffer.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : gb.get(c))))
}
