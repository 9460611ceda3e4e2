import type { Directive } from 'vue'

/**
 * A table whose rows become cards where the screen is narrow: each cell says which column it is of. The roles stand written out, because a table that is
 * laid out otherwise is none any more to a screen reader.
 */
export const vCards: Directive<HTMLTableElement> = { mounted: label, updated: label }

export function label(table: HTMLTableElement): void {
  const heads = [...table.querySelectorAll('thead th')]
  table.setAttribute('role', 'table')
  for (const head of heads) head.setAttribute('role', 'columnheader')
  for (const group of table.querySelectorAll('thead, tbody')) group.setAttribute('role', 'rowgroup')
  for (const row of table.querySelectorAll('tr')) {
    row.setAttribute('role', 'row')
    row.querySelectorAll('td').forEach((cell, at) => {
      cell.setAttribute('role', 'cell')
      cell.dataset.label = heads[at]?.textContent?.trim() ?? ''
    })
  }
}
