/* Lines of a chair's script, their blanks apart. Pure. */
export interface Piece {
  text: string
  blank: boolean
}

/** "实到＿＿＿＿〔实到人数〕名" is said in three pieces. */
export function piecesOf(line: string): Piece[] {
  return line
    .split(/(＿+〔[^〕]*〕)/)
    .map((text, i) => ({ text, blank: i % 2 === 1 }))
    .filter((p) => p.text)
}
