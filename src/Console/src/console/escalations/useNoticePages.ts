import { computed, ref, type ComputedRef, type Ref, type WatchSource } from 'vue'
import { useAct, useLoad, type Load } from '@/contract/load'
import type { Problem } from '@/contract/problem'
import { onChanges } from '@/live/live'
import { joined, type Notice } from './marks'

type Page = { items: Notice[]; next?: string | null }
type Ask = (page: { after?: string; limit: string }, signal?: AbortSignal) => Promise<Page>

const pageSize = 50
const mostAtOnce = 200

/** A list of notices that grows by pages; after a change it is read again as far as it was shown, up to 200. */
export function useNoticePages(ask: Ask, sources: WatchSource[]): { load: Load<Page>; notices: ComputedRef<Notice[]>; hasMore: ComputedRef<boolean>; growing: Ref<boolean>; growProblem: Ref<Problem | null>; grow: () => Promise<void> } {
  const rest = ref<Page>({ items: [] })
  let shown = pageSize
  const load = useLoad(async (signal) => {
    const page = await ask({ limit: String(Math.min(mostAtOnce, Math.max(pageSize, shown))) }, signal)
    rest.value = { items: [], next: page.next }
    return page
  }, sources)
  const notices = computed(() => joined(load.data.value?.items ?? [], rest.value.items))
  const hasMore = computed(() => Boolean(rest.value.next))
  const { busy: growing, problem: growProblem, act } = useAct()

  async function grow(): Promise<void> {
    const { next } = rest.value
    if (!next) return
    await act(async () => {
      const page = await ask({ after: next, limit: String(pageSize) })
      // A reload in between has begun the list anew.
      if (rest.value.next !== next) return
      rest.value = { items: [...rest.value.items, ...page.items], next: page.next }
      shown = notices.value.length
    })
  }

  onChanges(() => void load.again(), { pause: 1000 })
  return { load, notices, hasMore, growing, growProblem, grow }
}
