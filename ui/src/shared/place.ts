/* Where in a request something is wrong, in the words of the page: `elections[0].candidates[3].name`. Pure. */

/** The text of a key, '' when there is none. */
export type Words = (key: string) => string

/**
 * A place in words, parts of a list by their number from one: 选举 1 · 候选人 4 · 姓名. Null when a part has no word:
 * a place half in words would help nobody.
 */
export function placeInWords(place: string, words: Words): string | null {
  const parts = place.split('.').map((part) => {
    const [, key, index] = /^([\w-]+)(?:\[(\d+)\])?$/.exec(part) ?? []
    const word = key ? words(`place.${key}`) : ''
    return word && index ? `${word} ${Number(index) + 1}` : word
  })
  return parts.every(Boolean) ? parts.join(' · ') : null
}

/** A message of the server's door that begins with a place in quotes, or has it as its first quoted word. */
export function saidInWords(message: string, words: Words): string {
  const [whole, place] = /“([\w.[\]-]+)”/.exec(message) ?? []
  const said = place ? placeInWords(place, words) : null
  return whole && said ? message.replace(whole, () => `“${said}”`) : message
}
