import { api, ask, type Schemas } from '@/contract/client'
import { Problem } from '@/contract/problem'
import type { Json } from '../sheet/path'

export type Record = Schemas['RuleRecord']
export type DraftView = Schemas['DraftView']
export type CheckView = Schemas['CheckView']
export type VersionLine = Schemas['VersionLine']
export type VersionView = Schemas['VersionView']
export type Treatment = Schemas['OpenCases']
export type DraftBody = { document?: Json; basedOn?: string; preset?: string; draftRevision: number }
export type PreviewBody = Schemas['PreviewDocument']

/** The policy and the calendar are changed in one way (草稿 → 检查 → 预演 → 发布 → 确认); this is that way for one of them. */
export type RuleDoor = {
  sort: 'policy' | 'calendar'
  treatments: Treatment[]
  /** The version in force, and how the rules came about. */
  current: () => Promise<{ version: string; record: Record }>
  version: (version: string) => Promise<VersionView>
  /** Null where there is none. */
  draft: () => Promise<DraftView | null>
  save: (body: DraftBody) => Promise<DraftView>
  discard: (draftRevision: string) => Promise<unknown>
  check: (document: Json) => Promise<CheckView>
  preview: (body: PreviewBody) => Promise<Schemas['PreviewBegun']>
  /** How a preview stands. */
  previewed: (id: string) => Promise<Schemas['PreviewView']>
  /** Stops a preview that nobody waits for any more; one that has ended stays as it is. */
  leave: (id: string) => Promise<unknown>
  publish: (body: Schemas['PublishDocument']) => Promise<VersionLine>
  confirm: (version: string) => Promise<unknown>
  reject: (version: string, reason: string) => Promise<unknown>
  undo: (version: string, reason: string) => Promise<VersionLine>
}

/** There is one calendar, under this name. */
const calendar = { id: 'cn' }

async function orNone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (fault) {
    if (fault instanceof Problem && fault.code === 'no-draft') return null
    throw fault
  }
}

const previewed = (id: string) => ask(api.GET('/api/previews/{id}', { params: { path: { id } } }))
const leave = (id: string) => ask(api.DELETE('/api/previews/{id}', { params: { path: { id } } }))

export const policyDoor: RuleDoor = {
  sort: 'policy',
  treatments: ['new-only', 'from-start', 'from-now', 'keep-warned'],
  current: async () => {
    const { version, record } = await ask(api.GET('/api/policies/deadlines'))
    return { version, record: record! }
  },
  version: (version) => ask(api.GET('/api/policies/deadlines/{version}', { params: { path: { version } } })),
  draft: () => orNone(ask(api.GET('/api/policies/deadlines/draft'))),
  save: (body) => ask(api.PUT('/api/policies/deadlines/draft', { body })),
  discard: (draftRevision) => ask(api.DELETE('/api/policies/deadlines/draft', { params: { query: { draftRevision } } })),
  check: (document) => ask(api.POST('/api/policies/deadlines/draft/check', { body: { document } })),
  preview: (body) => ask(api.POST('/api/policies/deadlines/draft/preview', { body })),
  previewed,
  leave,
  publish: (body) => ask(api.POST('/api/policies/deadlines/draft/publish', { body })),
  confirm: (version) => ask(api.POST('/api/policies/deadlines/{version}/confirm', { params: { path: { version } } })),
  reject: (version, reason) => ask(api.POST('/api/policies/deadlines/{version}/reject', { params: { path: { version } }, body: { reason } })),
  undo: (version, reason) => ask(api.POST('/api/policies/deadlines/{version}/undo', { params: { path: { version } }, body: { reason } })),
}

export const calendarDoor: RuleDoor = {
  sort: 'calendar',
  treatments: ['new-only', 'from-start', 'keep-warned'],
  current: async () => {
    const { version, record } = await ask(api.GET('/api/calendars/{id}', { params: { path: calendar } }))
    return { version, record: record! }
  },
  version: (version) => ask(api.GET('/api/calendars/{id}/{version}', { params: { path: { ...calendar, version } } })),
  draft: () => orNone(ask(api.GET('/api/calendars/{id}/draft', { params: { path: calendar } }))),
  save: (body) => ask(api.PUT('/api/calendars/{id}', { params: { path: calendar }, body })),
  discard: (draftRevision) => ask(api.DELETE('/api/calendars/{id}/draft', { params: { path: calendar, query: { draftRevision } } })),
  check: (document) => ask(api.POST('/api/calendars/{id}/draft/check', { params: { path: calendar }, body: { document } })),
  preview: (body) => ask(api.POST('/api/calendars/{id}/draft/preview', { params: { path: calendar }, body })),
  previewed,
  leave,
  publish: (body) => ask(api.POST('/api/calendars/{id}/draft/publish', { params: { path: calendar }, body })),
  confirm: (version) => ask(api.POST('/api/calendars/{id}/{version}/confirm', { params: { path: { ...calendar, version } } })),
  reject: (version, reason) => ask(api.POST('/api/calendars/{id}/{version}/reject', { params: { path: { ...calendar, version } }, body: { reason } })),
  undo: (version, reason) => ask(api.POST('/api/calendars/{id}/{version}/undo', { params: { path: { ...calendar, version } }, body: { reason } })),
}

/** Takes a year over from its notice into the draft, or into a draft begun from the calendar in force. */
export function importYear(notice: unknown, draftRevision: number): Promise<DraftView> {
  return ask(api.POST('/api/calendars/{id}/import', { params: { path: calendar, query: { draftRevision: String(draftRevision) } }, body: notice as never }))
}
