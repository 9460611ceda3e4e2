import type { Schemas } from '@/contract/client'
import { database } from '../kept/database'

export type SyncCase = Schemas['SyncCase']
export type Parts = Partial<Pick<Schemas['SyncPage'], (typeof partNames)[number]>>

export const partNames = ['notices', 'inspections', 'checklists', 'careVisits', 'awaited', 'categories', 'grids', 'hours'] as const

/** The moves for which this app has a form. */
export const moves = ['sign-off', 'contact', 'progress', 'complete-subtask', 'resolve', 'verify', 'visit', 'look-back'] as const
export type MoveName = (typeof moves)[number]

/** A case is kept while something in it waits for this person or could be done by them here; not a day longer. */
export function isKept(told: SyncCase): boolean {
  return told.tasks.length > 0 || ((told.state === 'open' || told.state === 'suspended' || told.state === 'ledger') && told.allowedCommands.some((name) => (moves as readonly string[]).includes(name)))
}

/** Takes one page in, with its cursor, in one transaction: a phone that is cut off asks for the same page again. */
export async function apply(person: string, page: Schemas['SyncPage']): Promise<void> {
  const change = (await database()).transaction(['cases', 'parts'], 'readwrite')
  const [cases, parts] = [change.objectStore('cases'), change.objectStore('parts')]
  if (page.reset) for (const key of await cases.index('person').getAllKeys(person)) await cases.delete(key)
  for (const told of page.items) {
    if (isKept(told)) await cases.put({ person, caseId: told.caseId, told })
    else await cases.delete([person, told.caseId])
  }
  for (const gone of page.gone) await cases.delete([person, gone.caseId])
  for (const name of partNames) if (page[name]) await parts.put({ person, name, told: page[name] })
  await parts.put({ person, name: 'cursor', told: page.cursor })
  await change.done
}

export async function cursorOf(person: string): Promise<string | undefined> {
  return (await (await database()).get('parts', [person, 'cursor']))?.told as string | undefined
}

/** What the phone holds for a person. */
export async function held(person: string): Promise<{ cases: SyncCase[]; parts: Parts }> {
  const db = await database()
  const [cases, parts] = await Promise.all([db.getAllFromIndex('cases', 'person', person), db.getAllFromIndex('parts', 'person', person)])
  return { cases: cases.map((row) => row.told), parts: Object.fromEntries(parts.map((row) => [row.name, row.told])) as Parts }
}
