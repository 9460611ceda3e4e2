import { ref, watch, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useUnsaved } from '@/console/parts/unsaved'
import { useAct } from '@/contract/load'
import { focusFault } from './focusFault'
import { said } from './said'

/**
 * One entry of a list in a form: filled anew each time the form opens, and closed once it is saved. Where somebody else was first, the list is told, so that it fetches theirs.
 * @param begin What the form holds when it opens.
 */
export function useEntry<F>(open: Ref<boolean>, begin: () => F, saved: (form: F) => void) {
  const { t } = useI18n({ useScope: 'global' })
  const form = ref(begin()) as Ref<F>
  const tried = ref(false)
  const { busy, problem, act } = useAct()
  const unsaved = useUnsaved(() => form.value)

  watch(open, (opened) => {
    if (!opened) return
    form.value = begin()
    unsaved.begin()
    tried.value = false
    problem.value = null
  })

  /** Writes what has no fault; otherwise leads to the first. */
  async function save(isSound: () => boolean, write: () => Promise<unknown>): Promise<void> {
    tried.value = true
    if (!isSound()) return void focusFault()
    const done = await act(write)
    if (problem.value?.code === 'stale-version') saved(form.value)
    if (!done) return
    said(t('inspections.saved'))
    open.value = false
    saved(form.value)
  }

  return { form, tried, busy, problem, save, beforeClose: unsaved.beforeClose }
}
