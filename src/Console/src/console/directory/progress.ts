import type { Schemas } from '@/contract/client'

/** How many of the cases of a move have followed, in percent; 100 only when it is over. */
export function percentOf(move: Pick<Schemas['MoveView'], 'state' | 'moved' | 'remaining'>): number {
  if (move.state === 'done') return 100
  const moved = move.moved ?? 0
  if (moved + move.remaining === 0) return move.state === 'settling' ? 99 : 0
  return Math.min(99, Math.floor((moved * 100) / (moved + move.remaining)))
}
