/** A delivery as a person reviews it, answered: what it comes to, a page of its rows, a page of its lines. */
import { type DeliveredSheet, deliveredRows } from '@duoping/avails';
import { asId, ok, type Result, refuse } from '@duoping/kit';
import type { z } from 'zod';
import {
  type Delivery,
  type DeliveryPorts,
  type DiffAct,
  type DiffLine,
  diffLines,
  diffPage,
  diffPlaces,
  type FileFinding,
  rowsBeside,
} from '#deliveries';
import { headOf, holdOf, lineOf, linesBody, reviewBody, rowsBody } from './http/delivery-shapes.ts';
import { kept } from './http/kept.ts';

/** Only files of this size have rows to show; films don't. */
const MAX_SHOWN_BYTES = 128 * 1024 * 1024;
const IDLE_MS = 120_000;

interface PageAsked {
  readonly from: number;
  readonly count: number;
}

interface RowsAsked extends PageAsked {
  readonly file: string;
  readonly sheet?: string | undefined;
  readonly only: 'all' | 'found';
}

interface LinesAsked extends PageAsked {
  readonly act?: DiffAct | undefined;
  readonly screen?: string | undefined;
  readonly territory?: string | undefined;
}

/** Plain data, so that it can be asked of another thread. */
export type ReviewQuestion = { readonly id: string } & (
  | { readonly kind: 'review' }
  | { readonly kind: 'rows'; readonly asked: RowsAsked }
  | { readonly kind: 'lines'; readonly asked: LinesAsked }
);

export type ReviewAnswer = Result<
  z.output<typeof reviewBody> | z.output<typeof rowsBody> | z.output<typeof linesBody>,
  'unknown-delivery'
>;

interface Review {
  readonly delivery: Delivery;
  readonly lines: readonly DiffLine[];
}

/** A delivery as it stands is read and compared once for all its pages, and a file once for all its rows. */
export function reviewAnswers(
  deliveries: Pick<DeliveryPorts, 'atomically' | 'objects'>,
  now: () => number,
): (question: ReviewQuestion) => Promise<ReviewAnswer> {
  const reviews = kept<Review>({ most: 4, idleMs: IDLE_MS, now });
  const sheets = kept<readonly DeliveredSheet[]>({ most: 2, idleMs: IDLE_MS, now });

  async function reviewOf(id: string): Promise<Review | undefined> {
    const version = await deliveries.atomically((writes) => writes.deliveries.version(asId(id)));
    if (version === undefined) return undefined;
    return reviews.get(`${id} ${version}`, async () => {
      const delivery = await deliveries.atomically((writes) => writes.deliveries.stored(asId(id)));
      if (!delivery) throw new Error(`Delivery ${id} is gone`);
      return { delivery, lines: delivery.report ? diffLines(delivery.report.diff) : [] };
    });
  }

  async function rowsOf({ delivery }: Review, { file: name, only, ...asked }: RowsAsked): Promise<ReviewAnswer> {
    const file = delivery.files.find((each) => each.name === name);
    if (!file || file.sizeBytes > MAX_SHOWN_BYTES) return refuse('unknown-delivery');
    const read = await sheets.get(file.sha256, async () => deliveredRows(await deliveries.objects.read(file.sha256)));
    const findings = delivery.report?.findings.filter((finding) => finding.file === name) ?? [];
    const beside = rowsBeside(read, findings, { ...asked, foundOnly: only === 'found' });
    return beside ? ok(rowsBody.parse(beside)) : refuse('unknown-delivery');
  }

  return async (question) => {
    const review = await reviewOf(question.id);
    if (!review) return refuse('unknown-delivery');
    if (question.kind === 'rows') return rowsOf(review, question.asked);
    return ok(question.kind === 'review' ? outlineOf(review) : pageOf(review, question.asked));
  };
}

function outlineOf({ delivery, lines }: Review): z.output<typeof reviewBody> {
  const { report } = delivery;
  return reviewBody.parse({
    ...headOf(delivery),
    files: delivery.files,
    review: report && {
      counts: report.counts,
      diff: {
        appears: report.diff.appears.length,
        disappears: report.diff.disappears.length,
        changes: report.diff.changes.length,
        conflicts: report.diff.conflicts.length,
        unchanged: report.diff.unchanged,
      },
      holds: report.holds.map(holdOf),
      places: diffPlaces(lines),
      unplaced: report.findings.filter(hasNoRow),
    },
  });
}

function pageOf({ lines: all }: Review, asked: LinesAsked): z.output<typeof linesBody> {
  const { total, lines } = diffPage(all, asked);
  return linesBody.parse({
    total,
    lines: lines.map(({ line, other, ...rest }) => ({
      ...rest,
      line: lineOf(line),
      other: other === null ? null : lineOf(other),
    })),
  });
}

const hasNoRow = ({ where }: FileFinding): boolean => !('row' in where) && where.line === undefined;
