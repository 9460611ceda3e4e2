import { ref, shallowRef, watch, type WatchSource } from 'vue'
import { Problem } from '@/contract/problem'
import type { Paged } from './everyPage'

/** A list that grows by pages: begins anew when a source changes; an answer to an older question is thrown away. */
export function useList<T>(ask: (after: string | undefined) => Promise<Paged<T>>, sources: WatchSource[] = []) {
  const data = shallowRef<T[] | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  const next = ref<string | null>(null)
  let question = 0

  async function load(after?: string): Promise<void> {
    const mine = ++question
    loading.value = true
    try {
      const page = await ask(after)
      if (mine !== question) return
      data.value = after ? [...(data.value ?? []), ...page.items] : page.items
      next.value = page.next
      problem.value = null
    } catch (fault) {
      if (mine !== question) return
      if (!(fault instanceof Problem)) throw fault
      problem.value = fault
    } finally {
      if (mine === question) loading.value = false
    }
  }

  const again = (): Promise<void> => load()
  const more = (): Promise<void> => (next.value && !loading.value ? load(next.value) : Promise.resolve())
  if (sources.length > 0) watch(sources, () => void again())
  void again()
  return { data, problem, loading, next, again, more }
}
