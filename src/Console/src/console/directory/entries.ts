import { api, ask, type Schemas } from '@/contract/client'
import type { Category, Grid, Person, Post, Unit } from './book'

/** The lists of the directory that are changed entry by entry. */
export type Entries = { units: Unit; grids: Grid; posts: Post; people: Person; categories: Category }
export type ListName = keyof Entries
export type Changed = Schemas['DirectoryChanged']

/** The five lists have doors of one shape; the contract types each by its own path, so one of them stands for all here. */
const pathOf = (list: ListName) => `/api/directory/${list}/{code}` as '/api/directory/units/{code}'

export function keyOf<L extends ListName>(list: L, entry: Entries[L]): string {
  return list === 'people' ? (entry as Person).id : (entry as Unit).code
}

export async function readEntry<L extends ListName>(list: L, code: string): Promise<{ version: number; entry: Entries[L] }> {
  const view = await ask(api.GET(pathOf(list), { params: { path: { code } } }))
  return { version: view.version, entry: view.entry as Entries[ListName] as Entries[L] }
}

export function putEntry<L extends ListName>(list: L, entry: Entries[L], expectedVersion: number, reason: string): Promise<Changed> {
  return ask(api.PUT(pathOf(list), { params: { path: { code: keyOf(list, entry) } }, body: { expectedVersion, reason, entry: entry as Unit } }))
}

export function removeEntry(list: ListName, code: string, expectedVersion: number, reason: string): Promise<Changed> {
  return ask(api.DELETE(pathOf(list), { params: { path: { code }, query: { expectedVersion: String(expectedVersion), reason } } }))
}

export type Step = { list: 'grids'; entry: Grid } | { list: 'people'; entry: Person }

/**
 * The puts by which a grid gets its worker. The directory wants the worker to be a grid worker who lists the grid, and a person to list only grids that are
 * there: a new grid is made without, the person takes it, then it names them.
 */
export function gridSteps(grid: Grid, isNew: boolean, worker: Person | undefined): Step[] {
  const last: Step = { list: 'grids', entry: grid }
  if (!worker || (worker.grids.includes(grid.code) && worker.roles.includes('grid-worker'))) return [last]
  const roles: Person['roles'] = worker.roles.includes('grid-worker') ? worker.roles : [...worker.roles, 'grid-worker']
  const takes: Step = { list: 'people', entry: { ...worker, roles, grids: worker.grids.includes(grid.code) ? worker.grids : [...worker.grids, grid.code] } }
  return isNew ? [{ list: 'grids', entry: { ...grid, workerId: null } }, takes, last] : [takes, last]
}

/**
 * Puts one after the other, each on the version that the one before made.
 * @param reached Hears the version after each step: what broke off goes on from there.
 */
export async function putSteps(steps: Step[], expectedVersion: number, reason: string, reached: (version: number) => void): Promise<Changed> {
  let version = expectedVersion
  let changed: Changed | undefined
  for (const step of steps) {
    changed = step.list === 'grids' ? await putEntry('grids', step.entry, version, reason) : await putEntry('people', step.entry, version, reason)
    reached((version = changed.version))
  }
  return changed!
}

/** On which tier a unit of a kind stands: there is no choice. */
export function tierOf(kind: Unit['kind']): Unit['tier'] {
  return kind === 'village' ? 'village' : kind === 'town' || kind === 'area' ? 'town' : 'county'
}
