/** The stages of *Test connection*, as people call them. Apart from the settings page's others: a note names them, too. */
export const stageWords = {
  url: 'Addresses',
  permission: 'Permission',
  server: 'Server',
  health: 'Health and AI readiness',
  tenant: 'Tenant',
  account: 'Sign-in',
  websocket: 'Live connection',
  ready: 'Greeting',
  join: 'Joining a chat',
  ping: 'Round trip',
  way: 'The way taken',
  message: 'Test message',
} as const;
