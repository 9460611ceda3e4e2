import { api, ask } from '@/contract/client'

/** Where the platform in front of the host signs people in; afterwards the page `back` is opened. */
export function platformSignIn(back: string): string {
  return `/.auth/login/aad?post_login_redirect_uri=${encodeURIComponent(back)}`
}

/** Where the platform ends its session; afterwards the page `back` is opened. */
export function platformSignOut(back: string): string {
  return `/.auth/logout?post_logout_redirect_uri=${encodeURIComponent(back)}`
}

/** Ends the host's own session. @returns Where the platform's is to be ended too; null where the platform signs nobody in. */
export async function endSession(back: string): Promise<string | null> {
  const ways = await ask(api.GET('/api/session'))
  await ask(api.DELETE('/api/session'))
  return ways.platform ? platformSignOut(back) : null
}

/** Leaves this page: nothing that waits for it goes on. */
export function leaveFor(address: string): Promise<never> {
  location.assign(address)
  return new Promise(() => {})
}
