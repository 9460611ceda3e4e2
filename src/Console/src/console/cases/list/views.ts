import { ref, type Ref } from 'vue'
import type { Role } from '@/session/session'
import { fromQuery, toQuery, type Filters } from './filters'

/** 常用视图 A list that somebody looks at often, by name. */
export type View = { id: string; name: string; filters: Filters }

type BuiltIn = { id: string; filters: Filters; roles?: Role[] }

/** What everybody has from the start; their names are in the words under `cases.view`. */
export const builtIn: BuiltIn[] = [
  { id: 'all', filters: {} },
  { id: 'open', filters: { state: 'open' } },
  { id: 'triage', filters: { stage: 'triage', state: 'open' }, roles: ['dispatcher', 'supervisor', 'leader'] },
  { id: 'dispatch', filters: { stage: 'dispatch', state: 'open', held: 'false' }, roles: ['dispatcher', 'supervisor', 'leader'] },
  { id: 'signOff', filters: { stage: 'dispatch', state: 'open', held: 'true' } },
  { id: 'handling', filters: { stage: 'handling', state: 'open' } },
  { id: 'today', filters: { due: 'today' } },
  { id: 'overdue', filters: { due: 'overdue' } },
  { id: 'purple', filters: { light: 'purple' } },
  { id: 'verification', filters: { stage: 'verification', state: 'open' } },
  { id: 'visit', filters: { stage: 'visit', state: 'open' } },
  { id: 'suspended', filters: { state: 'suspended' } },
  { id: 'ledger', filters: { state: 'ledger' } },
]

const most = 20
const keptAs = (personId: string): string => `gridcase-views-${personId}`

/** What was kept in this browser; what cannot be read any more is as good as nothing. */
export function readViews(personId: string): View[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keptAs(personId)) ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.flatMap((one: Partial<View>) => (typeof one?.id === 'string' && typeof one.name === 'string' && one.filters ? [{ id: one.id, name: one.name, filters: fromQuery(one.filters) }] : [])).slice(0, most)
  } catch {
    return []
  }
}

/** The views that a person named, kept for that person in this browser. The same name again replaces what it meant. */
export function useViews(personId: string): { views: Ref<View[]>; keep: (name: string, filters: Filters) => void; drop: (id: string) => void } {
  const views = ref<View[]>(readViews(personId))

  function write(next: View[]): void {
    views.value = next.slice(-most)
    localStorage.setItem(keptAs(personId), JSON.stringify(views.value))
  }

  return {
    views,
    keep: (name, filters) => write([...views.value.filter((view) => view.name !== name.trim()), { id: `own-${Date.now()}`, name: name.trim(), filters: toQuery(filters) }]),
    drop: (id) => write(views.value.filter((view) => view.id !== id)),
  }
}
