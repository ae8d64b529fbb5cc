/** Small choices kept in this browser. */
export function kept<T>(key: string, otherwise: T): T {
  try {
    const text = localStorage.getItem(`huanjie.${key}`)
    return text === null ? otherwise : (JSON.parse(text) as T)
  } catch {
    return otherwise
  }
}

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(`huanjie.${key}`, JSON.stringify(value))
  } catch {
    /* a full or forbidden store loses only a choice */
  }
}
