import { expect, test } from 'vitest'
import type { Grid, Unit } from './book'
import { departmentsKey, filtered, opened, pathTo, treeOf } from './tree'

const unit = (code: string, kind: Unit['kind'], parentCode: string | null): Unit => ({ code, name: `名${code}`, kind, tier: 'county', parentCode, areaCode: null })
const grid = (code: string, villageUnit: string): Grid => ({ code, name: `网格${code}`, villageUnit, workerId: null, kind: 'basic', staff: [] })
const units = [unit('v1', 'village', 'a1'), unit('centre', 'centre', null), unit('d1', 'department', 'centre'), unit('t1', 'town', 'centre'), unit('a1', 'area', 't1'), unit('v2', 'village', 't1')]
const grids = [grid('g1', 'v1'), grid('g2', 'v1'), grid('g3', 'v2')]
const tree = treeOf(units, grids, new Set(['g2']), '职能部门')
const keys = (nodes: typeof tree): unknown[] => nodes.map((node) => (node.children.length ? [node.key, keys(node.children)] : node.key))

test('the county stands as towns, areas, villages and grids, and departments beside it, whatever the order of the list', () => {
  expect(keys(tree)).toEqual([['centre', [['t1', [['a1', [['v1', ['g1', 'g2']]]], ['v2', ['g3']]]]]], [departmentsKey, ['d1']]])
})

test('grids are counted and gaps marked upwards', () => {
  expect(tree[0]).toMatchObject({ grids: 3, gap: true })
  expect(pathTo(tree, 'v2').at(-1)).toMatchObject({ grids: 1, gap: false })
})

test('a unit whose parent is not seen stands at the root and is not lost', () => {
  expect(treeOf([unit('v9', 'village', 'unseen')], [], new Set(), '').map((node) => node.key)).toEqual(['v9'])
})

test('a search keeps what fits with all above it, and everything below a unit that fits', () => {
  expect(keys(filtered(tree, '网格g3'))).toEqual([['centre', [['t1', [['v2', ['g3']]]]]]])
  expect(keys(filtered(tree, '名v1'))).toEqual([['centre', [['t1', [['a1', [['v1', ['g1', 'g2']]]]]]]]])
  expect(filtered(tree, '没有的')).toEqual([])
})

test('only gaps leaves the way to each gap alone', () => {
  expect(keys(filtered(tree, '', true))).toEqual([['centre', [['t1', [['a1', [['v1', ['g2']]]]]]]]])
})

test('the way to a node leads from its root, and a search opens the branches that it left', () => {
  expect(pathTo(tree, 'g2').map((node) => node.key)).toEqual(['centre', 't1', 'a1', 'v1', 'g2'])
  expect(pathTo(tree, 'nowhere')).toEqual([])
  expect(opened(filtered(tree, '网格g3'))).toEqual(['centre', 't1', 'v2'])
})
