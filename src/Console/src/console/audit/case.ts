import { api, ask } from '@/contract/client'

export type Named = { caseId: string; code: string }

/** The case that a person means by its code (一案一码), the number of its order or its id; null where there is none within scope. */
export async function caseNamed(word: string, signal?: AbortSignal): Promise<Named | null> {
  const page = await ask(api.GET('/api/cases', { params: { query: { q: word, limit: '2' } }, signal }))
  const found = page.items.find((one) => one.code === word || one.caseId === word) ?? (page.items.length === 1 ? page.items[0] : undefined)
  return found ? { caseId: found.caseId, code: found.code } : null
}
