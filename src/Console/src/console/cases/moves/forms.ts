import type { Schemas } from '@/contract/client'

export type Command = NonNullable<Schemas['Command']['command']>
export type Case = Schemas['CaseView']
export type Values = Record<string, unknown>

/** What a field is filled in with. */
export type Control =
  | { as: 'text' | 'line' | 'instant' | 'switch' | 'satisfaction' | 'files' | 'case' }
  | { as: 'unit' | 'units' | 'person' | 'category' | 'grid' }
  /** A count with the unit that the clock runs on: 3wd, 2cd, 8wh. */
  | { as: 'amount' }
  /** Words by their codes, under `key` in the words; or those of the policy in force. */
  | { as: 'choice'; key: string; of: readonly (string | number | boolean)[] }
  | { as: 'reason'; from: 'suspensionReasons' | 'refusalClasses' }
  | { as: 'subtask' }

export type Field = Control & {
  name: string
  required?: boolean | ((values: Values) => boolean)
  /** Left out of the form, and of what is sent, where it does not hold. */
  when?: (values: Values, about: Case) => boolean
  initial?: (about: Case) => unknown
  most?: number
}

/** 动作 One move: what is asked for, and whether the rules propose something for it. */
export type Form = { fields: Field[]; proposes?: 'unit' | 'triage' | 'case'; danger?: boolean }

const kinds = ['consult', 'help', 'complaint', 'report', 'suggest'] as const
const grades = ['l1', 'l2', 'l3', 'l4'] as const
const yesNo = [true, false] as const

const text = (required = false): Field => ({ name: 'text', as: 'text', required, most: 4000 })
const reason = (required = false): Field => ({ name: 'reason', as: 'text', required, most: 2000 })
const remark: Field = { name: 'remark', as: 'text', most: 2000 }

/** Every move that a person may make on the case page, by its name in the contract. */
export const forms: Record<Command, Form> = {
  triage: {
    proposes: 'triage',
    fields: [
      { name: 'kind', as: 'choice', key: 'terms.kind', of: kinds, initial: (about) => about.kind },
      { name: 'category', as: 'category', initial: (about) => (about.categoryName ? about.category : null) },
      { name: 'grade', as: 'choice', key: 'terms.grade', of: grades, initial: (about) => about.grade },
      { name: 'gridCode', as: 'grid', initial: (about) => about.gridCode },
      { name: 'satisfactionExempt', as: 'switch', initial: (about) => about.satisfactionExempt },
      { name: 'acceptObservedAt', as: 'switch', when: (_, about) => about.observedAt !== null && about.doubtfulObservedAt === null },
      { ...remark, required: (values) => values.acceptObservedAt === true },
    ],
  },
  dispatch: { proposes: 'unit', fields: [{ name: 'unit', as: 'unit', required: true }, { name: 'helpers', as: 'units' }, remark] },
  'sign-off': { fields: [{ name: 'personId', as: 'person' }, { name: 'promisedAt', as: 'instant' }, remark] },
  object: {
    fields: [
      { name: 'reasonCode', as: 'choice', key: 'cases.objection', of: ['wrong-area', 'unclear-duty', 'overlapping-duty', 'other'], required: true },
      reason(true),
      { name: 'attachmentIds', as: 'files' },
    ],
  },
  'decide-objection': {
    proposes: 'unit',
    fields: [{ name: 'uphold', as: 'choice', key: 'cases.uphold', of: yesNo, required: true }, { name: 'unit', as: 'unit', when: (values) => values.uphold === true }, remark],
  },
  arbitrate: { proposes: 'unit', fields: [{ name: 'unit', as: 'unit', required: true }, remark] },
  contact: { fields: [text()] },
  progress: { fields: [text(true)] },
  'tell-acceptance': { fields: [text(true)] },
  'request-extension': { fields: [{ name: 'amount', as: 'amount', required: true }, reason(true)] },
  'decide-extension': {
    fields: [
      { name: 'approve', as: 'choice', key: 'cases.approve', of: yesNo, required: true },
      { name: 'amount', as: 'amount', when: (values) => values.approve === true, initial: (about) => about.pending.find((one) => one.what === 'extension')?.detail ?? null },
      remark,
    ],
  },
  'request-suspension': { fields: [{ name: 'reasonCode', as: 'reason', from: 'suspensionReasons', required: true }, { name: 'until', as: 'instant' }, reason(true)] },
  'decide-suspension': { fields: [{ name: 'approve', as: 'choice', key: 'cases.approve', of: yesNo, required: true }, remark] },
  resume: { fields: [remark] },
  ledger: { fields: [{ name: 'reasonCode', as: 'choice', key: 'cases.ledger', of: ['seasonal', 'engineering', 'funding', 'policy', 'other'], required: true }, reason()] },
  'strike-off': { fields: [remark] },
  'add-subtask': { fields: [{ name: 'unit', as: 'unit', required: true }, { name: 'budget', as: 'amount' }, text()] },
  'complete-subtask': { fields: [{ name: 'subtaskId', as: 'subtask', required: true }, text()] },
  'step-up': { fields: [{ name: 'unit', as: 'unit' }, reason()] },
  regrade: { fields: [{ name: 'grade', as: 'choice', key: 'terms.grade', of: grades, required: true, initial: (about) => about.grade }, remark] },
  refuse: { danger: true, fields: [{ name: 'refusalClass', as: 'reason', from: 'refusalClasses', required: true }, { ...remark, required: true }] },
  supervise: { fields: [{ name: 'reasonCode', as: 'choice', key: 'cases.supervision', of: ['overdue', 'repeated', 'collective', 'dissatisfied-again', 'important', 'other'] }, reason()] },
  'take-over': { fields: [reason()] },
  resolve: { fields: [text(true), { name: 'reply', as: 'text', most: 4000, when: (_, about) => about.citizenDueAt !== null || about.clocks.some((clock) => clock.kind === 'citizen-finish') }] },
  verify: { fields: [{ name: 'ok', as: 'choice', key: 'cases.verified', of: yesNo, required: true, initial: () => true }, { ...text(), required: (values) => values.ok === false }] },
  visit: {
    fields: [
      { name: 'outcome', as: 'choice', key: 'terms.visitOutcome', of: ['reached', 'unreachable'], required: true, initial: () => 'reached' },
      { name: 'solved', as: 'choice', key: 'terms.solved', of: ['yes', 'partly', 'no'], when: (values) => values.outcome === 'reached' },
      { name: 'satisfaction', as: 'satisfaction', when: (values) => values.outcome === 'reached' },
      { name: 'attemptedAt', as: 'instant' },
      remark,
    ],
  },
  close: { fields: [remark] },
  reopen: { danger: true, fields: [reason(true)] },
  'look-back': { fields: [{ name: 'recurred', as: 'choice', key: 'cases.recurred', of: yesNo, required: true }, text()] },
  merge: { proposes: 'case', danger: true, fields: [{ name: 'into', as: 'case', required: true }, { name: 'asChild', as: 'switch' }, remark] },
  separate: { fields: [reason(true)] },
  withdraw: { danger: true, fields: [reason(true)] },
  comment: { fields: [text(true)] },
}

/** The fields that are to be filled in now. */
export function fieldsOf(command: Command, values: Values, about: Case): Field[] {
  return forms[command].fields.filter((field) => !field.when || field.when(values, about))
}

export function isRequired(field: Field, values: Values): boolean {
  return typeof field.required === 'function' ? field.required(values) : (field.required ?? false)
}

export function initialOf(command: Command, about: Case): Values {
  return Object.fromEntries(forms[command].fields.flatMap((field) => (field.initial ? [[field.name, field.initial(about)]] : [])))
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0)
}

/** The fields that are wanted and empty. */
export function missing(command: Command, values: Values, about: Case): string[] {
  return fieldsOf(command, values, about).filter((field) => isRequired(field, values) && isEmpty(values[field.name])).map((field) => field.name)
}

/** What is sent: what is filled in and shown, and nothing else. */
export function bodyOf(command: Command, values: Values, about: Case, expectedVersion: number): Schemas['Command'] {
  const filled = fieldsOf(command, values, about).flatMap((field) => {
    const value = values[field.name]
    return isEmpty(value) ? [] : [[field.name, typeof value === 'string' ? value.trim() : value]]
  })
  return { command, ...Object.fromEntries(filled), expectedVersion } as Schemas['Command']
}
