import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/audit', component: () => import('./AuditPage.vue'), meta: { title: 'audit.title', roles: ['auditor', 'administrator'], nav: { order: 80, icon: 'View' } } },
]
