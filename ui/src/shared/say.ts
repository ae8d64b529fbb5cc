import { ElMessage, ElMessageBox } from 'element-plus'
import { h } from 'vue'
import { ApiError } from '../api/call'
import { t, tt } from '../i18n'
import { saidInWords } from './place'

/** Refusals of the server's door name a place in the request. */
const OF_THE_DOOR = /^(shape|json)\.|^request\.character$/

/** What went wrong, for people. */
export function reason(error: unknown): string {
  if (error instanceof ApiError) {
    if (error.code === 'offline') return t('error.offline')
    const said = error.message || error.code
    return OF_THE_DOOR.test(error.code) ? saidInWords(said, tt) : said
  }
  return error instanceof Error ? error.message : String(error)
}

/** The same with what it says of single fields, at most five. */
export function details(error: unknown): string {
  const more =
    error instanceof ApiError
      ? (error.body.fields ?? []).map((f) => ('message' in f ? f.message : ''))
      : []
  return [reason(error), ...more.slice(0, 5)]
    .filter((x, i, all) => x && all.indexOf(x) === i)
    .join(' ')
}

export function sayWrong(error: unknown): void {
  if (error instanceof ApiError && error.ended) return
  ElMessage({
    type: 'error',
    message: details(error),
    duration: 6000,
    showClose: true,
    grouping: true,
  })
}

export function sayDone(text: string): void {
  ElMessage({ type: 'success', message: text, duration: 2500 })
}

/** Says what was done, with a button that takes it back. */
export function sayUndo(text: string, undo: () => void): void {
  const note = ElMessage({
    type: 'success',
    duration: 9000,
    showClose: true,
    message: h('span', [
      text + ' ',
      h(
        'button',
        {
          type: 'button',
          class: 'undo',
          onClick: () => {
            note.close()
            undo()
          },
        },
        t('act.undo'),
      ),
    ]),
  })
}

/** Runs an act; says what went wrong. Gives undefined then. */
export async function attempt<T>(what: () => Promise<T>): Promise<T | undefined> {
  try {
    return await what()
  } catch (error) {
    sayWrong(error)
    return undefined
  }
}

/** Asks for a line of text; null when the user turns back. */
export async function ask(
  title: string,
  text: string,
  secret = false,
  least = secret ? 1 : 2,
): Promise<string | null> {
  try {
    const answer = await ElMessageBox.prompt(text, title, {
      inputType: secret ? 'password' : 'textarea',
      confirmButtonText: t('act.confirm'),
      cancelButtonText: t('act.cancel'),
      closeOnClickModal: false,
      inputValidator: (v: string) =>
        ((v ?? '').trim().length >= least && (v ?? '').length <= 200) || t('ask.length', { least }),
    })
    return answer.value.trim()
  } catch {
    return null
  }
}

export async function sure(title: string, text: string, yes: string): Promise<boolean> {
  try {
    await ElMessageBox.confirm(text, title, {
      confirmButtonText: yes,
      cancelButtonText: t('act.cancel'),
      closeOnClickModal: false,
      type: 'warning',
    })
    return true
  } catch {
    return false
  }
}
