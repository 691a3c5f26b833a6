import type { Decision, Grant } from '@duoping/rights';
import { expect, test } from 'vitest';
import { titleLanguages } from './title-languages.ts';

type Term = Grant['heldBackLanguages'][number];
const spoken = (range: string): Term => ({ range, kinds: ['audio'] });
const grantOf = (of: Partial<Grant>): Grant => ({
  ...{ id: 'g', partner: 'cinema', contract: 'c', contractVersion: 1, delivery: 'd', place: { sheet: 's', row: 1 } },
  ...{ clause: 'c', work: 'w', alid: 'lamp', licenseType: 'SVOD', verbs: ['list'], screens: { tv: {} } },
  ...{ territories: { include: ['CN'], exclude: [] }, window: { start: 0, end: null }, formatProfile: 'HD' },
  ...{ allowedLanguages: [], heldBackLanguages: [], knownFrom: 0, knownTo: null },
  ...of,
});
const decisionOf = (chosen: Grant, ...others: Grant[]): Decision & { allow: true } => ({
  ...{ allow: true, epoch: 1, grants: [chosen, ...others], chosen, until: null },
  ...{ quality: { formatProfiles: ['HD'], maxHeight: 1080 }, languages: { allowed: null, heldBack: [] } },
});
const TRACKS = { audio: ['zh-CN', 'en'], text: ['zh-CN', 'en'] };

test('a title’s page promises no language that its licence holds back', () => {
  const decision = decisionOf(grantOf({ heldBackLanguages: [spoken('en')] }));
  expect(titleLanguages(decision, TRACKS)).toEqual({ audio: ['zh-CN'], text: ['zh-CN', 'en'] });
});

test('nor one that only another partner licenses', () => {
  const own = grantOf({ allowedLanguages: [spoken('zh')] });
  const rival = grantOf({ partner: 'rival' });
  expect(titleLanguages(decisionOf(own, rival), TRACKS)).toEqual({ audio: ['zh-CN'], text: [] });
});

test('two grants of one offer promise what either allows', () => {
  const [chinese, english] = [
    grantOf({ allowedLanguages: [spoken('zh')] }),
    grantOf({ allowedLanguages: [spoken('en')] }),
  ];
  expect(titleLanguages(decisionOf(chinese, english), TRACKS).audio).toEqual(['zh-CN', 'en']);
});
