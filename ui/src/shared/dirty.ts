import { ElMessageBox } from 'element-plus'
import { t } from '../i18n'

/* One form may hold unsaved changes at a time; whoever wants to leave asks here. */
let unsaved: () => boolean = () => false

export function watchUnsaved(check: (() => boolean) | null): void {
  unsaved = check ?? (() => false)
}

export function isUnsaved(): boolean {
  return unsaved()
}

/** True when nothing would be lost, or the user does not mind. */
export async function mayLeave(): Promise<boolean> {
  if (!unsaved()) return true
  try {
    await ElMessageBox.confirm(t('dirty.text'), t('dirty.title'), {
      confirmButtonText: t('dirty.leave'),
      cancelButtonText: t('dirty.stay'),
      closeOnClickModal: false,
      type: 'warning',
      closeOnHashChange: false, // Back has changed it already
    })
    unsaved = () => false
    return true
  } catch {
    return false
  }
}

window.addEventListener('beforeunload', (e) => {
  if (unsaved()) e.preventDefault()
})
