import type { Ref } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession, type Role } from '@/session/session'

/** How much waits behind a page: a short text and what it means in words, or nothing. Called as part of the navigation, so it may listen to changes. */
export type NavBadge = () => Ref<{ text: string; told: string } | null>

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name in the words; also its entry in the navigation where `nav` is given. */
    title: string
    /** Who may open it; everybody who is signed in when left out. The host decides all the same. */
    roles?: Role[]
    /** Its place in the navigation, and the name of its icon among Element Plus's, and how much waits there. */
    nav?: { order: number; icon: string; badge?: NavBadge }
  }
}

/** Each folder beside this file brings its pages: what it exports as `routes` is found here. */
const areas = import.meta.glob<{ routes: RouteRecordRaw[] }>('./*/routes.ts', { eager: true })
const pages = Object.values(areas).flatMap((area) => area.routes)

export const navigation = pages.filter((page) => page.meta?.nav).sort((one, other) => one.meta!.nav!.order - other.meta!.nav!.order)

export const router = createRouter({
  history: createWebHistory('/'),
  routes: [...pages, { path: '/:rest(.*)*', name: 'nowhere', component: () => import('./frame/NotFound.vue'), meta: { title: 'frame.notFound' } }],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
})

export function mayOpen(roles: Role[] | undefined): boolean {
  return !roles || useSession().has(...roles)
}

router.beforeEach((to) => {
  if (!useSession().isSignedIn || mayOpen(to.meta.roles)) return true
  // The first page that this person may open takes the place of one that is not theirs.
  if (to.path !== '/') return { name: 'nowhere', params: { rest: to.path.slice(1).split('/') }, replace: true }
  const first = navigation.find((page) => mayOpen(page.meta?.roles))
  return first ? { path: first.path, replace: true } : true
})
