import type { Row } from './useRows'

export const sortNames = ['due', 'light', 'grade', 'unit', 'changed'] as const
export type Sort = (typeof sortNames)[number] | 'newest'

const lights = ['purple', 'red', 'yellow', 'green', 'none']

const keys: Record<Exclude<Sort, 'newest'>, (row: Row) => number | string> = {
  due: (row) => (row.dueAt ? Date.parse(row.dueAt) : Infinity),
  light: (row) => lights.indexOf(row.light),
  grade: (row) => row.grade,
  unit: (row) => row.unitName ?? '￿',
  changed: (row) => -Date.parse(row.changedAt),
}

export function sortOf(text: unknown): Sort {
  return sortNames.find((name) => name === text) ?? 'newest'
}

/** The rows in another order than the host's; equal ones stay as they were. */
export function sorted(rows: Row[], by: Sort): Row[] {
  if (by === 'newest') return rows
  const key = keys[by]
  return rows
    .map((row, at) => ({ row, at, key: key(row) }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : one.at - other.at))
    .map((entry) => entry.row)
}
