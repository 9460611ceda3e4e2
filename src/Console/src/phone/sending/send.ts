import { Problem } from '@/contract/problem'
import { database, type KeptPhoto } from '../kept/database'
import { noteRefusal, taken, unsent } from './queue'
import { namesKeys, type Answer, type Waiting } from './waiting'

/** How writes reach the host. @throws Problem 401 when nobody is signed in, and when the host was not reached. */
export type Doors = {
  /** Whose session the browser holds now. */
  whose(): Promise<string>
  upload(write: Waiting, photo: KeptPhoto): Promise<Answer>
  batch(writes: Waiting[]): Promise<Answer[]>
}

/** A batch is bounded by the host at 200 items and 1 MB. */
const mostItems = 100
const mostCharacters = 300_000
const longestPause = 3_600_000

/** What the host's answer means for a write: docs/phone.md, "Sending". */
export function meaningOf(answer: Answer): 'done' | 'again' | 'later' | 'refused' {
  if (answer.status < 300) return 'done'
  if (answer.status === 429 || answer.status >= 500) return 'later'
  if (answer.status === 404 && answer.code === 'report-not-arrived') return 'again'
  if (answer.status === 409 && answer.code !== 'idempotency-key-reused') return 'again'
  return 'refused'
}

/** After 1, 2, 4 … minutes, at most an hour. */
export function pauseAfter(tries: number): number {
  return Math.min(longestPause, 60_000 * 2 ** Math.min(tries, 10))
}

/**
 * Sends what waits, photos first, and takes out each write as soon as its answer is known; whatever is cut off in between is sent again under its key.
 * @param urgent Also tries those whose pause is not over.
 * @returns How many the host took; null when nothing was due, so that it was not asked at all.
 * @throws Problem when nobody is signed in or the host is not reached; nothing is lost then.
 */
export async function send(person: string, doors: Doors, urgent = false, clock: () => number = Date.now): Promise<number | null> {
  let sent = 0
  if ((await due()).length === 0) return null
  // Another window may have signed somebody else in: what this person did is never sent in another's name.
  if ((await doors.whose()) !== person) throw new Problem(401, 'other-person', '')
  for (const write of await due()) if (write.do === 'upload' && (await upload(write))) sent++
  // What one batch made possible goes with the next; each round but the last takes at least one.
  for (let moved = true; moved; ) {
    moved = false
    const tried = (await due()).filter((write) => write.do !== 'upload' && !namesKeys(write))
    for (const writes of batches(tried)) {
      const took = await batch(writes)
      sent += took
      if (took > 0) moved = true
    }
    if (moved) urgent = true
  }
  return sent

  async function due(): Promise<Waiting[]> {
    return (await unsent(person)).filter((write) => write.state === 'waiting' && (urgent || write.notBefore <= clock()))
  }

  async function upload(write: Waiting): Promise<boolean> {
    const photo = await (await database()).get('photos', write.key)
    if (!photo) return settle(write, { status: 410, code: 'photo-lost', detail: '', body: null })
    return settle(write, await doors.upload(write, photo))
  }

  async function batch(writes: Waiting[]): Promise<number> {
    let answers: Answer[]
    try {
      answers = await doors.batch(writes)
    } catch (fault) {
      // A batch that is refused as a whole is taken apart, so that one bad write holds up no other.
      if (!(fault instanceof Problem) || fault.status < 400 || fault.status >= 500 || fault.status === 401 || fault.status === 429) throw fault
      if (writes.length > 1) return (await batch(writes.slice(0, writes.length >> 1))) + (await batch(writes.slice(writes.length >> 1)))
      answers = [{ status: fault.status, code: fault.code, detail: fault.detail, body: null }]
    }
    let took = 0
    for (const [at, write] of writes.entries()) if (answers[at] && (await settle(write, answers[at]))) took++
    return took
  }

  async function settle(write: Waiting, answer: Answer): Promise<boolean> {
    if (answer.status === 401) throw new Problem(401, 'not-signed-in', answer.detail)
    const meaning = meaningOf(answer)
    if (meaning === 'done') await taken(write, answer)
    else await noteRefusal(write, meaning === 'refused' ? 'refused' : 'waiting', { status: answer.status, code: answer.code, detail: answer.detail, at: clock() }, clock() + pauseAfter(write.tries))
    return meaning === 'done'
  }
}

function batches(writes: Waiting[]): Waiting[][] {
  const made: Waiting[][] = []
  let [held, length]: [Waiting[], number] = [[], 0]
  for (const write of writes) {
    const size = JSON.stringify(write.body).length
    if (held.length > 0 && (held.length >= mostItems || length + size > mostCharacters)) {
      made.push(held)
      ;[held, length] = [[], 0]
    }
    held.push(write)
    length += size
  }
  return held.length > 0 ? [...made, held] : made
}
