import type { Schemas } from '@/contract/client'
import type { Parts, SyncCase } from '../hearing/apply'
import type { Waiting } from '../sending/waiting'

/** One thing to do, as a card shows it. */
export type Task = {
  id: string
  /** A key of `phone.task.…`. */
  what: string
  name: string
  where: string
  due: string | null
  light: Schemas['Light']
  to: string
  /** Filled in on the phone, and not sent yet. */
  isFilled: boolean
}

/**
 * What waits for me, from what the phone holds: the same without a network. A light grows red by itself when its due time passes.
 * @param now The county's time in milliseconds.
 */
export function tasksOf(cases: SyncCase[], parts: Parts, unsent: Waiting[], now: number): Task[] {
  const grids = new Map((parts.grids ?? []).map((grid) => [grid.code, grid.name]))
  const where = (code: string | null | undefined): string => grids.get(code ?? '') ?? code ?? ''
  const filled = (test: (write: Waiting) => boolean): boolean => unsent.some(test)
  const tasks: Task[] = [
    ...cases.flatMap((one) =>
      one.tasks
        .filter((line) => line.task !== 'acknowledge')
        .map((line) => ({
          id: `${one.caseId} ${line.task} ${line.clock}`,
          what: line.task,
          name: one.title || one.categoryName || one.category,
          where: one.address || where(one.gridCode),
          due: line.due ?? null,
          light: lightAt(line.due, line.light, now),
          to: `/cases/${one.caseId}`,
          isFilled: filled((write) => write.case === one.caseId && write.says.what === line.task),
        })),
    ),
    ...(parts.inspections ?? []).map((one) => ({
      id: one.id,
      what: one.unit ? 'signature' : one.kind === 'reinspection' ? 'reinspect' : one.kind === 'households' ? 'households' : 'inspect',
      name: one.name,
      // A department comes into grids that its phone does not know.
      where: grids.get(one.gridCode) === one.name ? '' : (grids.get(one.gridCode) ?? ''),
      due: one.dueAt,
      light: lightAt(one.dueAt, now > Date.parse(one.dueAt) - 86_400_000 ? 'yellow' : 'green', now),
      to: `/inspections/${one.id}`,
      isFilled: filled((write) => write.id === one.id && write.says.what === 'result'),
    })),
    ...(parts.careVisits ?? []).filter((one) => one.state === 'active' && isDueSoon(one, now)).map((one) => ({
      id: one.id,
      what: 'care-visit',
      name: one.name ?? one.reference ?? '',
      where: one.address ?? one.gridName ?? where(one.gridCode),
      due: one.eventBy ?? one.due,
      light: lightAt(one.eventBy ?? one.due, one.light, now),
      to: `/care/${one.id}`,
      isFilled: filled((write) => write.id === one.id && write.do === 'care-visit'),
    })),
    ...openNotices(parts).map((one) => ({
      id: one.id,
      what: 'acknowledge',
      name: one.code,
      where: '',
      due: one.acknowledgeBy,
      light: lightAt(one.acknowledgeBy, 'purple', now),
      to: `/notices/${one.id}`,
      isFilled: filled((write) => write.id === one.id && write.do === 'acknowledgement'),
    })),
  ]
  return tasks.sort((one, other) => Number(one.isFilled) - Number(other.isFilled) || (one.due ?? '9').localeCompare(other.due ?? '9') || one.id.localeCompare(other.id))
}

/** Notices to me that ask for an answer and have none. */
export function openNotices(parts: Parts): Schemas['EscalationLine'][] {
  return (parts.notices ?? []).filter((one) => one.toMe && one.acknowledgeBy !== null && one.acknowledgedAt === null)
}

/** Visits further ahead than a fortnight are no task yet. */
function isDueSoon(one: Schemas['CareLine'], now: number): boolean {
  return one.eventBy !== null || (one.due !== null && Date.parse(one.due) < now + 14 * 86_400_000)
}

function lightAt(due: string | null | undefined, told: Schemas['Light'], now: number): Schemas['Light'] {
  return due && Date.parse(due) <= now && told !== 'purple' ? 'red' : told
}
