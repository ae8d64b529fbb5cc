/* Names as they are pasted from a notice, a spreadsheet or a chat. Pure. */

const NUMBERED = /^[\s（(]*\d{1,3}[)）、.．,，\s]+/
const HAN = /[\u2e80-\u9fff\uf900-\ufaff·]/

/** 王　富 is 王富; an ethnic or foreign name keeps its blanks. */
export function tidy(name: string): string {
  const one = name
    .replace(NUMBERED, '')
    .replace(/[\s\u3000]+/g, ' ')
    .trim()
  return one.replace(/ /g, (_, i: number) =>
    HAN.test(one[i - 1] ?? '') && HAN.test(one[i + 1] ?? '') ? '' : ' ',
  )
}

/** A line of several short Chinese names parted by blanks alone. */
function several(line: string): string[] | null {
  const parts = line.trim().split(/[\s\u3000]+/)
  const whole = parts.every((p) => /^[\u2e80-\u9fff]{2,4}$/.test(p))
  return parts.length > 1 && whole ? parts : null
}

/** One name a line, or parted by 、 ， , ； ; or tabs (of a spreadsheet only the first column with a name counts). */
export function readNames(text: string): string[] {
  const out: string[] = []
  for (const line of text.split(/\r?\n/)) {
    const cells = line
      .split('\t')
      .map((c) => c.trim())
      .filter((c) => c && !/^\d+$/.test(c))
    const first = line.includes('\t') ? (cells[0] ?? '') : line.replace(NUMBERED, '')
    for (const part of first.split(/[、，,；;]/)) out.push(...(several(part) ?? [tidy(part)]))
  }
  return out.filter(Boolean)
}

/** Names that stand more than once. */
export function twice(names: string[]): string[] {
  return [...new Set(names.filter((n, i) => names.indexOf(n) !== i))]
}

export function moved<T>(list: T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return list
  const out = [...list]
  const [x] = out.splice(from, 1)
  if (x !== undefined) out.splice(to, 0, x)
  return out
}
