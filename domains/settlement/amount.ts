/** Amounts and times as people read them. Exact: an amount is its minor units with a point put in. */

/** Digits after the point where they aren't two (ISO 4217). */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0 },
  ...{ XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
};

/** `-12,345.60` of minor units and a currency; `group: ''` leaves the thousands ungrouped. */
export function decimal(minor: bigint | string, currency: string, group = ','): string {
  const digits = DIGITS[currency] ?? 2;
  const text = String(minor);
  const sign = text.startsWith('-') ? '-' : '';
  const units = text.slice(sign.length).padStart(digits + 1, '0');
  const whole = units.slice(0, units.length - digits).replace(/\B(?=(\d{3})+$)/g, group);
  return `${sign}${whole}${digits > 0 ? `.${units.slice(-digits)}` : ''}`;
}

/** `12:03:45.250` of milliseconds; whole seconds carry no fraction. */
export function clockTime(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const rest = ms % 1000;
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`;
}
