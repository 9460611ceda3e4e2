import { ref, type Ref } from 'vue'
import { api, ask } from '@/contract/client'
import { useAct } from '@/contract/load'
import { once } from '@/contract/once'
import { Problem } from '@/contract/problem'
import { bodyOf, type Case, type Command, type Values } from './forms'

type Move = { busy: Ref<boolean>; problem: Ref<Problem | null>; stale: Ref<boolean>; send: (values: Values) => Promise<boolean> }

/**
 * Sends one move for the case as it was when its form was opened. Where the case has moved on since, the host refuses: the page is loaded again, and what is
 * sent next is meant for what it shows by then.
 * @param look Loads the case again, done when it is shown.
 */
export function useMove(command: Command, about: () => Case, look: () => Promise<void>): Move {
  const { busy, problem, act } = useAct()
  const stale = ref(false)
  const doOnce = once()
  let seen = about().version

  async function send(values: Values): Promise<boolean> {
    // The stream may have brought the newer version before the refusal: what counts is what is shown at this press.
    if (stale.value) seen = about().version
    const { caseId } = about()
    const body = bodyOf(command, values, about(), seen)
    return act(async () => {
      try {
        await doOnce(body, (key) => ask(api.POST('/api/cases/{caseId}/commands', { params: { path: { caseId } }, headers: { 'Idempotency-Key': key }, body })))
      } catch (fault) {
        if (!(fault instanceof Problem)) throw fault
        stale.value = fault.code === 'stale-version'
        if (fault.status >= 403 && fault.status < 500) await look()
        throw fault
      }
    })
  }

  return { busy, problem, stale, send }
}
