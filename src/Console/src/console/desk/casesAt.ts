import type { RouteLocationRaw } from 'vue-router'

/** The case list with these filters, cut to a part of the county where one is named. */
export function casesAt(grid: string | undefined, filters: Partial<Record<'stage' | 'state' | 'unit' | 'light', string>> = {}): RouteLocationRaw {
  return { path: '/cases', query: { ...filters, ...(grid ? { grid } : {}) } }
}
