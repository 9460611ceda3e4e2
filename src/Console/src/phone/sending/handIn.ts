import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { tellKept, tellNotKept } from '../parts/kept'
import { useSending } from './store'
import type { Write } from './waiting'

/**
 * Hands in what a form holds: one press, one write. Another press does nothing until the first is kept and the form has gone on.
 * Where the phone cannot keep it, it says so, and the form stays as it was filled in.
 */
export function useHandIn(): { busy: Ref<boolean>; handIn: (write: Write, goOn?: () => unknown, said?: string) => Promise<void> } {
  const { t } = useI18n({ useScope: 'global' })
  const sending = useSending()
  const busy = ref(false)

  async function isKept(write: Write): Promise<boolean> {
    try {
      await sending.add(write)
      return true
    } catch (fault) {
      // The browser's database: no room, or it was closed.
      if (!(fault instanceof DOMException)) throw fault
      tellNotKept(t('phone.notKept'), t('frame.close'))
      return false
    }
  }

  async function handIn(write: Write, goOn: () => unknown = () => {}, said = t(sending.online ? 'phone.case.sent' : 'phone.case.saved')): Promise<void> {
    if (busy.value) return
    busy.value = true
    try {
      if (!(await isKept(write))) return
      tellKept(said)
      await goOn()
    } finally {
      busy.value = false
    }
  }

  return { busy, handIn }
}
