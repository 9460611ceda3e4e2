import { expect, test } from 'vitest'
import { guessed, linesOf, mayApply } from './importRows'

const change = (row: number | null, kind: 'added' | 'changed' | 'removed' = 'changed') => ({ entry: `unit ${row}`, kind, row, fields: ['name'] })
const result = { what: 'units', dryRun: true, saved: false, version: 1, rows: 3, added: 0, changed: 1, unchanged: 2, passedOver: 0, changes: [] } as const

test('a dry run is told in the order of the file, and what follows from other rows comes last', () => {
  expect(linesOf([change(null), change(9), change(2, 'added')], []).map((line) => line.row)).toEqual([2, 9, null])
})

test('a fault says its row, its column, what stood there and what to do', () => {
  const [line] = linesOf([], [{ fault: 'there is no such unit', row: 4, column: 'parent', value: '440804-xx', remedy: 'Correct it.' }])
  expect(line).toEqual({ row: 4, kind: 'fault', entry: '440804-xx', what: ['parent'], fault: 'there is no such unit', remedy: 'Correct it.' })
})

test('a file is applied after a dry run without faults that would change something', () => {
  expect(mayApply({ ...result, changes: [] }, [])).toBe(true)
  expect(mayApply({ ...result, changes: [], changed: 0 }, [])).toBe(false)
  expect(mayApply({ ...result, changes: [], dryRun: false }, [])).toBe(false)
  expect(mayApply({ ...result, changes: [] }, [{ fault: 'x' }])).toBe(false)
  expect(mayApply(null, [])).toBe(false)
})

test('the list of a file is guessed from its columns in either language', () => {
  expect(guessed('a.csv', '\uFEFFcode,name,kind,tier,parent,areaCode')).toBe('units')
  expect(guessed('a.csv', '"网格编码","网格名称","所属村社区"')).toBe('grids')
  expect(guessed('a.csv', 'code,title,unit,person,deputy')).toBe('posts')
  expect(guessed('a.csv', '人员编号,开始,结束')).toBe('absences')
  expect(guessed('a.csv', '人员编号,姓名')).toBe('people')
  expect(guessed('a.csv', 'county_code,town_code,town_name')).toBe('divisions')
  expect(guessed('grids-2026.csv', 'code,name')).toBe('grids')
  expect(guessed('a.csv', 'x,y')).toBeNull()
})
