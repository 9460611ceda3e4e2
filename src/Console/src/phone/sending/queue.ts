import { newKey } from '@/contract/client'
import { database } from '../kept/database'
import { namesKeys, subjectOf, type Answer, type Told, type Waiting, type Write } from './waiting'

/** No more than the host waits for; the chain goes on through each one's own. */
const mostBefore = 16

/** All that this person has not sent, in the order of making. */
export async function unsent(person: string): Promise<Waiting[]> {
  const rows = await (await database()).getAllFromIndex('waiting', 'person', person)
  return rows.sort((one, other) => one.place! - other.place!)
}

/** How many writes of other people wait on this phone: only they can send them. */
export async function unsentOfOthers(person: string): Promise<number> {
  const db = await database()
  return (await db.count('waiting')) - (await db.countFromIndex('waiting', 'person', person))
}

/** Keeps a write and its photos, and drops the draft that it was made of, in one transaction: after this the page may be closed. */
export async function put(person: string, write: Write, madeAt: string): Promise<Waiting> {
  const { photos = [], draft, ...rest } = write
  const db = await database()
  const change = db.transaction(['waiting', 'photos', 'parts'], 'readwrite')
  const queue = change.objectStore('waiting')
  const fresh = { person, madeAt, state: 'waiting', tries: 0, notBefore: 0, told: null, after: [] } as const
  for (const photo of photos) {
    await change.objectStore('photos').put({ ...photo, person })
    await queue.add({ ...fresh, after: [], key: photo.key, do: 'upload', body: {}, says: { what: 'upload', where: rest.says.where } })
  }
  if (draft) await dropDraft(draft)
  const subject = subjectOf({ ...rest, key: '' })
  const before = subject === null ? [] : (await queue.index('person').getAll(person)).filter((one) => subjectOf(one) === subject).map((one) => one.key)
  const made: Waiting = { ...fresh, ...rest, after: before.slice(-mostBefore), key: newKey() }
  made.place = await queue.add(made)
  await change.done
  return made

  async function dropDraft(name: string): Promise<void> {
    const parts = change.objectStore('parts')
    for (const key of (await parts.get([person, name]))?.photos ?? []) if (!photos.some((photo) => photo.key === key)) await change.objectStore('photos').delete(key)
    await parts.delete([person, name])
  }
}

/** Takes a write out that the host has taken. In the same transaction a result learns the id of its photo, and moves on a report learn its case. */
export async function taken(write: Waiting, answer: Answer): Promise<void> {
  const db = await database()
  const change = db.transaction(['waiting', 'photos'], 'readwrite')
  const queue = change.objectStore('waiting')
  await queue.delete(write.place!)
  if (write.do === 'upload') {
    await change.objectStore('photos').delete(write.key)
    await rename(`key:${write.key}`, (answer.body as { id: string }).id)
  }
  // From now on the case has its own name. What has two addresses is one write, so the keys stay.
  if (write.do === 'report') await readdress((answer.body as { caseId: string }).caseId)
  await change.done

  async function readdress(caseId: string): Promise<void> {
    for (let row = await queue.index('person').openCursor(write.person); row; row = await row.continue()) {
      if (row.value.report === write.key) await row.update({ ...row.value, case: caseId, report: undefined, notBefore: 0 })
    }
  }

  async function rename(key: string, id: string): Promise<void> {
    for (let row = await queue.index('person').openCursor(write.person); row; row = await row.continue()) {
      if (namesKeys(row.value)) await row.update({ ...row.value, body: JSON.parse(JSON.stringify(row.value.body).replaceAll(`"${key}"`, JSON.stringify(id))) as object })
    }
  }
}

/** Notes that a write was not taken. A row that was discarded meanwhile stays away. */
export async function noteRefusal(write: Waiting, state: Waiting['state'], told: Told, notBefore: number): Promise<void> {
  const db = await database()
  const change = db.transaction('waiting', 'readwrite')
  const row = await change.store.get(write.place!)
  if (row) await change.store.put({ ...row, state, told, notBefore, tries: row.tries + 1 })
  await change.done
}

/** Lets a write be tried again at once. One that was refused for its time takes the time of now, under the same key: nothing was kept of it. */
export async function retry(place: number, now: string): Promise<void> {
  const db = await database()
  const change = db.transaction('waiting', 'readwrite')
  const row = await change.store.get(place)
  if (row) {
    const body = row.told?.code === 'done-in-future' ? { ...row.body, doneAt: now } : row.body
    await change.store.put({ ...row, body, state: 'waiting', notBefore: 0 })
  }
  await change.done
}

/** Throws a write away. What waited for it waits for what it waited for; what was made on a discarded report goes with it, a discarded photo goes out of its result. */
export async function discard(place: number): Promise<void> {
  const db = await database()
  const change = db.transaction(['waiting', 'photos'], 'readwrite')
  const queue = change.objectStore('waiting')
  const gone = await queue.get(place)
  if (gone) {
    await queue.delete(place)
    if (gone.do === 'upload') await change.objectStore('photos').delete(gone.key)
    const named = JSON.stringify(gone.body)
    for (let row = await queue.index('person').openCursor(gone.person); row; row = await row.continue()) {
      const one = row.value
      if (gone.do === 'report' && one.report === gone.key) await row.delete()
      else if (gone.do !== 'upload' && one.do === 'upload' && named.includes(`"key:${one.key}"`)) {
        await change.objectStore('photos').delete(one.key)
        await row.delete()
      } else if (one.after.includes(gone.key)) {
        await row.update({ ...one, after: [...new Set([...gone.after, ...one.after.filter((key) => key !== gone.key)])].slice(-mostBefore), notBefore: 0 })
      } else if (gone.do === 'upload' && namesKeys(one)) await row.update({ ...one, body: without(one.body, `key:${gone.key}`) })
    }
  }
  await change.done
}

function without(body: object, name: string): object {
  return JSON.parse(JSON.stringify(body), (_, value: unknown) => (Array.isArray(value) ? value.filter((entry) => entry !== name) : value)) as object
}
