/* Dates as the ledgers write them: "2021-05" or "2021-05-30"; instants in China time. Pure. */

const two = (n: number): string => String(n).padStart(2, '0')

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function build(year: number, month: number, day: number | null): string | null {
  if (year < 1900 || year > 2100 || month < 1 || month > 12) return null
  if (day === null) return `${year}-${two(month)}`
  if (day < 1 || day > daysIn(year, month)) return null
  return `${year}-${two(month)}-${two(day)}`
}

/** Reads a date as people type it (2021-05-30, 2021.5.30, 2021/5, 202105, 20210530, 2021年5月30日); null when it is none. */
export function readDate(text: string): string | null {
  const tight = text.trim().match(/^(\d{4})(\d{2})(\d{2})?$/)
  const loose = text
    .trim()
    .match(/^(\d{4})\s*[-./年]\s*(\d{1,2})\s*(?:[-./月]\s*(?:(\d{1,2})\s*日?)?)?$/)
  const m = tight ?? loose
  if (!m) return null
  return build(Number(m[1]), Number(m[2]), m[3] ? Number(m[3]) : null)
}

/** "2021-05-30T08:30:00Z" → "2021-05-30 16:30" in China. */
export function showInstant(iso: string | null): string {
  if (iso === null) return ''
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return iso
  const d = new Date(at + 8 * 3600_000)
  return `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
}

/** "2021-05-30 16:30" in China → "2021-05-30T08:30:00Z"; null when it is none. */
export function readInstant(text: string): string | null {
  const m = text.trim().match(/^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/)
  if (!m) return null
  const at = Date.UTC(
    Number(m[1]),
    Number(m[2]) - 1,
    Number(m[3]),
    Number(m[4] ?? 0) - 8,
    Number(m[5] ?? 0),
  )
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** Today in China. */
export function today(now: number = Date.now()): string {
  return new Date(now + 8 * 3600_000).toISOString().slice(0, 10)
}

/** Has this date passed? A month has passed when it is over. */
export function passed(date: string, day: string): boolean {
  return date.length === 7 ? date < day.slice(0, 7) : date < day
}
