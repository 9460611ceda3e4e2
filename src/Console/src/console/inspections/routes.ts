import type { RouteRecordRaw } from 'vue-router'
import type { Role } from '@/session/session'

/** Who may look at rounds, places and plans. */
const lookers: Role[] = ['grid-worker', 'unit-clerk', 'dispatcher', 'supervisor', 'leader', 'administrator', 'auditor']
const careLookers: Role[] = ['grid-worker', 'unit-clerk', 'supervisor', 'leader', 'administrator', 'auditor']

export const routes: RouteRecordRaw[] = [
  { path: '/inspections', component: () => import('./InspectionsPage.vue'), meta: { title: 'inspections.title', roles: lookers, nav: { order: 40, icon: 'Compass' } } },
  { path: '/inspections/rounds/:id', component: () => import('./rounds/RoundPage.vue'), meta: { title: 'inspections.round.title', roles: lookers } },
  { path: '/inspections/care', component: () => import('./care/CarePage.vue'), meta: { title: 'care.title', roles: careLookers } },
]
