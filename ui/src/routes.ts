import type { RouteRecordRaw } from 'vue-router'

/** Which page stands at which address: here alone the frame and the pages meet. */
export const routes: RouteRecordRaw[] = [
  {
    path: '/login',
    component: () => import('./pages/login/LoginPage.vue'),
    meta: { open: true, bare: true },
  },
  {
    path: '/',
    component: () => import('./pages/home/HomePage.vue'),
    meta: { title: 'nav.home' },
  },
  {
    path: '/wall',
    component: () => import('./pages/wall/WallPage.vue'),
    meta: { title: 'nav.wall' },
  },
  { path: '/l/:ledger', component: () => import('./pages/rows/RowsPage.vue') },
  { path: '/l/:ledger/import', component: () => import('./pages/imports/ImportPage.vue') },
  {
    path: '/congress',
    component: () => import('./pages/congress/CongressList.vue'),
    meta: { title: 'nav.congress' },
  },
  {
    path: '/congress/:id',
    component: () => import('./pages/congress/CongressPage.vue'),
    meta: { title: 'nav.congress' },
  },
  {
    path: '/hall/:id',
    component: () => import('./pages/hall/HallPage.vue'),
    meta: { bare: true, offline: true, title: 'hall.title' },
  },
  {
    path: '/screen/:id',
    component: () => import('./pages/screen/ScreenPage.vue'),
    meta: { bare: true, title: 'screen.title' },
  },
  {
    path: '/polls/new',
    component: () => import('./pages/polls/PollNew.vue'),
    meta: { title: 'poll.new' },
  },
  {
    path: '/polls/:id',
    component: () => import('./pages/polls/PollPage.vue'),
    meta: { title: 'poll.one' },
  },
  {
    path: '/entry/:id/:group/:side',
    component: () => import('./pages/entry/EntryPage.vue'),
    meta: { bare: true, title: 'entry.title' },
  },
  {
    path: '/rules',
    component: () => import('./pages/rules/RulesPage.vue'),
    meta: { title: 'nav.rules' },
  },
  {
    path: '/rules/:name',
    component: () => import('./pages/rules/RuleSetPage.vue'),
    meta: { title: 'nav.rules' },
  },
  {
    path: '/delegates',
    component: () => import('./pages/delegates/DelegatesPage.vue'),
    meta: { title: 'nav.delegates' },
  },
  {
    path: '/districts',
    component: () => import('./pages/districts/DistrictsPage.vue'),
    meta: { title: 'nav.districts' },
  },
  {
    path: '/districts/:id',
    component: () => import('./pages/districts/DistrictPage.vue'),
    meta: { title: 'district.one' },
  },
  {
    path: '/nominations',
    component: () => import('./pages/nominations/NominationsPage.vue'),
    meta: { title: 'nav.nominations' },
  },
  {
    path: '/templates',
    component: () => import('./pages/templates/TemplatesPage.vue'),
    meta: { title: 'nav.templates' },
  },
  {
    path: '/me',
    component: () => import('./pages/account/AccountPage.vue'),
    meta: { title: 'nav.me' },
  },
  {
    path: '/accounts',
    component: () => import('./pages/accounts/AccountsPage.vue'),
    meta: { title: 'nav.accounts' },
  },
  {
    path: '/trace',
    component: () => import('./pages/trace/TracePage.vue'),
    meta: { title: 'nav.trace' },
  },
  {
    path: '/views',
    component: () => import('./pages/trace/ViewsPage.vue'),
    meta: { title: 'nav.views' },
  },
  {
    path: '/verify',
    component: () => import('./pages/verify/VerifyPage.vue'),
    meta: { title: 'nav.verify' },
  },
  {
    path: '/backups',
    component: () => import('./pages/backups/BackupsPage.vue'),
    meta: { title: 'nav.backups' },
  },
  {
    path: '/ledgers',
    component: () => import('./pages/ledgers/LedgersPage.vue'),
    meta: { title: 'nav.ledgers' },
  },
  {
    path: '/:rest(.*)*',
    component: () => import('./pages/home/LostPage.vue'),
    meta: { title: 'nav.lost' },
  },
]
