/** PostgreSQL: the records of every room. */
export { type Database, databaseOf } from './database.ts';
