/** The part of a long list that is to be drawn: rows around what is seen, and the height of what is left out above and below. */
export function windowOf(count: number, rowHeight: number, scrollTop: number, height: number, spare = 8): { from: number; to: number; above: number; below: number } {
  const from = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight) - spare), Math.max(0, count - 1))
  const to = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare)
  return { from, to: Math.max(to, Math.min(count, from + 1)), above: from * rowHeight, below: Math.max(0, count - Math.max(to, from + 1)) * rowHeight }
}
