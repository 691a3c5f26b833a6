/** The languages that a title's page may promise: of the chosen offer's own media, what its own grants let be heard and read. */
import { type Decision, permitsLanguage } from '@duoping/rights';

export interface TitleLanguages {
  readonly audio: readonly string[];
  readonly text: readonly string[];
}

export function titleLanguages({ chosen, grants }: Decision & { allow: true }, tracks: TitleLanguages): TitleLanguages {
  const own = grants.filter(({ partner, alid }) => partner === chosen.partner && alid === chosen.alid);
  const permitted = (kind: 'audio' | 'subtitle') => (language: string) =>
    own.some((grant) => permitsLanguage(grant, language, kind));
  return { audio: tracks.audio.filter(permitted('audio')), text: tracks.text.filter(permitted('subtitle')) };
}
