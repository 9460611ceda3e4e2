import { defineStore } from 'pinia'
import { onScopeDispose, ref } from 'vue'
import type { Schemas } from '@/contract/client'
import { Problem } from '@/contract/problem'
import { useSession } from '@/session/session'

/** That a case within my scope changed, as the stream tells it. */
export type CaseChanged = Pick<Schemas['CaseView'], 'caseId' | 'code' | 'version' | 'stage' | 'state' | 'light' | 'grade' | 'unit' | 'gridCode'>

/** The stream of changes: one for each open window, shared by all that listen. A change is a hint to look again. */
export const useLive = defineStore('live', () => {
  const session = useSession()
  const state = ref<'off' | 'live' | 'waiting'>('off')
  const listeners = new Set<(change: CaseChanged) => void>()
  let stream: EventSource | null = null
  let syncing: ReturnType<typeof setTimeout> | undefined

  function open(): void {
    if (stream) return
    state.value = 'waiting'
    stream = new EventSource('/api/events')
    stream.onopen = () => (state.value = 'live')
    stream.onerror = () => {
      state.value = 'waiting'
      // A browser gives up after an answer that is no stream; try again until the page is closed.
      if (stream?.readyState === EventSource.CLOSED) {
        stream = null
        setTimeout(() => state.value === 'waiting' && open(), 10_000)
      }
    }
    stream.addEventListener('case-changed', (event) => {
      const change = JSON.parse((event as MessageEvent<string>).data) as CaseChanged
      clearTimeout(syncing)
      syncing = setTimeout(() => void sync(), 200)
      for (const listener of listeners) listener(change)
    })
  }

  /** The county's time may have moved with the change; what was known of it counts until the next one. */
  async function sync(): Promise<void> {
    try {
      await session.resume()
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
    }
  }

  function close(): void {
    stream?.close()
    stream = null
    state.value = 'off'
  }

  function listen(listener: (change: CaseChanged) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { state, open, close, listen }
})

/**
 * Calls while this component lives: after changes, at most once in `pause` milliseconds, and every minute while the stream is not there.
 * @param matters Whether a change concerns the caller; all do when left out.
 */
export function onChanges(look: () => void, { pause = 400, matters = (_: CaseChanged): boolean => true } = {}): void {
  const live = useLive()
  let waiting: ReturnType<typeof setTimeout> | undefined
  const stop = live.listen((change) => {
    if (!matters(change) || waiting) return
    waiting = setTimeout(() => {
      waiting = undefined
      look()
    }, pause)
  })
  const fallback = setInterval(() => live.state !== 'live' && look(), 60_000)
  onScopeDispose(() => {
    stop()
    clearTimeout(waiting)
    clearInterval(fallback)
  })
}
