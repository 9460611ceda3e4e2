import type { KeptPhoto } from '../kept/database'

export type Do = 'report' | 'command' | 'acknowledgement' | 'absence' | 'result' | 'care-visit' | 'care-event' | 'upload'

/** What a write is about, in words for the person who made it: a key of `phone.…` and a name. */
export type Says = { what: string; where: string }

/** The host's last answer that was not good. */
export type Told = { status: number; code: string; detail: string; at: number }

/** One write that the host has not taken yet. */
export type Waiting = {
  /** The order in which they were made; given by the database. */
  place?: number
  person: string
  /** The Idempotency-Key: made here once, sent with every try. */
  key: string
  do: Do
  /** For a command: the case, or the key of the report that makes it. */
  case?: string
  report?: string
  /** For all else: the notice, inspection or care entry. */
  id?: string
  /** Keys of moves on the same case that are to be made first. */
  after: string[]
  body: object
  says: Says
  madeAt: string
  /** `refused`: the host will not take it as it is, the person decides. */
  state: 'waiting' | 'refused'
  tries: number
  /** Not to be tried by itself before this instant (this machine's clock, milliseconds). */
  notBefore: number
  told: Told | null
}

/** What a form hands over. Its body names photos as `key:…`; its draft is dropped with it. */
export type Write = Pick<Waiting, 'do' | 'body' | 'says'> & Partial<Pick<Waiting, 'case' | 'report' | 'id'>> & { photos?: Photo[]; draft?: string }

export type Photo = Pick<KeptPhoto, 'key' | 'name' | 'type' | 'bytes'>

/** What the host said to one write. */
export type Answer = { status: number; code: string; detail: string; body: unknown }

/** The case that a write makes or moves, as far as the phone can name it: writes of one subject keep their order. */
export function subjectOf(write: Pick<Waiting, 'do' | 'key' | 'case' | 'report'>): string | null {
  if (write.do !== 'command') return null
  return write.case ? `case ${write.case}` : `report ${write.report}`
}

/** Whether a result still names a photo by its key: it waits until the photo has gone up, since a result takes ids only. */
export function namesKeys(write: Pick<Waiting, 'do' | 'body'>): boolean {
  return write.do === 'result' && JSON.stringify(write.body).includes('"key:')
}
