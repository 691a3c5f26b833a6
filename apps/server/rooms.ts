/** What each room needs of the database, in the order in which rooms lean on each other. */
import type { RoomSteps } from '#engines/postgres';
import { catalogMigration } from '../../domains/catalog/adapters/postgres.ts';
import { migrations as commerceMigration } from '../../domains/commerce/adapters/postgres.ts';
import { dealsMigration } from '../../domains/deals/adapters/postgres.ts';
import { deliveriesMigration } from '../../domains/deliveries/adapters/postgres.ts';
import { migrations as devicesMigration } from '../../domains/devices/adapters/postgres.ts';
import { migrations as evidenceMigration } from '../../domains/evidence/adapters/postgres.ts';
import { migrations as householdsMigration } from '../../domains/households/adapters/postgres.ts';
import { signInMigration } from '../../domains/households/adapters/sign-in.ts';
import { keysMigration } from '../../domains/keys/adapters/postgres.ts';
import { licensingMigration } from '../../domains/licensing/adapters/postgres.ts';
import { mediaMigration } from '../../domains/media/adapters/asset-records.ts';
import { migrations as playbackMigration } from '../../domains/playback/adapters/postgres.ts';
import { settlementMigration } from '../../domains/settlement/adapters/postgres.ts';

export const ROOMS: readonly RoomSteps[] = [
  householdsMigration,
  signInMigration,
  devicesMigration,
  dealsMigration,
  licensingMigration,
  catalogMigration,
  keysMigration,
  mediaMigration,
  commerceMigration,
  deliveriesMigration,
  playbackMigration,
  evidenceMigration,
  settlementMigration,
];
