import { ref, shallowRef, watch, type Ref, type WatchSource } from 'vue'
import { Problem } from './problem'

export type Load<T> = { data: Ref<T | null>; problem: Ref<Problem | null>; loading: Ref<boolean>; again: () => Promise<void> }

/**
 * Loads what a page shows: at once, again when a source changes, and when `again` is called. What was there stays on the screen meanwhile, and an answer
 * that comes after a later question is thrown away.
 */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<T>, sources: WatchSource[] = []): Load<T> {
  const data = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = ref(false)
  let asked: AbortController | null = null

  async function again(): Promise<void> {
    asked?.abort()
    const mine = (asked = new AbortController())
    loading.value = true
    try {
      const told = await load(mine.signal)
      if (mine !== asked) return
      data.value = told
      problem.value = null
    } catch (fault) {
      if (mine !== asked || mine.signal.aborted) return
      if (!(fault instanceof Problem)) throw fault
      problem.value = fault
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  if (sources.length > 0) watch(sources, () => void again())
  void again()
  return { data: data as Ref<T | null>, problem, loading, again }
}

/** Does one write at a time: a second press while the first is under way does nothing. */
export function useAct(): { busy: Ref<boolean>; problem: Ref<Problem | null>; act: (write: () => Promise<unknown>) => Promise<boolean> } {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)

  async function act(write: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await write()
      return true
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      problem.value = fault
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, problem, act }
}
