import { expect, test } from 'vitest'
import type { Book, Grid } from './book'
import { awayAt, placeOf, seatOf, withUnlisted } from './seats'

const now = Date.parse('2026-02-13T09:00:00+08:00')
const away = { absenceId: 'x', personId: 'p1', name: '陈明', from: '2026-02-13T09:00:00+08:00', to: '2026-02-14T09:00:00+08:00' }
const grid: Grid = { code: '440804001001001', name: '第一网格', villageUnit: 'v', workerId: 'p1', kind: 'basic', staff: [] }
const answer = { post: 'grid-worker@440804001001001', title: '网格员', unit: null, grid: grid.code, personId: 'p1', name: '陈明', awayFrom: away.from, awayUntil: away.to, answers: { personId: 'p2', name: '梁燕', post: 'village-cadre@v' } }
const book = (absences = [away], vacancies = [answer]): Book => ({ version: 1, units: [], grids: [grid], posts: [], people: [], categories: [], former: [], absences, vacancies })
const seat = (personId: string | null, code = 'unit-head@d1', from = book()) => seatOf({ code, title: '局长', unitCode: 'd1', personId, deputyId: 'p2' }, from, () => grid, (id) => `名${id}`, now)

test('an absence begins at its first moment and has ended at its last', () => {
  expect(awayAt([away], 'p1', Date.parse(away.from))).toBe(away)
  expect(awayAt([away], 'p1', Date.parse(away.to))).toBeUndefined()
})

test('a post is filled, vacant, or its person away until a time', () => {
  expect(seat('p3')).toMatchObject({ state: 'filled', name: '名p3', deputy: '名p2' })
  expect(seat(null)).toMatchObject({ state: 'vacant', name: null })
  expect(seat('p1')).toMatchObject({ state: 'away', until: away.to })
})

test('the post of a grid worker is filled by the worker of the grid', () => {
  expect(seat(null, 'grid-worker@440804001001001')).toMatchObject({ personId: 'p1', state: 'away', answers: { name: '梁燕', post: 'village-cadre@v' } })
  expect(placeOf('grid-worker@440804001001001')).toBe('440804001001001')
})

test('a vacant post that stands in no list is shown at its place', () => {
  const listed = { code: 'grid-worker@440804001001001', title: '网格员', unitCode: null, personId: null, deputyId: 'p2' }
  expect(withUnlisted(grid.code, [], [answer]).map((post) => post.code)).toEqual(['grid-worker@440804001001001'])
  expect(withUnlisted(grid.code, [listed], [answer])).toEqual([listed])
  expect(withUnlisted('elsewhere', [], [answer])).toEqual([])
})
