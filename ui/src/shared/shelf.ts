/* A small shelf in this browser for what must survive a closed page: IndexedDB, else localStorage. */

const NAME = 'huanjie'
const TABLE = 'shelf'
const KEY = (key: string): string => `huanjie.shelf.${key}`

function database(): Promise<IDBDatabase> {
  return new Promise((done, refuse) => {
    const ask = indexedDB.open(NAME, 1)
    ask.onupgradeneeded = () => {
      ask.result.createObjectStore(TABLE)
    }
    ask.onsuccess = () => done(ask.result)
    ask.onerror = () => refuse(ask.error ?? new Error('indexedDB'))
    ask.onblocked = () => refuse(new Error('indexedDB'))
  })
}

let opened: Promise<IDBDatabase> | null = null

async function run<T>(
  mode: IDBTransactionMode,
  what: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  opened = opened ?? database()
  const db = await opened
  return new Promise((done, refuse) => {
    const tx = db.transaction(TABLE, mode)
    const request = what(tx.objectStore(TABLE))
    tx.oncomplete = () => done(request.result)
    tx.onabort = tx.onerror = () => refuse(tx.error ?? new Error('indexedDB'))
  })
}

/** Keeps `value` (plain JSON); throws only when neither store takes it. */
export async function shelve(key: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  try {
    await run('readwrite', (s) => s.put(text, key))
  } catch {
    opened = null
    localStorage.setItem(KEY(key), text)
  }
}

export async function shelved<T>(key: string): Promise<T | null> {
  let text: unknown = null
  try {
    text = await run('readonly', (s) => s.get(key) as IDBRequest<unknown>)
  } catch {
    opened = null
  }
  text = text ?? localStorage.getItem(KEY(key))
  return typeof text === 'string' ? (JSON.parse(text) as T) : null
}

/** Takes off everything whose key begins so. */
export async function sweep(prefix: string): Promise<void> {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(KEY(prefix))) localStorage.removeItem(key)
  try {
    await run(
      'readwrite',
      (s) =>
        s.delete(IDBKeyRange.bound(prefix, prefix + '\uffff')) as unknown as IDBRequest<undefined>,
    )
  } catch {
    opened = null
  }
}

export async function unshelve(key: string): Promise<void> {
  localStorage.removeItem(KEY(key))
  try {
    await run('readwrite', (s) => s.delete(key) as unknown as IDBRequest<undefined>)
  } catch {
    opened = null
  }
}
