import type { Schemas } from '@/contract/client'

export type FactLine = Schemas['FactLine']

/** Puts names to the codes of a fact. */
export type Names = {
  unit: (code: unknown) => string
  grid: (code: unknown) => string
  category: (code: unknown) => string
  person: (id: unknown) => string
  clock: (id: unknown) => string
  time: (instant: unknown) => string
  budget: (text: unknown) => string
  /** A word of a list by its code; the code itself where there is no word. */
  word: (list: string, code: unknown) => string
}

/** How it is said: a key under `cases.fact`, and what is put in. */
export type Said = { key: string; values: Record<string, string> }
type Data = Record<string, unknown>

const clocks = (data: Data, names: Names): string => (Array.isArray(data.clocks) ? data.clocks.map((clock) => names.clock(clock)).join('、') : '')
const plain = (key: string) => (): Said => ({ key, values: {} })
const onClock = (key: string) => (data: Data, names: Names): Said => ({ key: data.because ? `${key}-by-rule` : key, values: { clock: names.clock(data.clock), rung: String(data.rung ?? ''), change: String(data.because ?? '') } })
const toUnit = (key: string) => (data: Data, names: Names): Said => ({ key, values: { unit: names.unit(data.unitCode) } })
const byRule = (key: string) => (data: Data): Said => ({ key: data.byRule ? `${key}-by-rule` : key, values: {} })

/** What each type of fact says, in plain words; what a person wrote beside it stands under it. */
export const sayings: Record<string, (data: Data, names: Names) => Said> = {
  registered: (data, names) => ({
    key: data.lookBackOf ? 'registered-recurrence' : 'registered',
    values: { channel: names.word('terms.channel', data.channel), kind: names.word('terms.kind', data.kind), category: names.category(data.category), grade: names.word('terms.grade', data.grade) },
  }),
  supplemented: (data) => ({ key: data.urge ? 'urged' : 'supplemented', values: {} }),
  triaged: (data, names) => ({ key: data.auto ? 'triaged-by-rule' : 'triaged', values: { kind: names.word('terms.kind', data.kind), category: names.category(data.category), grade: names.word('terms.grade', data.grade) } }),
  'observed-time-accepted': plain('observed-time-accepted'),
  regraded: (data, names) => ({ key: 'regraded', values: { grade: names.word('terms.grade', data.grade) } }),
  refused: (data, names) => ({ key: 'refused', values: { class: names.word('refusal', data.refusalClass) } }),
  withdrawn: plain('withdrawn'),
  'merged-into': byRule('merged-into'),
  'joined-parent': byRule('joined-parent'),
  'child-joined': (data) => ({ key: data.attached ? (data.urge ? 'child-attached-urge' : 'child-attached') : 'child-joined', values: {} }),
  'left-parent': plain('left-parent'),
  separated: byRule('separated'),
  'child-left': (data) => ({ key: data.attached ? 'attached-left' : 'child-left', values: {} }),
  dispatched: (data, names) => ({ key: data.proposalRank ? 'dispatched-as-proposed' : 'dispatched', values: { unit: names.unit(data.unitCode), rank: String(data.proposalRank ?? '') } }),
  'signed-off': (data, names) => ({ key: data.promisedAt ? 'signed-off-promised' : 'signed-off', values: { person: names.person(data.personId), at: data.promisedAt ? names.time(data.promisedAt) : '' } }),
  objected: (data, names) => ({
    key: `${data.toArbitration ? 'objected-to-arbitration' : 'objected'}${Array.isArray(data.attachments) ? '-with-files' : ''}`,
    values: { reason: names.word('cases.objection', data.reasonCode), count: String(data.count), files: String(Array.isArray(data.attachments) ? data.attachments.length : '') },
  }),
  'objection-upheld': plain('objection-upheld'),
  'objection-rejected': plain('objection-rejected'),
  arbitrated: toUnit('arbitrated'),
  contacted: plain('contacted'),
  'acceptance-told': plain('acceptance-told'),
  progressed: plain('progressed'),
  'extension-requested': (data, names) => ({ key: 'extension-requested', values: { amount: names.budget(data.amount) } }),
  'extension-granted': (data, names) => ({ key: 'extension-granted', values: { amount: names.budget(data.amount), clocks: clocks(data, names) } }),
  'extension-denied': plain('extension-denied'),
  'suspension-requested': (data, names) => ({ key: 'suspension-requested', values: { reason: names.word('suspension', data.reasonCode), until: names.time(data.until) } }),
  suspended: (data, names) => ({ key: 'suspended', values: { reason: names.word('suspension', data.reasonCode), until: names.time(data.until), clocks: clocks(data, names) } }),
  'suspension-denied': plain('suspension-denied'),
  resumed: (data) => ({ key: data.byItself ? 'resumed-by-itself' : 'resumed', values: {} }),
  'entered-in-ledger': (data, names) => ({ key: 'entered-in-ledger', values: { reason: names.word('cases.ledger', data.reasonCode), clocks: clocks(data, names) } }),
  'struck-off': plain('struck-off'),
  'subtask-added': toUnit('subtask-added'),
  'subtask-completed': (data) => ({ key: 'subtask-completed', values: { id: String(data.subtaskId ?? '') } }),
  'stepped-up': (data, names) => ({ key: data.byItself ? 'stepped-up-by-itself' : 'stepped-up', values: { from: names.unit(data.fromUnit), unit: names.unit(data.unitCode), tier: names.word('terms.tier', data.tier) } }),
  supervised: (data, names) => ({ key: 'supervised', values: { reason: names.word('cases.supervision', data.reasonCode) } }),
  'taken-over': (data, names) => ({ key: 'taken-over', values: { person: names.person(data.personId) } }),
  resolved: (data) => ({ key: data.onSite ? 'resolved-on-site' : 'resolved', values: {} }),
  replied: plain('replied'),
  verified: (data) => ({ key: data.onSite ? 'verified-on-site' : 'verified', values: {} }),
  'verification-failed': plain('verification-failed'),
  'visit-skipped': plain('visit-skipped'),
  'visit-handed-over': plain('visit-handed-over'),
  visited: (data, names) => ({
    key: data.dissatisfied ? 'visited-dissatisfied' : 'visited',
    values: {
      at: names.time(data.attemptedAt), solved: data.solved ? names.word('terms.solved', data.solved) : names.word('cases', 'notAsked'),
      satisfaction: data.satisfaction ? names.word('terms.satisfaction', data.satisfaction) : names.word('cases', 'notRated'),
    },
  }),
  'visit-unreachable': (data, names) => ({ key: data.exhausted ? 'visit-exhausted' : data.counted ? 'visit-unreachable' : 'visit-too-soon', values: { at: names.time(data.attemptedAt) } }),
  'rework-ordered': (data) => ({ key: data.failedVisits ? 'rework-ordered' : 'rework-unverified', values: { count: String(data.failedVisits ?? 0) } }),
  'leader-called': plain('leader-called'),
  closed: (data, names) => ({ key: data.lookBack ? 'closed-look-back' : 'closed', values: { outcome: names.word('cases.outcome', data.outcome) } }),
  reopened: plain('reopened'),
  'looked-back': (data) => ({ key: data.recurred ? 'looked-back-recurred' : 'looked-back', values: {} }),
  commented: plain('commented'),
  'grid-moved': (data, names) => ({
    key: data.toUnit !== data.fromUnit && data.toUnit ? 'grid-moved-unit' : 'grid-moved',
    values: { from: data.fromGrid ? names.grid(data.fromGrid) : '—', to: data.toGrid ? names.grid(data.toGrid) : '—', unit: names.unit(data.toUnit) },
  }),
  warned: onClock('warned'),
  'fell-due': onClock('fell-due'),
  escalated: (data, names) => ({ ...onClock('escalated')(data, names), ...(data.climbed ? { key: 'escalated-climbed' } : {}) }),
  acknowledged: (data, names) => ({ key: 'acknowledged', values: { clock: names.clock(data.clock), rung: String(data.rung ?? '') } }),
  'clocks-rederived': (data, names) => ({ key: data.undoes ? 'clocks-rederived-undone' : 'clocks-rederived', values: { change: String(data.change), treatment: names.word('terms.openCases', data.treatment) } }),
}

/** What a clock did by itself, for those who want to see people's deeds only. */
export const ofClocks: ReadonlySet<string> = new Set(['warned', 'fell-due', 'escalated', 'clocks-rederived', 'visit-handed-over'])

/** The colour that a fact is marked with: what presses, what is settled, what just happened. */
export function toneOf(type: string, data: Data): 'plain' | 'yellow' | 'red' | 'purple' | 'green' {
  if (type === 'warned') return 'yellow'
  if (['fell-due', 'objected', 'verification-failed', 'rework-ordered', 'refused'].includes(type) || (type === 'visited' && data.dissatisfied)) return 'red'
  if (['escalated', 'supervised', 'leader-called', 'taken-over'].includes(type)) return 'purple'
  return ['resolved', 'replied', 'verified', 'visited', 'closed'].includes(type) ? 'green' : 'plain'
}

/** What a fact says; one that this page does not know says its own name. */
export function say(fact: FactLine, names: Names): Said | null {
  return sayings[fact.type]?.(fact.data as Data, names) ?? null
}
