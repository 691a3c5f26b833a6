/** The sandbox: a payment provider that moves no money and says yes, so that a demonstration has payments. */
import { ok } from '@duoping/kit';
import type { PaymentProvider } from './charge-subscriptions.ts';

export const SANDBOX = 'sandbox';

export const sandboxProvider: PaymentProvider = { name: SANDBOX, charge: async () => ok('paid') };
