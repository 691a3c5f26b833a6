/** A statement on paper (PDF, A4). Made from the statement alone: the same statement gives the same bytes. */
import { parseInstant, sha256Hex } from '@duoping/kit';
import PDFDocument from 'pdfkit';
import { clockTime, decimal } from '../amount.ts';
import { type Statement, type StatementAgreement, statementText } from '../index.ts';
import { agreementTitle, bothNames, labels, rowOfLine, titleOfLine } from '../wording.ts';

/** Fonts that know Latin and Chinese letters. */
export interface PaperFonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

const MARGIN = 42;
const INK = '#1b1b1f';
const SOFT = '#6a6a72';
const RULE = '#d5d5da';
const FOOT = 40;
const COLUMNS = [
  { head: 'Title 片名', width: 0.36, right: false },
  { head: 'Watched 时长', width: 0.16, right: true },
  { head: 'Receipts', width: 0.1, right: true },
  { head: 'Earned 应得', width: 0.13, right: true },
  { head: 'Recouped', width: 0.12, right: true },
  { head: 'Payable 应付', width: 0.13, right: true },
] as const;

type Paper = InstanceType<typeof PDFDocument>;

export function statementPdf(statement: Statement, fonts: PaperFonts): Promise<Uint8Array> {
  const { period, partner } = statement;
  const made = new Date(parseInstant(period.end) ?? 0); // not the hour it was printed: the bytes would differ
  const paper = new PDFDocument({
    size: 'A4',
    margins: { top: MARGIN, left: MARGIN, right: MARGIN, bottom: MARGIN + FOOT },
    bufferPages: true,
    info: {
      Title: `Statement ${period.id}, ${partner.name}`,
      Producer: 'Duoping',
      Creator: 'Duoping',
      CreationDate: made,
      ModDate: made,
    },
  });
  const chunks: Uint8Array[] = [];
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    paper.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    paper.on('end', () => resolve(Buffer.concat(chunks)));
    paper.on('error', reject);
  });
  paper.registerFont('regular', Buffer.from(fonts.regular)).registerFont('bold', Buffer.from(fonts.bold));
  head(paper, statement);
  facts(paper, statement);
  for (const agreement of statement.agreements) section(paper, agreement, statement.currency);
  feet(paper, statement);
  paper.end();
  return bytes;
}

function head(paper: Paper, statement: Statement): void {
  const { period, partner, totals, currency } = statement;
  paper.font('bold').fontSize(20).fillColor(INK).text(`Statement 结算单 ${period.id}`);
  paper.font('regular').fontSize(12).text(bothNames(partner.names, partner.name));
  paper.fontSize(8.5).fillColor(SOFT).text(`${period.start} – ${period.end}, months of ${period.zone}`);
  for (const label of labels(statement)) {
    paper.moveDown(0.4).font('bold').fontSize(9).fillColor('#b23b00').text(label);
  }
  paper.moveDown(0.8).font('regular').fontSize(9).fillColor(SOFT).text('Payable for this month 本期应付');
  paper
    .font('bold')
    .fontSize(24)
    .fillColor(INK)
    .text(`${currency} ${decimal(totals.payableMinor, currency)}`);
  paper.moveDown(0.6);
}

function facts(paper: Paper, { pool, totals, currency }: Statement): void {
  const amount = (minor: string): string => `${currency} ${decimal(minor, currency)}`;
  const rows: [string, string][] = [
    ['Subscriptions charged 会员收入', amount(pool.chargedMinor)],
    ['Given back 退款', amount(pool.refundedMinor)],
    ...(pool.carriedMinor === '0'
      ? []
      : [['Carried from earlier months 上期结转', amount(pool.carriedMinor)] as [string, string]]), // a row of two
    ['Pool that all contracts share 分成池', amount(pool.revenueMinor)],
    ['Watched by all subscribers 全部观看时长', `${clockTime(pool.watchedMs)}, ${pool.receipts} receipts`],
    ['Of this, your titles 贵方观看时长', `${clockTime(totals.watchedMs)}, ${totals.receipts} receipts`],
  ];
  for (const [label, value] of rows) row(paper, [label, value]);
  paper.moveDown(0.8);
}

function section(paper: Paper, agreement: StatementAgreement, currency: string): void {
  room(paper, 90);
  paper.font('bold').fontSize(11).fillColor(INK).text(agreementTitle(agreement), MARGIN);
  const { guarantee } = agreement;
  if (guarantee) {
    const said = guarantee.recoupable
      ? `Minimum guarantee 保底 ${currency} ${decimal(guarantee.amountMinor, currency)}, paid by its own schedule. ` +
        `Recouped before ${decimal(guarantee.recoupedBeforeMinor, currency)}, this month ${decimal(guarantee.recoupedMinor, currency)}, ` +
        `still to recoup 待抵扣 ${decimal(guarantee.unrecoupedMinor, currency)}.`
      : `Minimum guarantee 保底 ${currency} ${decimal(guarantee.amountMinor, currency)}, paid besides what is earned.`;
    paper.font('regular').fontSize(8.5).fillColor(SOFT).text(said);
  }
  paper.moveDown(0.4);
  cells(
    paper,
    COLUMNS.map((column) => column.head),
    { font: 'regular', size: 8, color: SOFT },
  );
  for (const line of agreement.lines) {
    const late = line.watchedIn;
    cells(
      paper,
      [
        titleOfLine(line),
        ...[clockTime(line.watchedMs), String(line.receipts), decimal(line.earnedMinor, currency)],
        ...[decimal(line.recoupedMinor, currency), decimal(line.payableMinor, currency)],
      ],
      {
        font: 'regular',
        size: 9,
        color: INK,
        note: `${late} · ${rowOfLine(line)} of file ${line.delivery.slice(0, 12)}`,
      },
    );
  }
  cells(
    paper,
    [
      ...['Total 合计', clockTime(agreement.watchedMs), String(agreement.receipts)],
      ...[agreement.earnedMinor, agreement.recoupedMinor, agreement.payableMinor].map((minor) =>
        decimal(minor, currency),
      ),
    ],
    { font: 'bold', size: 9, color: INK },
  );
  paper.moveDown(1);
}

interface CellStyle {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  readonly color: string;
  readonly note?: string;
}

function cells(paper: Paper, texts: readonly string[], { font, size, color, note }: CellStyle): void {
  const width = paper.page.width - 2 * MARGIN;
  const titleWidth = width * COLUMNS[0].width - 6;
  const titleHeight = paper
    .font(font)
    .fontSize(size)
    .heightOfString(texts[0] ?? '', { width: titleWidth });
  room(paper, titleHeight + 18);
  const top = paper.y;
  let left = MARGIN;
  for (const [index, column] of COLUMNS.entries()) {
    const columnWidth = width * column.width;
    const align = column.right ? 'right' : 'left';
    paper.font(font).fontSize(size).fillColor(color);
    paper.text(texts[index] ?? '', left, top, { width: columnWidth - (column.right ? 0 : 6), align });
    left += columnWidth;
  }
  let bottom = top + titleHeight;
  if (note !== undefined) {
    paper
      .font('regular')
      .fontSize(7)
      .fillColor(SOFT)
      .text(note, MARGIN, bottom, { width: width * 0.6, lineBreak: false });
    bottom += 10;
  }
  paper
    .moveTo(MARGIN, bottom + 2)
    .lineTo(MARGIN + width, bottom + 2)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke();
  paper.x = MARGIN;
  paper.y = bottom + 5;
}

function row(paper: Paper, [label, value]: readonly [string, string]): void {
  const width = paper.page.width - 2 * MARGIN;
  const top = paper.y;
  paper
    .font('regular')
    .fontSize(9)
    .fillColor(SOFT)
    .text(label, MARGIN, top, { width: width / 2 });
  paper.fillColor(INK).text(value, MARGIN + width / 2, top, { width: width / 2, align: 'right' });
  paper.x = MARGIN;
}

/** A new page when less than `height` is left on this one. */
function room(paper: Paper, height: number): void {
  if (paper.y + height > paper.page.height - MARGIN - FOOT) paper.addPage();
}

/** Every page names its labels and the statement's hash, so that no page can be passed off as another's. */
function feet(paper: Paper, statement: Statement): void {
  const hash = sha256Hex(new TextEncoder().encode(statementText(statement)));
  const { start, count } = paper.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    paper.switchToPage(page);
    const top = paper.page.height - MARGIN - 24;
    paper.page.margins.bottom = 0; // or the foot would begin a page of its own
    const said = [`Statement SHA-256 ${hash}`, ...labels(statement).map((label) => label.split(':')[0] ?? '')].join(
      ' · ',
    );
    paper.font('regular').fontSize(6.5).fillColor(SOFT);
    paper.text(said, MARGIN, top, { width: paper.page.width - 2 * MARGIN - 60, lineBreak: false });
    paper.text(`${page - start + 1} / ${count}`, paper.page.width - MARGIN - 60, top, {
      width: 60,
      align: 'right',
      lineBreak: false,
    });
  }
}
