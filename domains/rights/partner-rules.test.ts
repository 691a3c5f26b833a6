import { describe, expect, test } from 'vitest';
import { compileGrants } from './compile.ts';
import { narrowGrant } from './narrow-grant.ts';
import { clause, compileInput, grant, RULES } from './testing.ts';

const compiled = (clauses: ReturnType<typeof clause>[], rules = {}) =>
  compileGrants(compileInput({ clauses, rules: { ...RULES, ...rules } }));
describe('languages under the rule that makes them wider', () => {
  const spanish = clause({
    allowedLanguages: [
      { range: 'es-419', kinds: ['subtitle'] },
      { range: 'es-ES', kinds: ['audio'] },
      { range: 'en', kinds: ['audio', 'subtitle'] },
    ],
    heldBackLanguages: [{ range: 'es-MX', kinds: ['audio'] }],
  });
  test('a variety allows its language, a holdback stays what it is, and the row is told', () => {
    const { grants, interpretations } = compiled([spanish], { widensLanguages: true });
    expect(grants[0]).toMatchObject({
      allowedLanguages: [
        { range: 'es', kinds: ['audio', 'subtitle'] },
        { range: 'en', kinds: ['audio', 'subtitle'] },
      ],
      heldBackLanguages: [{ range: 'es-MX', kinds: ['audio'] }],
    });
    expect(interpretations.map(({ message }) => message)).toEqual(['Languages are allowed whole: es-419, es-ES']);
  });
  test('without it nothing is wider', () => {
    expect(compiled([spanish]).grants[0]?.allowedLanguages).toEqual(spanish.allowedLanguages);
  });
});

describe('a grant without some territories', () => {
  const of = (include: string[], exclude: string[] = []) => grant({ territories: { include, exclude } });
  test.each([
    ['a country of two', of(['CA', 'US']), { include: ['US'], exclude: [] }, [{ include: ['CA'], exclude: [] }]],
    ['all of it', of(['CA']), { include: ['CA'], exclude: [] }, []],
    ['a province', of(['CA']), { include: ['CA-QC'], exclude: [] }, [{ include: ['CA'], exclude: ['CA-QC'] }]],
    ['a country of the world', of(['ZZ']), { include: ['CN'], exclude: [] }, [{ include: ['ZZ'], exclude: ['CN'] }]],
    ['the world but one', of(['CA', 'US']), { include: ['ZZ'], exclude: ['US'] }, [{ include: ['US'], exclude: [] }]],
  ])('%s', (_, whole, away, left) => {
    expect(narrowGrant(whole, away).map(({ territories }) => territories)).toEqual(left);
  });
  test('that it doesn’t have is the same grant', () => {
    const whole = of(['CA']);
    expect(narrowGrant(whole, { include: ['US'], exclude: [] })).toEqual([whole]);
  });
  test('goes by another id, the same for the same rest', () => {
    const away = { include: ['US'], exclude: [] };
    const [rest] = narrowGrant(of(['CA', 'US']), away);
    expect(rest?.id).not.toBe(of(['CA', 'US']).id);
    expect(rest?.id).toBe(narrowGrant(of(['CA', 'US']), away)[0]?.id);
  });
});
