/* The door opens without network where it was opened before: the application's shell is kept by sw.js (https or this machine only). */
export function keepShell(): void {
  if (!('serviceWorker' in navigator)) return
  // Without it the door still works as long as its page stays open.
  navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined)
}
