import type { Schemas } from '@/contract/client'

/** How an account stands: disabled, of somebody who left the directory, still with the password that was drawn, or in use. */
export function stateOf(account: Pick<Schemas['AccountLine'], 'disabled' | 'name' | 'passwordDrawn'>): 'disabled' | 'gone' | 'drawn' | 'active' {
  if (account.disabled) return 'disabled'
  if (account.name === null) return 'gone'
  return account.passwordDrawn ? 'drawn' : 'active'
}
