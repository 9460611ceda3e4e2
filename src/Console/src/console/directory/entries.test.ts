import { expect, test } from 'vitest'
import type { Grid, Person } from './book'
import { gridSteps, keyOf, tierOf } from './entries'

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

test('people are known by their id, all else by its code', () => {
  expect(keyOf('people', person([], []))).toBe('p1')
  expect(keyOf('grids', grid)).toBe(grid.code)
})

test('the kind of a unit says its tier', () => {
  expect((['centre', 'department', 'town', 'area', 'village'] as const).map(tierOf)).toEqual(['county', 'county', 'town', 'town', 'village'])
})
