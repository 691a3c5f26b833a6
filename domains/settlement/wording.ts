/** What paper and workbook say of a statement in words, the same in both. */
import type { Statement, StatementAgreement, StatementLine } from './statement.ts';

/** `中文名 / English name`, or whatever names there are. */
export function bothNames(names: Readonly<Record<string, string>>, otherwise: string): string {
  const [chinese, english] = [names['zh-CN'] ?? names.zh, names.en];
  const said = [...new Set([chinese, english].filter((name) => name !== undefined && name !== ''))];
  return said.length > 0 ? said.join(' / ') : (Object.values(names)[0] ?? otherwise);
}

export const titleOfLine = (line: StatementLine): string => bothNames(line.title, line.alid);

/** Where the line's right stands in what the partner delivered. */
export function rowOfLine({ place }: StatementLine): string {
  if ('sheet' in place) return `${place.sheet} row ${place.row}`;
  return place.line === undefined ? place.path : `${place.path} line ${place.line}`;
}

/** `55 %`, `12.5 %`. */
export function percent(basisPoints: number): string {
  const fraction = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(basisPoints / 100)}${fraction === '' ? '' : `.${fraction}`} %`;
}

/** What must stand on every page: that figures were made up, that more may come. */
export const labels = ({ status, illustrative }: Statement): readonly string[] => [
  ...(status === 'preview' ? ['PREVIEW 预览: this month is not closed; more may come'] : []),
  ...(illustrative ? ['ILLUSTRATIVE 示例: contracts and amounts were made up for a demonstration'] : []),
];

export const agreementTitle = ({ contract, version, shareBasisPoints }: StatementAgreement): string =>
  shareBasisPoints === 0
    ? `${contract}, version ${version}: takes no share of subscriptions 不参与会员分成`
    : `${contract}, version ${version}: ${percent(shareBasisPoints)} of its part 分成`;
