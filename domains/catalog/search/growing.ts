/** Lists of numbers and bytes that grow while an index is built, and are cut to their length at the end. */

export interface Numbers {
  readonly length: () => number;
  push(value: number): void;
  finish(): Uint32Array;
}

export function growingNumbers(): Numbers {
  let room = new Uint32Array(1024);
  let length = 0;
  return {
    length: () => length,
    push(value) {
      if (length === room.length) {
        const larger = new Uint32Array(room.length * 2);
        larger.set(room);
        room = larger;
      }
      room[length++] = value;
    },
    finish: () => room.slice(0, length),
  };
}

export interface Bytes {
  readonly length: () => number;
  /** Writes a text as UTF-8 and returns how many bytes it took. */
  write(text: string): number;
  end(): void;
  finish(): Uint8Array;
}

export function growingBytes(): Bytes {
  const encoder = new TextEncoder();
  let room = new Uint8Array(4096);
  let length = 0;
  const makeRoom = (more: number): void => {
    if (length + more <= room.length) return;
    const larger = new Uint8Array(Math.max(room.length * 2, length + more));
    larger.set(room);
    room = larger;
  };
  return {
    length: () => length,
    write(text) {
      makeRoom(text.length * 3);
      const { written } = encoder.encodeInto(text, room.subarray(length));
      length += written;
      return written;
    },
    end() {
      makeRoom(1);
      room[length++] = 0;
    },
    finish: () => room.slice(0, length),
  };
}
