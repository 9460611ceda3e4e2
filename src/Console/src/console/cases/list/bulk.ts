import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useAct } from '@/contract/load'
import { Problem } from '@/contract/problem'

export type Became = Problem | 'done'

/**
 * Does the same to one case after the other and keeps what became of each; one refusal stops none of the others. It ends when it is stopped, when nobody
 * looks at it any more, and when the host is not reached. Pressed again it goes on with those that are not done.
 */
export function useBulk(caseIds: string[], one: (caseId: string) => Promise<unknown>): { busy: Ref<boolean>; stopping: Ref<boolean>; results: ShallowRef<ReadonlyMap<string, Became>>; send: () => Promise<boolean>; stop: () => void } {
  const { busy, act } = useAct()
  const stopping = ref(false)
  const results = shallowRef<ReadonlyMap<string, Became>>(new Map())

  async function tell(caseId: string): Promise<Became> {
    try {
      await one(caseId)
      return 'done'
    } catch (fault) {
      if (fault instanceof Problem) return fault
      throw fault
    }
  }

  const send = (): Promise<boolean> =>
    act(async () => {
      stopping.value = false
      for (const caseId of caseIds) {
        if (stopping.value) break
        if (results.value.get(caseId) === 'done') continue
        const became = await tell(caseId)
        results.value = new Map(results.value).set(caseId, became)
        if (became !== 'done' && became.code === 'unreachable') break
      }
    })

  function stop(): void {
    stopping.value = true
  }

  onScopeDispose(stop)
  return { busy, stopping, results, send, stop }
}
