import { expect, test } from 'vitest';
import { sameTitleOf } from './same-title.ts';

const EIDR = 'md:alid:eidr-s:1234-5678-9ABC-DEF0-1234-X';
const SAME = 'md:alid:eidr:10.5240/1234-5678-9ABC-DEF0-1234-X';
const OTHER = 'md:alid:eidr-s:0000-5678-9ABC-DEF0-1234-X';

test('works that carry one EIDR are one title, by the first of them', () => {
  const title = sameTitleOf([
    { work: 'b', alid: EIDR },
    { work: 'a', alid: SAME },
    { work: 'c', alid: 'md:alid:org:tide:lamp' },
    { work: 'd', alid: OTHER },
  ]);
  expect(['a', 'b', 'c', 'd', 'nobody knows'].map(title)).toEqual(['a', 'a', 'c', 'd', 'nobody knows']);
});

test('a work under two EIDRs joins the works of both, in whichever order they come', () => {
  const offers = [
    { work: 'c', alid: EIDR },
    { work: 'a', alid: OTHER },
    { work: 'b', alid: SAME },
    { work: 'b', alid: OTHER },
  ];
  for (const told of [offers, offers.toReversed()]) {
    const title = sameTitleOf(told);
    expect(['a', 'b', 'c'].map(title)).toEqual(['a', 'a', 'a']);
  }
});
