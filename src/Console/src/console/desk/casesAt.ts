import type { RouteLocationRaw } from 'vue-router'

/** The list of the cases that have not ended, as the desk counts them: with these filters, cut to a part of the county where one is named. */
export function casesAt(grid: string | undefined, filters: Partial<Record<'stage' | 'state' | 'unit' | 'light', string>> = {}): RouteLocationRaw {
  return { path: '/cases', query: { alive: 'true', ...filters, ...(grid ? { grid } : {}) } }
}
