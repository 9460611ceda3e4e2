import { ref, type Ref, type WatchSource } from 'vue'
import type { Problem } from './problem'
import { useAct, useLoad, type Load } from './load'

type Page<T> = { items: T[]; next: string | null }

export type Pages<T> = Load<T[]> & { next: Ref<string | null>; busy: Ref<boolean>; moreProblem: Ref<Problem | null>; more: () => Promise<void> }

/** A list that comes page by page: the first at once and again when a source changes, each further one when somebody asks for more. */
export function usePages<T>(page: (after: string | undefined, signal?: AbortSignal) => Promise<Page<T>>, sources: WatchSource[] = []): Pages<T> {
  const next = ref<string | null>(null)
  const load = useLoad(async (signal) => {
    const first = await page(undefined, signal)
    next.value = first.next
    return first.items
  }, sources)
  const { busy, problem: moreProblem, act } = useAct()

  async function more(): Promise<void> {
    const had = load.data.value
    if (next.value === null || had === null) return
    await act(async () => {
      const further = await page(next.value!)
      // Another question was asked meanwhile: these rows are no answer to it.
      if (load.data.value !== had) return
      load.data.value = [...had, ...further.items]
      next.value = further.next
    })
  }

  return { ...load, next, busy, moreProblem, more }
}

/** Every page of a list that is small enough to be held whole, such as the county's units; 20,000 rows at most. */
export async function allPages<T>(page: (after: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  let after: string | undefined
  for (let turn = 0; turn < 100; turn++) {
    const here = await page(after)
    all.push(...here.items)
    if (here.next === null) break
    after = here.next
  }
  return all
}
