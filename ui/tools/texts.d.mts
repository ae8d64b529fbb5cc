/** Below the folder of the package, which is `root` everywhere here. */
export function filesOf(root: string): string[]
export const VOTE: string
export const LANGS: string[]
export function textsOf(lang: string, root: string): Record<string, string>
export function votePage(root: string): string
export const hant: (text: string) => string
