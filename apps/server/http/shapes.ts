/** Shapes of the API's answers that several routes share. What stands here is the published contract (OpenAPI). */
import { z } from 'zod';

export const instant = z.string().meta({ description: 'RFC 3339, UTC', example: '2026-11-22T12:00:00Z' });

export const errorBody = z
  .object({
    error: z.object({
      reason: z.string().meta({ description: 'A stable word; docs/errors.md lists them' }),
      reasons: z.array(z.string()).optional(),
      detail: z.string().optional(),
      until: instant.nullable().optional(),
      others: z.array(z.object({ playId: z.string(), deviceName: z.string(), title: z.string() })).optional(),
    }),
  })
  .meta({ id: 'Error' });

export const card = z
  .object({
    work: z.string(),
    title: z.string(),
    otherTitle: z.string(),
    synopsis: z.string(),
    year: z.int().nullable(),
    durationSeconds: z.number().nullable(),
    formatProfile: z.string(),
    rating: z.string().nullable(),
    genres: z.array(z.string()),
    partner: z.string(),
    availableUntil: instant.nullable(),
    progress: z.number().min(0).max(1).nullable(),
    illustrative: z.boolean(),
    ready: z.boolean().meta({ description: 'False while the media is still being prepared' }),
    poster: z.string().nullable(),
    wide: z.string().nullable(),
    series: z
      .object({
        id: z.string(),
        title: z.string(),
        season: z.int().nullable(),
        episode: z.int().nullable(),
      })
      .nullable()
      .meta({ description: 'What it is an episode of. A list has one card of each series: the episode to go on with' }),
  })
  .meta({ id: 'Card' });

export const home = z
  .object({
    rails: z.array(z.object({ id: z.string(), title: z.string(), cards: z.array(card) })),
    until: instant.nullable().meta({ description: 'The first instant at which this page could look different' }),
  })
  .meta({ id: 'Home' });

export const titleDetail = card
  .extend({
    audioLanguages: z.array(z.string()),
    subtitleLanguages: z.array(z.string()),
    positionSeconds: z.number(),
    credits: z.string().nullable(),
    licenseTypes: z.array(z.string()),
    seasons: z
      .array(z.object({ number: z.int().nullable(), episodes: z.array(card) }))
      .meta({ description: 'All episodes of its series that may be shown; empty of a single film' }),
    next: card.nullable().meta({ description: 'The episode to go on with after this one' }),
  })
  .meta({ id: 'Title' });

export const finding = z
  .object({
    file: z.string(),
    severity: z.enum(['error', 'warning', 'notice']),
    code: z.string(),
    message: z.string(),
    where: z.record(z.string(), z.union([z.string(), z.number()])),
    value: z.string().optional(),
  })
  .meta({ id: 'Finding' });

export const grantLine = z
  .object({
    alid: z.string(),
    title: z.string(),
    licenseType: z.string(),
    formatProfile: z.string(),
    territories: z.string(),
    screens: z.array(z.string()),
    start: instant,
    end: instant.nullable(),
  })
  .meta({ id: 'GrantLine' });
