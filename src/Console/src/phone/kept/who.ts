import { toRaw } from 'vue'
import type { Schemas } from '@/contract/client'
import { database } from './database'
import { isDraft } from './draft'

/** As long as the host knows a repeat of what it took: 30 days. */
const mostAge = 30 * 86_400_000

/** Who signed in last on this phone, with the county's time then; null after signing out. */
export async function whoWasHere(): Promise<{ me: Schemas['Me']; heardAt: number } | null> {
  return (await (await database()).get('who', 'here')) ?? null
}

/** Keeps who is here. What was heard for anybody else is deleted; what they have not sent or handed in stays theirs, for 30 days. */
export async function keepWho(me: Schemas['Me']): Promise<void> {
  const db = await database()
  const change = db.transaction(['who', 'cases', 'parts', 'waiting', 'photos'], 'readwrite')
  const photos = change.objectStore('photos')
  const isOld = (at = ''): boolean => !(Date.parse(at) > Date.parse(me.now) - mostAge)
  await change.objectStore('who').put({ me: toRaw(me), heardAt: Date.now() }, 'here')
  for (let row = await change.objectStore('cases').openCursor(); row; row = await row.continue()) if (row.value.person !== me.personId) await row.delete()
  for (let row = await change.objectStore('parts').openCursor(); row; row = await row.continue()) {
    const { person, name, photos: keys = [], at } = row.value
    if (person === me.personId || (isDraft(name) && !isOld(at))) continue
    for (const key of keys) await photos.delete(key)
    await row.delete()
  }
  for (let row = await change.objectStore('waiting').openCursor(); row; row = await row.continue()) {
    if (row.value.person === me.personId || !isOld(row.value.madeAt)) continue
    await photos.delete(row.value.key)
    await row.delete()
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
