import { instantOf } from '@/time/format'
import { moves, type SyncCase } from '../hearing/apply'
import type { Waiting } from '../sending/waiting'

/** One entry of a move's form; `label` is a key of the words. */
export type Entry =
  | { name: string; as: 'text'; label: string; max: number; needed?: boolean; hint?: string }
  | { name: string; as: 'moment'; label: string }
  | { name: string; as: 'choice'; label: string; choices: { value: string; label: string }[]; needed?: boolean }

const text = (needed: boolean): Entry => ({ name: 'text', as: 'text', label: 'phone.field.text', max: 4000, needed })
const remark: Entry = { name: 'remark', as: 'text', label: 'phone.field.remark', max: 2000 }

/** What each move asks for. A photo is not among it: none of them needs one. */
export const entries: Record<string, Entry[]> = {
  'sign-off': [{ name: 'promisedAt', as: 'moment', label: 'phone.field.promisedAt' }, remark],
  contact: [text(false)],
  progress: [text(true)],
  'complete-subtask': [text(false)],
  resolve: [text(true), { name: 'reply', as: 'text', label: 'phone.field.reply', max: 4000, hint: 'phone.field.replyHint' }],
  verify: [
    { name: 'ok', as: 'choice', label: 'phone.field.ok', needed: true, choices: [{ value: 'true', label: 'phone.field.okYes' }, { value: 'false', label: 'phone.field.okNo' }] },
    text(false),
  ],
  visit: [
    { name: 'outcome', as: 'choice', label: 'phone.field.outcome', needed: true, choices: ['reached', 'unreachable'].map((value) => ({ value, label: `terms.visitOutcome.${value}` })) },
    { name: 'solved', as: 'choice', label: 'phone.field.solved', choices: ['yes', 'partly', 'no'].map((value) => ({ value, label: `terms.solved.${value}` })) },
    { name: 'satisfaction', as: 'choice', label: 'phone.field.satisfaction', choices: ['5', '4', '3', '2', '1'].map((value) => ({ value, label: `terms.satisfaction.${value}` })) },
    remark,
  ],
  'look-back': [
    { name: 'recurred', as: 'choice', label: 'phone.field.recurred', needed: true, choices: [{ value: 'false', label: 'phone.field.recurredNo' }, { value: 'true', label: 'phone.field.recurredYes' }] },
    text(false),
  ],
  comment: [text(true)],
}

/** The entries that matter for what is filled in so far: whom nobody reached is not asked whether they are satisfied. */
export function entriesFor(move: string, values: Record<string, string>): Entry[] {
  return (entries[move] ?? []).filter((entry) => !(move === 'visit' && values.outcome !== 'reached' && (entry.name === 'solved' || entry.name === 'satisfaction')))
}

/** Whether an entry may not be left empty, as far as the form is filled in: what failed is to be said. */
export function isNeeded(entry: Entry, move: string, values: Record<string, string>): boolean {
  return entry.as !== 'moment' && ((entry.needed ?? false) || (move === 'verify' && entry.name === 'text' && values.ok === 'false'))
}

/** Names of entries that are still needed. */
export function missing(move: string, values: Record<string, string>): string[] {
  return entriesFor(move, values)
    .filter((entry) => isNeeded(entry, move, values) && !values[entry.name]?.trim())
    .map((entry) => entry.name)
}

/** The command as its door takes it; what was left empty is left out. */
export function commandOf(move: string, values: Record<string, string>): Record<string, unknown> {
  const command: Record<string, unknown> = { command: move }
  for (const entry of entriesFor(move, values)) {
    const value = values[entry.name]?.trim()
    if (!value) continue
    if (entry.as === 'moment') command[entry.name] = instantOf(value)
    else if (entry.name === 'ok' || entry.name === 'recurred') command[entry.name] = value === 'true'
    else if (entry.name === 'satisfaction') command[entry.name] = Number(value)
    else command[entry.name] = value
  }
  if (values.subtaskId) command.subtaskId = values.subtaskId
  return command
}

/**
 * The moves to offer: those that the host allows, and those that what is not sent yet will make possible; never one that is waiting to be sent already. So a whole
 * case can be worked through without a network. The host decides all the same.
 */
export function offered(told: SyncCase, unsent: Waiting[]): string[] {
  const waiting = unsent.filter((write) => write.case === told.caseId).map((write) => write.says.what)
  const allowed = new Set(told.allowedCommands)
  if (waiting.includes('sign-off')) ['contact', 'progress', 'resolve'].forEach((move) => allowed.add(move))
  if (waiting.includes('resolve') || waiting.includes('look-back')) moves.forEach((move) => allowed.delete(move))
  const once = waiting.filter((move) => move !== 'progress' && move !== 'comment')
  return [...moves, 'comment'].filter((move) => allowed.has(move) && !once.includes(move))
}

/** The sub-tasks that wait for me in a case, and are not waiting to be sent. */
export function subtasksOf(told: SyncCase, unsent: Waiting[]): string[] {
  const sent = unsent.map((write) => (write.body as { subtaskId?: string }).subtaskId)
  return told.tasks.filter((line) => line.task === 'complete-subtask' && line.clock).map((line) => line.clock!.slice('subtask:'.length)).filter((id) => !sent.includes(id))
}
