import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/cases', component: () => import('./list/CasesPage.vue'), meta: { title: 'cases.title', nav: { order: 20, icon: 'Files' } } },
  { path: '/cases/new', component: () => import('./new/NewOrderPage.vue'), meta: { title: 'cases.new.title', roles: ['dispatcher', 'supervisor', 'unit-clerk'] } },
  { path: '/cases/:caseId', component: () => import('./page/CasePage.vue'), props: true, meta: { title: 'cases.one' } },
]
