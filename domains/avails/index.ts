/** The partners' grammars: what a delivered file says, in one model, with findings that name their place. */
export { type AnnotateRefusal, annotateXlsx } from './annotate/annotate-xlsx.ts';
export type {
  Bound,
  Clause,
  EntryType,
  Finding,
  FormatProfile,
  LanguageTerm,
  LicenseType,
  Place,
  PriceTerm,
  Reading,
  Severity,
  TrackKind,
  WorkType,
} from './clause.ts';
export { CONVERSIONS, type Conversion, type Converted, convertAvails } from './convert/convert.ts';
export { columnOfPlace, type DeliveredRow, type DeliveredSheet, deliveredRows, LINES } from './delivered-rows.ts';
export type { Artwork, Description, Rating } from './description.ts';
export { FINDINGS, type FindingCode, isUnusable } from './finding.ts';
export { DEFAULT_LIMITS, type Limits } from './limits.ts';
export type { AlidExperience, ManifestFile } from './mec/manifest.ts';
export { type ReadOptions, readAvails } from './read.ts';
export { readAvailsStream, type StreamedFile, type StreamedReading } from './read-stream.ts';
export { type CheckReport, checkReport } from './report.ts';
// What tools/avails-tables makes of the published rules.
export type { CodeTable, RatingTable, VocabularyTable } from './rules/list-tables.ts';
export type { ElementType, Particle, SchemaTable, SchemaVersion, TypeRef, ValueType } from './rules/schema-table.ts';
export type { Condition, Constraint, Path, Step, StructureRule, StructureTable } from './rules/structure-table.ts';
export { type AvailRow, writeAvailsXlsx } from './write-avails.ts';
export { type CellValue, type SheetContent, writeWorkbook } from './write-workbook.ts';
