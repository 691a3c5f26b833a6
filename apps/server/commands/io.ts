/** What a command may use of the machine it runs on. stdout carries data alone; everything for people goes to stderr. */
export interface CommandIo {
  stdout(line: string): void;
  stderr(line: string): void;
  /** `-` is what comes by standard input. */
  readFile(path: string): Promise<Uint8Array>;
}

/** 0 fine, 1 the data has errors, 2 unusable input or usage. */
export type ExitCode = 0 | 1 | 2;
