/** BCP 47 language tags as partners write them, and the matching of ranges (RFC 4647, basic filtering). */

/** `zh-CN`, `en`, `es-419`. Language lower case, script title case, region upper case. */
export type LanguageTag = string;

const TAG =
  /^[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[a-wyzA-WYZ](-[A-Za-z0-9]{2,8})+)*(-x(-[A-Za-z0-9]{1,8})+)?$/;

/** The tag in its usual case; undefined when it isn't well-formed. */
export function normaliseLanguage(text: string): LanguageTag | undefined {
  if (!TAG.test(text)) return undefined;
  return text
    .split('-')
    .map((part, index) => {
      if (index === 0) return part.toLowerCase();
      if (part.length === 4 && /^[A-Za-z]/.test(part))
        return part.charAt(0).toUpperCase() + part.slice(1).toLowerCase();
      return part.length === 2 ? part.toUpperCase() : part.toLowerCase();
    })
    .join('-');
}

/** Does the range (`es`, `*`) cover the tag (`es-419`)? `es-419` doesn't cover `es`. */
export function languageInRange(range: LanguageTag, tag: LanguageTag): boolean {
  const wanted = range.toLowerCase();
  const given = tag.toLowerCase();
  return wanted === '*' || given === wanted || given.startsWith(`${wanted}-`);
}
