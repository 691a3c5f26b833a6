/** What tests know of the living room's words: sentences and how they are made, by name. */
interface LivingRoomWords {
  readonly reasons: Readonly<Record<string, string>>;
  readonly [sentence: string]: unknown;
}
export const WORDS: Readonly<Record<'en' | 'zh-CN', LivingRoomWords>>;
