/* What an amended rule set changes: value by value, with the place in words of the file. Pure. */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export interface Difference {
  at: string
  before: string
  after: string
}

const isObject = (v: Json | undefined): v is { [key: string]: Json } =>
  typeof v === 'object' && v !== null && !Array.isArray(v)

/** Rules and deadlines are told apart by what they are and whom they concern, not by their place in the list. */
function nameOf(v: Json, i: number): string {
  if (!isObject(v)) return String(i + 1)
  const kind = v.rule ?? v.deadline
  if (typeof kind !== 'string') return String(i + 1)
  const offices = Array.isArray(v.offices) ? ` (${v.offices.join(', ')})` : ''
  return kind + offices
}

function flat(v: Json, at: string, out: Map<string, string>): void {
  const plain = !Array.isArray(v) && !isObject(v)
  if (plain || (Array.isArray(v) && v.every((x) => typeof x !== 'object' || x === null))) {
    out.set(at, JSON.stringify(v))
    return
  }
  if (Array.isArray(v)) {
    const seen = new Map<string, number>()
    v.forEach((x, i) => {
      const name = nameOf(x, i)
      const n = (seen.get(name) ?? 0) + 1
      seen.set(name, n)
      flat(x, `${at}${at ? ' › ' : ''}${name}${n > 1 ? ` #${n}` : ''}`, out)
    })
    return
  }
  for (const [key, x] of Object.entries(v as { [key: string]: Json }))
    flat(x, at ? `${at} › ${key}` : key, out)
}

export function differences(before: string, after: string): Difference[] {
  const [a, b] = [new Map<string, string>(), new Map<string, string>()]
  flat(JSON.parse(before) as Json, '', a)
  flat(JSON.parse(after) as Json, '', b)
  const keys = [...new Set([...a.keys(), ...b.keys()])]
  return keys
    .filter((k) => a.get(k) !== b.get(k))
    .map((at) => ({ at, before: a.get(at) ?? '', after: b.get(at) ?? '' }))
}

/** Why a text is no JSON, with the line; '' when it is. */
export function faultOf(text: string): { message: string; line: number } | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? NaN)
    return { message, line: Number.isNaN(at) ? 0 : text.slice(0, at).split('\n').length }
  }
}
