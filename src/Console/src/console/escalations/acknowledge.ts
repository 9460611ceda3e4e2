import { api, ask } from '@/contract/client'
import { Problem } from '@/contract/problem'

export type Acknowledged = { done: string[]; failed: { id: string; problem: Problem }[] }

/** Says for one notice that it was read and is being seen to. A repeat keeps the first time and person. */
export async function acknowledge(id: string, remark: string): Promise<void> {
  await ask(api.POST('/api/escalations/{id}/acknowledgement', { params: { path: { id } }, body: { remark: remark.trim() || null } }))
}

/** The same for several, one after the other. One that is refused does not hold up the others; where nobody is reached, the rest is not tried. */
export async function acknowledgeAll(ids: string[], remark: string, one = acknowledge): Promise<Acknowledged> {
  const told: Acknowledged = { done: [], failed: [] }
  let lost: Problem | null = null
  for (const id of ids) {
    if (lost) {
      told.failed.push({ id, problem: lost })
      continue
    }
    try {
      await one(id, remark)
      told.done.push(id)
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      told.failed.push({ id, problem: fault })
      if (fault.status === 0 || fault.status === 401) lost = fault
    }
  }
  return told
}
