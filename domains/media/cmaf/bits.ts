/** Reads bits and Exp-Golomb codes of a NAL unit (H.264 §7.2, §9.1), stepping over emulation prevention bytes. */

export interface BitReader {
  bits(count: number): number;
  flag(): boolean;
  /** ue(v) */
  ue(): number;
  /** se(v) */
  se(): number;
  /** Bytes of the NAL unit that hold what was read so far, emulation prevention included, rounded up. */
  bytesRead(): number;
}

export function bitReader(nal: Uint8Array, from = 0): BitReader {
  let at = from;
  let bit = 0;
  let zeros = 0;

  const next = (): number => {
    if (bit === 0 && zeros >= 2 && nal[at] === 3) {
      at++;
      zeros = 0;
    }
    const byte = nal[at];
    if (byte === undefined) throw new Error('A NAL unit ends inside its header');
    const value = (byte >> (7 - bit)) & 1;
    if (++bit === 8) {
      bit = 0;
      at++;
      zeros = byte === 0 ? zeros + 1 : 0;
    }
    return value;
  };
  const bits = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++) value = value * 2 + next();
    return value;
  };
  const ue = (): number => {
    let leading = 0;
    while (next() === 0) if (++leading > 31) throw new Error('An Exp-Golomb code is too long');
    return 2 ** leading - 1 + bits(leading);
  };
  return {
    bits,
    flag: () => next() === 1,
    ue,
    se: () => {
      const code = ue();
      return code % 2 === 1 ? (code + 1) / 2 : -code / 2;
    },
    bytesRead: () => (bit === 0 ? at : at + 1),
  };
}
