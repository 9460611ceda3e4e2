import type { Schemas } from '@/contract/client'
import type { Finding } from '@/contract/problem'

export type ImportLine = { row: number | null; kind: Schemas['EntryChangeKind'] | 'fault'; entry: string; what: string[]; fault: string; remedy: string }

/** What a dry run says, row by row in the order of the file; what belongs to no row comes last. */
export function linesOf(changes: Schemas['ImportChange'][], findings: Finding[]): ImportLine[] {
  const lines = [
    ...findings.map<ImportLine>((one) => ({ row: one.row ?? null, kind: 'fault', entry: one.value ?? one.entry ?? '', what: one.column ? [one.column] : [], fault: one.fault, remedy: one.remedy ?? '' })),
    ...changes.map<ImportLine>((one) => ({ row: one.row, kind: one.kind, entry: one.entry, what: one.fields, fault: '', remedy: '' })),
  ]
  return lines.sort((one, other) => (one.row ?? Infinity) - (other.row ?? Infinity) || 0)
}

/** Whether a dry run allows the file to be applied: nothing wrong, and something to change. */
export function mayApply(result: Schemas['ImportResult'] | null, findings: Finding[]): boolean {
  return result !== null && findings.length === 0 && result.dryRun && result.added + result.changed > 0
}

/** The list that a file is probably of, by its name or its first row; null where nothing points to one. */
export function guessed(fileName: string, firstRow: string): Schemas['ImportWhat'] | null {
  const columns = firstRow.replace(/^\uFEFF/, '').toLowerCase().replace(/[\s_"-]/g, '').split(',')
  const has = (...names: string[]) => names.some((name) => columns.includes(name))
  if (has('towncode', '镇街代码')) return 'divisions'
  if (has('village', '所属村社区', 'worker', 'staff', '网格力量')) return 'grids'
  if (has('from', '开始') && has('to', '结束')) return 'absences'
  if (has('deputy', '代岗人员', 'title', '岗位名称')) return 'posts'
  if (has('roles', '角色', 'scope', '范围', 'id', '人员编号')) return 'people'
  if (has('tier', '层级', 'areacode', '区划代码')) return 'units'
  return (['units', 'grids', 'posts', 'people', 'absences', 'divisions'] as const).find((word) => fileName.toLowerCase().includes(word)) ?? null
}
