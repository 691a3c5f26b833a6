/** What a call comes back with: the value, or the refusal. The kit's Result without the kit's weight on a TV. */
import type { Result } from '@duoping/kit';
import type { Refusal } from './api.ts';

export type Answer<T> = Result<T, Refusal>;

export const yes = <T>(value: T): Answer<T> => ({ ok: true, value });
export const no = (reason: Refusal): Answer<never> => ({ ok: false, reason });
