/** Who may import whom: the table of ARCHITECTURE.md. What is absent is forbidden. Everyone may import kit. */

export const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  avails: [],
  evidence: [],
  households: [],
  devices: [],
  rights: ['avails'],
  deals: ['rights'],
  licensing: ['rights', 'deals'],
  catalog: ['rights', 'licensing'],
  keys: ['rights', 'licensing'],
  media: ['keys'],
  commerce: ['households', 'devices', 'deals'],
  ads: ['households', 'devices', 'rights'],
  deliveries: ['avails', 'rights', 'deals', 'licensing', 'catalog', 'media'],
  playback: ['rights', 'licensing', 'households', 'devices', 'commerce', 'keys', 'media', 'ads', 'evidence'],
  settlement: ['deals', 'commerce', 'ads', 'evidence'],
  insight: ['deals', 'catalog', 'devices', 'commerce', 'ads', 'evidence', 'settlement'],
};

/** Rooms whose core may use node:crypto: hashing and signing are what they decide with. */
export const MAY_USE_CRYPTO = ['keys', 'evidence', 'media'];
