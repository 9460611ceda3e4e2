import { describe, expect, it } from 'vitest'
import type { Parts, SyncCase } from '../hearing/apply'
import type { Waiting } from '../sending/waiting'
import { tasksOf } from './tasks'

const nine = Date.parse('2026-02-13T09:00:00+08:00')

function told(caseId: string, due: string | null, light = 'green'): SyncCase {
  return { caseId, title: caseId, tasks: [{ task: 'verify', clock: 'verification', due, light }] } as unknown as SyncCase
}

describe('my tasks', () => {
  it('come soonest due first, those without a limit last', () =>
    expect(tasksOf([told('none', null), told('later', '2026-02-15T09:00:00+08:00'), told('sooner', '2026-02-14T09:00:00+08:00')], {}, [], nine).map((task) => task.name)).toEqual(['sooner', 'later', 'none']))

  it('turn red by themselves when their time passes without a network', () => {
    const due = '2026-02-13T09:30:00+08:00'
    expect(tasksOf([told('c', due, 'yellow')], {}, [], nine)[0]!.light).toBe('yellow')
    expect(tasksOf([told('c', due, 'yellow')], {}, [], nine + 3_600_000)[0]!.light).toBe('red')
  })

  it('go to the end once they are filled in', () => {
    const unsent = [{ case: 'sooner', says: { what: 'verify', where: '' } } as Waiting]
    const tasks = tasksOf([told('sooner', '2026-02-14T09:00:00+08:00'), told('later', '2026-02-15T09:00:00+08:00')], {}, unsent, nine)
    expect(tasks.map((task) => [task.name, task.isFilled])).toEqual([['later', false], ['sooner', true]])
  })

  it('hold only notices to me that ask for an answer and have none', () => {
    const notice = { toMe: true, acknowledgeBy: '2026-02-14T09:00:00+08:00', acknowledgedAt: null, code: 'N' }
    const notices = [{ ...notice, id: 'mine' }, { ...notice, id: 'theirs', toMe: false }, { ...notice, id: 'done', acknowledgedAt: '2026-02-12T09:00:00+08:00' }, { ...notice, id: 'news', acknowledgeBy: null }]
    expect(tasksOf([], { notices } as unknown as Parts, [], nine).map((task) => task.id)).toEqual(['mine'])
  })
})
