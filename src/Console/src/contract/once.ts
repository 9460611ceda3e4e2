import { now } from '@/time/clock'
import { newKey } from './client'
import { Problem } from './problem'

/**
 * Sends what a form holds so that a press repeated after a lost answer is done once: the same content goes again under the same key and with the time of the
 * first press. Other content, and whatever comes after an answer of the host, is another write.
 */
export function once(): <T>(content: unknown, send: (key: string, pressedAt: number) => Promise<T>) => Promise<T> {
  let open: { text: string; key: string; at: number } | null = null
  return async (content, send) => {
    const text = JSON.stringify(content)
    if (open?.text !== text) open = { text, key: newKey(), at: now() }
    try {
      const told = await send(open.key, open.at)
      open = null
      return told
    } catch (fault) {
      const unanswered = fault instanceof Problem && (fault.status === 0 || fault.status >= 500)
      if (!unanswered) open = null
      throw fault
    }
  }
}
