import type { Json } from './path'

/** How a field of the rules is shown and changed. */
export type FieldKind = 'budget' | 'budgets' | 'number' | 'flag' | 'posts' | 'post' | 'text' | 'time' | 'choice' | 'many' | 'when' | 'ladder' | 'levels'
export type Field = { key: string; kind: FieldKind; min?: number; max?: number; options?: readonly string[]; words?: string; optional?: boolean }
/** A panel: one entry of the document with its fields, or a list of entries with the same fields each. */
export type Part = { path: string; key: string; list?: boolean; fields: Field[]; blank?: Json; fixed?: boolean }
export type Section = { key: string; parts: Part[] }

export const clocks = [
  'dispatch', 'sign-off', 'first-contact', 'finish', 'unit-finish', 'citizen-finish', 'tier', 'subtask', 'objection-decision', 'arbitration', 'verification', 'visit', 'rework', 'supervised',
  'ledger-review', 'look-back',
] as const
export const posts = [
  'holder', 'unit-clerk', 'unit-duty-lead', 'unit-deputy-head', 'unit-head', 'grid-worker', 'village-cadre', 'resident-cadre', 'area-lead', 'department-lead', 'town-lead', 'county-lead',
  'centre-dispatcher', 'centre-duty-lead', 'centre-head', 'hotline-operator',
] as const
export const grades = ['L1', 'L2', 'L3', 'L4'] as const
export const endsOfDay = ['close', 'midnight', 'same-time'] as const
/** 适用范围 What a rule may ask of a case, in the order in which it is said. */
export const conditions = {
  category: [],
  channel: ['hotline', 'grid', 'inspection', 'window', 'petition', 'police', 'public', 'open311', 'look-back'],
  kind: ['consult', 'help', 'complaint', 'report', 'suggest'],
  grade: grades,
  tier: ['village', 'town', 'county'],
  urgency: ['normal', 'urgent', 'emergency'],
} as const
export type Condition = keyof typeof conditions

const budget = (key: string, optional = false): Field => ({ key, kind: 'budget', optional })
const number = (key: string, min: number, max: number): Field => ({ key, kind: 'number', min, max })
const flag = (key: string): Field => ({ key, kind: 'flag' })
const text = (key: string, optional = false): Field => ({ key, kind: 'text', optional })
const source = text('source')
const when: Field = { key: 'when', kind: 'when', optional: true }
const grade: Field = { key: 'grade', kind: 'choice', options: grades, words: 'deadlines.grade' }

const chosen = 'A choice of this policy.'

/** Every panel beside the table of budgets, in the order of a case's life. */
export const sections: Section[] = [
  { key: 'rules', parts: [] },
  {
    key: 'marks',
    parts: [
      { path: '$', key: 'endOfDay', fields: [{ key: 'endOfDay', kind: 'choice', options: endsOfDay, words: 'deadlines.endOfDay' }] },
      { path: '$.marks', key: 'marks', fields: [number('warnDaysLeft', 1, 30), number('warnPercentUsed', 1, 99), source] },
      { path: '$.notices', key: 'notices', fields: [number('digestOver', 1, 1000), budget('window'), text('source', true)] },
    ],
  },
  {
    key: 'ladders',
    parts: [
      {
        path: '$.climbs', key: 'climbs', list: true, fields: [{ key: 'clocks', kind: 'many', options: clocks, words: 'deadlines.clock' }, { key: 'grade', kind: 'many', options: grades, words: 'deadlines.grade', optional: true }, { key: 'ladder', kind: 'ladder' }],
        blank: { clocks: ['visit'], grade: ['L4'], ladder: 'centre' },
      },
    ],
  },
  {
    key: 'extensions',
    parts: [{ path: '$.extensions', key: 'extensions', list: true, fields: [text('id'), when, number('times', 0, 9), budget('max', true), flag('upToBudget'), { key: 'approver', kind: 'post', optional: true }, source], blank: { id: '', times: 1, max: '5wd', approver: 'centre-duty-lead', source: chosen } }],
  },
  {
    key: 'suspensions',
    parts: [
      {
        path: '$.suspensions', key: 'suspensions', list: true,
        fields: [text('code'), text('zh'), text('en'), { key: 'cause', kind: 'choice', options: ['citizen', 'statutory', 'other'], words: 'deadlines.cause' }, budget('maxLength'), source],
        blank: { code: '', zh: '', en: '', cause: 'other', maxLength: '5wd', source: chosen },
      },
    ],
  },
  {
    key: 'objection',
    parts: [
      { path: '$.objection', key: 'objection', fields: [number('maxReturns', 0, 9), flag('adjudicatedUnitMayReturn'), source] },
      { path: '$.objection.windows', key: 'windows', list: true, fields: [text('id'), when, budget('window', true), budget('atMost', true), { ...number('percentOfFinish', 1, 100), optional: true }, budget('longFinishOver', true), budget('longWindow', true), source], blank: { id: '', window: '1wd', source: chosen } },
      { path: '$.objection.reasons', key: 'reasons', list: true, fields: [text('code'), text('zh'), text('en')], blank: { code: '', zh: '', en: '' } },
    ],
  },
  {
    key: 'visit',
    parts: [
      { path: '$.visit', key: 'visit', fields: [number('attempts', 1, 20), budget('minGap'), number('minDays', 1, 20), { key: 'eveningFrom', kind: 'time' }, budget('hotlineSilence'), { key: 'bad', kind: 'levels' }, number('reworkOnBad', 0, 9), source] },
      { path: '$.visit.scale', key: 'scale', list: true, fields: [text('code'), text('zh'), text('en')], fixed: true },
      { path: '$.lookBack', key: 'lookBack', fields: [budget('after'), number('onSiteSamplePercent', 0, 100), source] },
      { path: '$.ledger', key: 'ledger', fields: [budget('reviewEvery'), source] },
    ],
  },
  {
    key: 'triage',
    parts: [
      { path: '$.triage', key: 'triage', list: true, fields: [text('id'), when, grade, flag('auto'), source], blank: { id: '', grade: 'L3', auto: false, source: chosen } },
      { path: '$.duplicates', key: 'duplicates', fields: [budget('sameCallerWindow'), budget('samePlaceWindow'), number('placeMetres', 1, 10000), number('superviseFromCallers', 2, 1000), number('superviseFromRepeats', 1, 1000), source] },
      { path: '$.emergencyWords', key: 'emergencyWords', list: true, fields: [text('word'), text('call')], blank: { word: '', call: '110' } },
      { path: '$.refusals', key: 'refusals', list: true, fields: [text('code'), text('zh'), text('en'), text('pathZh'), text('pathEn'), source], blank: { code: '', zh: '', en: '', pathZh: '', pathEn: '', source: chosen } },
    ],
  },
  {
    key: 'special',
    parts: [
      { path: '$.petition', key: 'petition', fields: [budget('accept'), budget('return'), source] },
      { path: '$.petition.review', key: 'review', fields: [budget('ask'), budget('decide'), flag('excludesHearing')] },
      { path: '$.petition.recheck', key: 'recheck', fields: [budget('ask'), budget('decide'), flag('excludesHearing')] },
      { path: '$.mediation', key: 'mediation', fields: [budget('limit'), budget('confirmWithin'), { key: 'confirmRemindAt', kind: 'budgets' }, { key: 'revisitAt', kind: 'budgets' }, source] },
      { path: '$.mediation.disputeGrades', key: 'disputeGrades', list: true, fields: [text('code'), text('zh'), budget('limit')], fixed: true },
      { path: '$.whistles', key: 'whistles', list: true, fields: [text('code'), text('zh'), budget('respond'), budget('onSite', true), budget('plan', true), budget('finish', true), source], blank: { code: '', zh: '', respond: '1wd', source: chosen } },
      { path: '$.inspection.places', key: 'places', list: true, fields: [text('code'), budget('every')], fixed: true },
      { path: '$.inspection.people', key: 'people', list: true, fields: [text('code'), budget('every')], fixed: true },
      { path: '$.inspection', key: 'inspection', fields: [budget('eventVisit'), number('worseAfterUnfixed', 1, 99), number('betterAfterClean', 1, 99), source] },
      { path: '$.mobile', key: 'mobile', fields: [flag('trackOnlyInEmergencies'), flag('photoOnlyWhereRequired'), flag('pointsRanking'), flag('checkIn'), source] },
    ],
  },
]

const bySection = new Map(sections.flatMap((section) => section.parts.filter((part) => part.path !== '$').map((part) => [part.path.split('.')[1]!, section.key] as const)))

/** The section in which a path is shown. */
export function sectionOf(path: string): string {
  const top = /^\$\.([^.[]+)/.exec(path)?.[1] ?? ''
  if (top === 'endOfDay') return 'marks'
  if (top === 'ladders') return 'ladders'
  return bySection.get(top) ?? 'rules'
}
