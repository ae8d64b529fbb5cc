/** Another person at the same screen, who gives name and password beside the caller. */
export interface Second {
  name: string
  password: string
  code: string
}
export const nobody = (): Second => ({ name: '', password: '', code: '' })
export const isThere = (second: Second): boolean => Boolean(second.name.trim() && second.password)
