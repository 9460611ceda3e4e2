import type { Photo } from '../sending/waiting'
import { database } from './database'

/** Names of what is being filled in, one for each form. */
export const draftNames = { report: 'draft', inspection: (id: string) => `draft inspection ${id}` }

export function isDraft(name: string): boolean {
  return name === draftNames.report || name.startsWith('draft ')
}

/** Keeps what a form holds. Photos lie beside it, so that a letter more does not write them again; one that was taken out is deleted. */
export async function keepDraft(person: string, name: string, told: unknown, photos: Photo[], at: string): Promise<void> {
  const change = (await database()).transaction(['parts', 'photos'], 'readwrite')
  const [parts, kept] = [change.objectStore('parts'), change.objectStore('photos')]
  const before = (await parts.get([person, name]))?.photos ?? []
  for (const key of before) if (!photos.some((photo) => photo.key === key)) await kept.delete(key)
  for (const photo of photos) if (!before.includes(photo.key)) await kept.put({ ...photo, person })
  // Plain values: the database takes no proxies.
  await parts.put({ person, name, told: JSON.parse(JSON.stringify(told)) as unknown, photos: photos.map((photo) => photo.key), at })
  await change.done
}

/** What a form held when it was left, with the photos that are still there; null when nothing was filled in or it was handed in. */
export async function draftOf<T>(person: string, name: string): Promise<{ told: T; photos: Photo[] } | null> {
  const change = (await database()).transaction(['parts', 'photos'])
  const row = await change.objectStore('parts').get([person, name])
  const photos = await Promise.all((row?.photos ?? []).map((key) => change.objectStore('photos').get(key)))
  return row ? { told: row.told as T, photos: photos.filter((photo) => photo !== undefined).map(({ person: _, ...photo }) => photo) } : null
}

/** Drops drafts of inspections that nobody waits for any longer. */
export async function dropInspectionsBut(person: string, ids: string[]): Promise<void> {
  const change = (await database()).transaction(['parts', 'photos'], 'readwrite')
  const wanted = [draftNames.report, ...ids.map(draftNames.inspection)]
  for (let row = await change.objectStore('parts').index('person').openCursor(person); row; row = await row.continue()) {
    if (!isDraft(row.value.name) || wanted.includes(row.value.name)) continue
    for (const key of row.value.photos ?? []) await change.objectStore('photos').delete(key)
    await row.delete()
  }
  await change.done
}
