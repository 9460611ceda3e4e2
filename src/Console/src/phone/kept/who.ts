import { toRaw } from 'vue'
import type { Schemas } from '@/contract/client'
import { database } from './database'

/** Who signed in last on this phone, with the county's time then; null after signing out. */
export async function whoWasHere(): Promise<{ me: Schemas['Me']; heardAt: number } | null> {
  return (await (await database()).get('who', 'here')) ?? null
}

/** Keeps who is here. What was heard for anybody else is deleted; what they have not sent stays theirs. */
export async function keepWho(me: Schemas['Me']): Promise<void> {
  const db = await database()
  const change = db.transaction(['who', 'cases', 'parts'], 'readwrite')
  await change.objectStore('who').put({ me: toRaw(me), heardAt: Date.now() }, 'here')
  for (const name of ['cases', 'parts'] as const) {
    const store = change.objectStore(name)
    for (let row = await store.openCursor(); row; row = await row.continue()) if (row.value.person !== me.personId) await row.delete()
  }
  await change.done
}

/** Deletes everything that the phone keeps of a person, also what has not been sent: the person was asked. */
export async function forget(person: string): Promise<void> {
  const db = await database()
  const stores = ['cases', 'parts', 'waiting', 'photos'] as const
  const change = db.transaction(['who', ...stores], 'readwrite')
  await change.objectStore('who').delete('here')
  for (const name of stores) {
    for (let row = await change.objectStore(name).index('person').openCursor(person); row; row = await row.continue()) await row.delete()
  }
  await change.done
}
