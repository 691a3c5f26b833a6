/** PostgreSQL: the embedded one or any other by URL, connections, transactions, migrations. */
export { batched, batchedRows } from './batch.ts';
export { AlreadyOwned, CannotStart, explainFileError } from './cannot-start.ts';
export {
  type Connection,
  type DatabaseOptions,
  openDatabase,
  type Pool,
  transaction,
} from './database.ts';
export { type Embedded, type EmbeddedOptions, runningEmbedded, startEmbedded } from './embedded.ts';
export { embeddedTrouble } from './embedded-trouble.ts';
export { homeFolder } from './home.ts';
export { checksum, migrate, migrateWithin, type RoomSteps } from './migrate.ts';
export { type Database, databaseOf, databaseWithin } from './statements.ts';
