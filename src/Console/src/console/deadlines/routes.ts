import type { RouteRecordRaw } from 'vue-router'
import type { Role } from '@/session/session'

/** 时限 Administrators change the rules and the calendar; auditors and supervisors read them. */
const readers: Role[] = ['administrator', 'auditor', 'supervisor']

export const routes: RouteRecordRaw[] = [
  { path: '/deadlines', component: () => import('./DeadlinesPage.vue'), meta: { title: 'deadlines.title', roles: readers, nav: { order: 50, icon: 'Timer' } } },
  { path: '/deadlines/calendar', component: () => import('./CalendarPage.vue'), meta: { title: 'deadlines.calendar.title', roles: readers } },
]
