/** The accounts of the books by name, and what their balances say. */
import { accountKey } from './journal.ts';

/** Subscription revenue between its payment and its division; a debit is what refunds took too much. */
export const REVENUE = 'revenue:subscriptions';
/** What is left for the operator after every contract's share. */
export const KEPT = 'kept:operator';
export const cashAt = (provider: string): string => `cash:${provider}`;
/** What a partner is owed besides its guarantees. */
export const payableTo = (partner: string): string => `payable:${partner}`;
/** A guarantee as the content plan pays it: promised once, whatever is earned. */
export const promisedIn = (contract: string): string => `promised:${contract}`;
/** The part of a promised guarantee that earnings haven't recouped yet. */
export const advanceOf = (contract: string): string => `advance:${contract}`;

/** What stands on each account, as `account currency`: debits above zero, credits below. */
export type Balances = ReadonlyMap<string, bigint>;

export const balanceOf = (balances: Balances, account: string, currency: string): bigint =>
  balances.get(accountKey(account, currency)) ?? 0n;

export const promisedSoFar = (balances: Balances, contract: string, currency: string): bigint =>
  -balanceOf(balances, promisedIn(contract), currency);

export const recoupedSoFar = (balances: Balances, contract: string, currency: string): bigint =>
  promisedSoFar(balances, contract, currency) - balanceOf(balances, advanceOf(contract), currency);
