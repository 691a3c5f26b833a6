/** What the allowing grants say together of quality and languages, worked out once for each combination of terms. */
import type { Grant, Screen } from './grant.ts';
import type { AnswerNode, GrantedWords, QuestionTables, RightsIndex } from './index-columns.ts';
import { uniteLanguages } from './languages.ts';
import { grantedQuality, uniteQuality } from './quality.ts';
import { kindOf } from './row-time.ts';

/** `rows` are those of `grants`, in order. */
export function wordsOf(
  { columns, memo }: RightsIndex,
  allowing: { grants: readonly Grant[]; rows: readonly number[] },
  screen: Screen,
): GrantedWords {
  let node = memo.answers;
  for (const row of allowing.rows) node = nextNode(memo, node, columns.kinds.terms[kindOf(columns, row)] ?? -1);
  const known = node.byScreen.get(screen);
  if (known) return known;
  const words = {
    quality: uniteQuality(allowing.grants.map((grant) => grantedQuality(grant, screen))),
    languages: uniteLanguages(allowing.grants),
    concurrency: uniteConcurrency(allowing.grants, screen),
  };
  node.byScreen.set(screen, words);
  return words;
}

function nextNode(memo: QuestionTables, node: AnswerNode, terms: number): AnswerNode {
  const known = node.next.get(terms);
  if (known) return known;
  const fresh = emptyAnswers();
  node.next.set(terms, fresh);
  if (++memo.answerCount > ANSWER_LIMIT) {
    memo.answers = emptyAnswers();
    memo.answerCount = 0;
  }
  return fresh;
}

/** The most that any of them lets run at once; a grant without a limit lets any number. */
function uniteConcurrency(grants: readonly Grant[], screen: Screen): number | null {
  const limits = grants.map((grant) => grant.screens[screen]?.concurrency ?? Number.POSITIVE_INFINITY);
  const most = Math.max(...limits);
  return most === Number.POSITIVE_INFINITY ? null : most;
}

export const emptyAnswers = (): AnswerNode => ({ next: new Map(), byScreen: new Map() });

/** Combinations of terms that are kept before all are forgotten. */
export const ANSWER_LIMIT = 4096;
