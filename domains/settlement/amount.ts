/** Amounts and times as people read them. Exact: an amount is its minor units with a point put in. */
import { minorDigits } from '@duoping/kit';

/** `-12,345.60` of minor units and a currency; `group: ''` leaves the thousands ungrouped. */
export function decimal(minor: bigint | string, currency: string, group = ','): string {
  const digits = minorDigits(currency);
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
