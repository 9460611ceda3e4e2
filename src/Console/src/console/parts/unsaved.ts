import { ElMessageBox } from 'element-plus'
import 'element-plus/es/components/message-box/style/css'
import { onScopeDispose } from 'vue'
import { useI18n } from 'vue-i18n'
import { onBeforeRouteLeave } from 'vue-router'

type Unsaved = { begin: () => void; isChanged: () => boolean; beforeClose: (done: () => void) => Promise<void> }

/** Asks whether what was filled in and not sent may be dropped. */
function useAsk(): () => Promise<boolean> {
  const { t } = useI18n({ useScope: 'global' })
  return () =>
    ElMessageBox.confirm(t('frame.unsavedText'), t('frame.unsaved'), { type: 'warning', confirmButtonText: t('frame.unsavedLeave'), cancelButtonText: t('frame.unsavedStay') }).then(
      () => true,
      () => false,
    )
}

/**
 * Knows whether a form holds what was not there when it was opened, and asks before that is dropped by the cross, by Escape or by a click beside it.
 * @param content What the form holds; as it is now, and whenever `begin` is called, nothing is unsaved.
 */
export function useUnsaved(content: () => unknown): Unsaved {
  const ask = useAsk()
  const asIs = (): string => JSON.stringify(content())
  let begun = asIs()

  const isChanged = (): boolean => asIs() !== begun
  async function beforeClose(done: () => void): Promise<void> {
    if (!isChanged() || (await ask())) done()
  }

  return { begin: () => (begun = asIs()), isChanged, beforeClose }
}

/** Asks before a page with something unsaved is left; where the whole window is closed or loaded anew, the browser asks in its own words. */
export function useLeaveGuard(isUnsaved: () => boolean): void {
  const ask = useAsk()
  const closing = (event: BeforeUnloadEvent): void => {
    if (isUnsaved()) event.preventDefault()
  }
  addEventListener('beforeunload', closing)
  onScopeDispose(() => removeEventListener('beforeunload', closing))
  onBeforeRouteLeave(async () => !isUnsaved() || ask())
}
