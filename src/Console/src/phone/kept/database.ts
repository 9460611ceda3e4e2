import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Schemas } from '@/contract/client'
import type { SyncCase } from '../hearing/apply'
import type { Waiting } from '../sending/waiting'

/**
 * What the phone keeps, all of it in one IndexedDB database, each row bound to a person; localStorage holds settings only: language, large letters,
 * the user's name for the sign-in form, and whether a session is still to be ended.
 *
 * - `who`: who signed in last, so that the app opens without a network.
 * - `waiting`, `photos`: what this person did and the host has not taken yet; gone with its answer below 300, or when the person discards it.
 * - `cases`: cases in which something waits for this person; title, text and address of a case go as soon as nothing does. No caller's name or number is ever among them.
 * - `parts`: inspections and care visits to be made (names masked by the host), checklists, notices, categories, grids, the cursor; and drafts, what is being filled in.
 *
 * Signing out deletes everything of the person. Somebody else who signs in sees none of it, and what was heard for others is deleted then; what another has not sent, or is still filling in, stays for them, 30 days at most.
 */
export interface Kept extends DBSchema {
  who: { key: 'here'; value: { me: Schemas['Me']; heardAt: number } }
  waiting: { key: number; value: Waiting; indexes: { person: string } }
  photos: { key: string; value: KeptPhoto; indexes: { person: string } }
  cases: { key: [string, string]; value: { person: string; caseId: string; told: SyncCase }; indexes: { person: string } }
  parts: { key: [string, string]; value: Part; indexes: { person: string } }
}

/** One thing that is not a case. A draft has the keys of its photos and says when it was changed last. */
export type Part = { person: string; name: string; told: unknown; photos?: string[]; at?: string }

/** A photo that has not been sent, under the key of its upload. */
export type KeptPhoto = { key: string; person: string; name: string; type: string; bytes: ArrayBuffer }

export type Database = IDBPDatabase<Kept>

let opened: Promise<Database> | null = null

export function database(): Promise<Database> {
  opened ??= openDB<Kept>('gridcase-phone', 1, {
    upgrade(made) {
      made.createObjectStore('who')
      made.createObjectStore('waiting', { keyPath: 'place', autoIncrement: true }).createIndex('person', 'person')
      made.createObjectStore('photos', { keyPath: 'key' }).createIndex('person', 'person')
      made.createObjectStore('cases', { keyPath: ['person', 'caseId'] }).createIndex('person', 'person')
      made.createObjectStore('parts', { keyPath: ['person', 'name'] }).createIndex('person', 'person')
    },
    terminated: () => (opened = null),
  })
  return opened
}

/** Lets the database go, as closing the page does. */
export async function close(): Promise<void> {
  const held = await opened
  opened = null
  held?.close()
}
