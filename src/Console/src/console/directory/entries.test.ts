import { expect, test, vi } from 'vitest'
import { api } from '@/contract/client'
import type { Grid, Person } from './book'
import { gridSteps, keyOf, putSteps, tierOf } from './entries'

const grid: Grid = { code: '440804001001009', name: '新网格', villageUnit: '440804001001', workerId: 'p1', kind: 'basic', staff: [] }
const person = (roles: Person['roles'], grids: string[]): Person => ({ id: 'p1', displayName: '陈明', unitCode: null, scope: '440804001001', roles, grids })

test('a worker who has the grid already is named in one step', () => {
  expect(gridSteps(grid, false, person(['grid-worker'], [grid.code]))).toEqual([{ list: 'grids', entry: grid }])
  expect(gridSteps({ ...grid, workerId: null }, true, undefined)).toHaveLength(1)
})

test('a worker who lacks the grid takes it first, and the role too', () => {
  const steps = gridSteps(grid, false, person(['unit-clerk'], ['440804001001001']))
  expect(steps.map((step) => step.list)).toEqual(['people', 'grids'])
  expect(steps[0]!.entry).toMatchObject({ roles: ['unit-clerk', 'grid-worker'], grids: ['440804001001001', grid.code] })
})

test('a new grid is there before somebody takes it', () => {
  const steps = gridSteps(grid, true, person(['grid-worker'], []))
  expect(steps.map((step) => step.list)).toEqual(['grids', 'people', 'grids'])
  expect(steps[0]!.entry).toMatchObject({ workerId: null })
  expect(steps[2]!.entry).toEqual(grid)
})

test('steps that broke off are taken up on the version that was reached', async () => {
  let version = 4
  let refuses = true
  const put = vi.spyOn(api, 'PUT').mockImplementation((async (path: string, { body }: { body: { expectedVersion: number } }) => {
    const code = body.expectedVersion !== version ? 'directory-changed' : refuses && path.includes('people') ? 'directory-inconsistent' : null
    if (code) return { response: new Response(null, { status: 409 }), error: { code } }
    return { response: new Response(), data: { version: ++version, saved: true } }
  }) as never)
  const steps = gridSteps(grid, true, person(['grid-worker'], []))
  let reached = 4
  const go = () => putSteps(steps, reached, 'why', (now) => (reached = now))
  await expect(go()).rejects.toThrow('directory-inconsistent')
  expect(reached).toBe(5)
  refuses = false
  expect((await go()).version).toBe(8)
  expect(put.mock.calls).toHaveLength(5)
})

test('people are known by their id, all else by its code', () => {
  expect(keyOf('people', person([], []))).toBe('p1')
  expect(keyOf('grids', grid)).toBe(grid.code)
})

test('the kind of a unit says its tier', () => {
  expect((['centre', 'department', 'town', 'area', 'village'] as const).map(tierOf)).toEqual(['county', 'county', 'town', 'town', 'village'])
})
