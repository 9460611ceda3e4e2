import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [{ path: '/', component: () => import('./DeskPage.vue'), meta: { title: 'desk.title', nav: { order: 10, icon: 'DataBoard' } } }]
