/**
 * The thread in which the operator's questions to the rights over time are answered: a hundred thousand titles take
 * seconds to read and compare.
 */
import type { Clock } from '@duoping/kit';
import { type AskingThread, askingThread } from './asking-thread.ts';
import type { Config } from './config.ts';
import type { RightsQuestion } from './rights-answers.ts';

export interface RightsThreadStart {
  readonly databaseUrl: string;
  readonly config: Config;
}

export type RightsDesk = AskingThread<RightsQuestion, 'unknown-delivery'>;

export const rightsDesk = (
  ports: { readonly clock: Clock },
  begins: RightsThreadStart,
  limits: { readonly idleMs?: number } = {},
): RightsDesk => askingThread(ports, { file: new URL('./rights-thread.ts', import.meta.url), begins }, limits);
