import type { ErrorBody, Lang } from './types'

/** What the server (or the network) refused, in the user's language. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: ErrorBody,
  ) {
    super(body.message)
  }
  get code(): string {
    return this.body.code
  }
  /** The session is over; a wrong password is another matter. */
  get ended(): boolean {
    return this.status === 401 && this.code.startsWith('session.')
  }
}

export type Query = Record<string, string | number | undefined | null>
export interface Request {
  query?: Query
  body?: unknown
  raw?: Blob
  signal?: AbortSignal
}

const around = { lang: 'zh-Hans' as Lang, signedOut: (): void => undefined }

/** Tells call() the language to ask for, and whom to tell when the session has ended. */
export function configure(part: Partial<typeof around>): void {
  Object.assign(around, part)
}

export function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const text = pairs
    .map(([k, v]) => `${encodeURIComponent(k)}=${encodeURIComponent(String(v))}`)
    .join('&')
  return `/api/${path}${text ? '?' + text : ''}`
}

async function refusal(answer: Response): Promise<ApiError> {
  try {
    const body = (await answer.json()) as { error: ErrorBody }
    return new ApiError(answer.status, body.error)
  } catch {
    return new ApiError(answer.status, { code: 'io', message: `HTTP ${answer.status}` })
  }
}

/** The only way to the server. */
export async function call<T>(
  method: 'GET' | 'POST',
  path: string,
  request: Request = {},
): Promise<T> {
  const headers: Record<string, string> = { 'Accept-Language': around.lang }
  if (method === 'POST') headers['X-Huanjie'] = '1'
  if (method === 'POST' && !request.raw) headers['Content-Type'] = 'application/json'
  const body = method === 'GET' ? undefined : (request.raw ?? JSON.stringify(request.body ?? {}))
  let answer: Response
  try {
    answer = await fetch(address(path, request.query), {
      method,
      headers,
      body,
      signal: request.signal,
      credentials: 'same-origin',
    })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new ApiError(0, { code: 'offline', message: '' })
  }
  if (!answer.ok) {
    const error = await refusal(answer)
    if (error.ended) around.signedOut()
    throw error
  }
  return (answer.status === 204 ? undefined : await answer.json()) as T
}

/** A file that a POST gives, once. */
export async function fetchFile(path: string, body: unknown): Promise<Blob> {
  const headers = {
    'Accept-Language': around.lang,
    'X-Huanjie': '1',
    'Content-Type': 'application/json',
  }
  let answer: Response
  try {
    answer = await fetch(address(path), {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      credentials: 'same-origin',
    })
  } catch {
    throw new ApiError(0, { code: 'offline', message: '' })
  }
  if (answer.ok) return await answer.blob()
  const error = await refusal(answer)
  if (error.ended) around.signedOut()
  throw error
}

/** Lets the browser save what a GET gives; the file name is the server's. */
export function download(path: string, query: Query = {}): void {
  const link = document.createElement('a')
  link.href = address(path, query)
  link.download = ''
  document.body.append(link)
  link.click()
  link.remove()
}
