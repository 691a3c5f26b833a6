/** People who work with this installation and sign in: the operator's staff and its partners'. Viewers are not among them. */
import type { Id, Result } from '@duoping/kit';

/** What a person may do here. A partner's person sees that partner's things and nothing else. */
export type Standing = { readonly role: 'operator' } | { readonly role: 'partner'; readonly partner: string };

export type Account = Standing & {
  readonly id: Id<'account'>;
  /** In lower case; unique. */
  readonly email: string;
  readonly name: string;
};

export type NewAccount = Standing & Pick<Account, 'email' | 'name'>;

export type SessionAct = 'sign-in' | 'sign-out' | 'change-password';

/** Sign-in and the accounts behind it. Passwords are handed over in clear and kept only as scrypt hashes. */
export interface SignIn {
  /** Who holds the session that these headers carry; undefined when there is none, or it ended or was taken back. */
  accountOf(headers: Headers): Promise<Account | undefined>;
  /** Answers one of the session's acts, with the cookies that it sets or takes away. Counts no tries. */
  respond(act: SessionAct, caller: { readonly headers: Headers; readonly body?: object }): Promise<Response>;
  accounts(): Promise<readonly Account[]>;
  add(account: NewAccount, password: string): Promise<Result<Account, 'email-taken'>>;
  /** Ends the account's sessions as well. */
  setPassword(account: Id<'account'>, password: string): Promise<Result<Account, 'unknown-account'>>;
  /** Ends the account's sessions as well. The last operator stays, so that an installation can't lock itself out. */
  remove(account: Id<'account'>): Promise<Result<Account, 'unknown-account' | 'last-operator'>>;
}

/** Shortest password that is taken, in characters (NIST SP 800-63B-4 §3.1.1.2 asks for 15 where it is the only factor). */
export const SHORTEST_PASSWORD = 15;
