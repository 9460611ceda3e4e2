import { ref } from 'vue'
import { Problem } from '@/contract/problem'
import { endSession, leaveFor } from '@/session/end'
import { forget } from '../kept/who'

const owed = 'gridcase-leave'

/** From the press until the page opens anew: nothing is shown meanwhile that somebody could begin to fill in. */
export const isLeaving = ref(false)

/** Signs out: what the phone keeps is deleted at once, network or not. The session itself ends now, or at the next opening with a network. */
export async function leave(person: string): Promise<void> {
  isLeaving.value = true
  await forget(person)
  localStorage.setItem(owed, '1')
  localStorage.removeItem('gridcase-user')
  try {
    await endOwed()
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
  }
  location.assign('/m/')
}

/** Ends a session that was left without a network; where the platform keeps it, by leaving this page for its sign-out. @throws Problem when the host is still out of reach. */
export async function endOwed(): Promise<void> {
  if (localStorage.getItem(owed) === null) return
  const next = await endSession('/m/')
  localStorage.removeItem(owed)
  if (next) await leaveFor(next)
}
