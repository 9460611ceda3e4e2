import { createRouter, createWebHistory } from 'vue-router'

export const router = createRouter({
  history: createWebHistory('/m/'),
  routes: [
    { path: '/', component: () => import('./tasks/TasksPage.vue'), meta: { title: 'phone.tasks.title' } },
    { path: '/cases/:caseId', component: () => import('./cases/CasePage.vue'), props: true, meta: { title: 'phone.case.title' } },
    { path: '/report', component: () => import('./report/ReportPage.vue'), meta: { title: 'phone.report.title' } },
    { path: '/inspections/:id', component: () => import('./rounds/InspectionPage.vue'), props: true, meta: { title: 'phone.inspection.title' } },
    { path: '/care/:id', component: () => import('./rounds/CarePage.vue'), props: true, meta: { title: 'phone.care.title' } },
    { path: '/notices/:id', component: () => import('./rounds/NoticePage.vue'), props: true, meta: { title: 'phone.notice.title' } },
    { path: '/queue', component: () => import('./queue/QueuePage.vue'), meta: { title: 'phone.queue.title' } },
    { path: '/me', component: () => import('./me/MePage.vue'), meta: { title: 'phone.me.title' } },
    { path: '/absence', component: () => import('./me/AbsencePage.vue'), meta: { title: 'phone.absence.title' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})
