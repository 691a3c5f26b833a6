/** The names of rails in the viewer's language. */
import type { RailId } from '#catalog';

type NamedRail = Exclude<RailId, `partner:${string}`>;

const ENGLISH: Record<NamedRail, string> = {
  continue: 'Continue watching',
  leaving: 'Leaving soon',
  new: 'New',
  all: 'All films',
};
const CHINESE: Record<NamedRail, string> = { continue: '接着看', leaving: '即将下线', new: '新上线', all: '全部影片' };

export function railTitle(id: RailId, language: string, partnerName: (partner: string) => string): string {
  if (id.startsWith('partner:')) return partnerName(id.slice('partner:'.length));
  const names: Readonly<Record<string, string>> = language.startsWith('zh') ? CHINESE : ENGLISH;
  return names[id] ?? id;
}
