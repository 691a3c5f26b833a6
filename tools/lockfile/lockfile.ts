/**
 * Makes package-lock.json the same wherever it was made. Behind a registry mirror that lacks the packages of other
 * platforms, npm leaves them out of the lockfile, and `npm ci` then refuses it elsewhere.
 */

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly dev?: boolean;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface Absent {
  readonly path: string;
  readonly entry: LockedPackage;
}

/** One sentence for each thing that would make `npm ci` fail, or ask another registry, on another machine. */
export function findLockfileFaults(lockfile: Lockfile): string[] {
  const absent = findAbsent(lockfile).map(({ path }) => `${path} is missing: run npx node tools/lockfile/complete.ts`);
  const hosts = Object.entries(lockfile.packages)
    .filter(([, { resolved }]) => resolved !== undefined && /^[a-z+]+:\/\//.test(resolved))
    .map(([path]) => `${path} names the registry it came from: omit-lockfile-registry-resolved in .npmrc forbids that`);
  return [...absent, ...hosts];
}

/** The lockfile with an entry for each optional package that its parents name; sorted as npm sorts. */
export function completeLockfile<L extends Lockfile>(lockfile: L): L {
  const absent = findAbsent(lockfile).map(({ path, entry }): [string, LockedPackage] => [path, entry]);
  const packages = Object.entries(lockfile.packages).concat(absent);
  packages.sort(([one], [other]) => one.localeCompare(other, 'en'));
  return { ...lockfile, packages: Object.fromEntries(packages) };
}

function findAbsent({ packages }: Lockfile): Absent[] {
  const absent = new Map<string, Absent>();
  for (const [parentPath, parent] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(parent.optionalDependencies ?? {})) {
      if (isInstalledFor(parentPath, name, packages)) continue;
      const path = `node_modules/${name}`;
      const version = range.replace(/^[\^~]/, '');
      const entry = { version, optional: true, ...(parent.dev && { dev: true }), ...platformOf(name) };
      absent.set(path, { path, entry });
    }
  }
  return [...absent.values()];
}

/** npm looks for a package beside its parent's own packages, then in each folder above. */
function isInstalledFor(parentPath: string, name: string, packages: Lockfile['packages']): boolean {
  for (let folder = parentPath; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

const SYSTEMS: Record<string, string> = {
  ...{ aix: 'aix', android: 'android', darwin: 'darwin', freebsd: 'freebsd', linux: 'linux', netbsd: 'netbsd' },
  ...{ openbsd: 'openbsd', openharmony: 'openharmony', sunos: 'sunos', win32: 'win32', windows: 'win32' },
};
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];
const LIBRARIES: Record<string, string> = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** Reads `binding-linux-arm64-musl` as what it can run on, so that npm skips it elsewhere. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const words = name.split(/[/-]/);
  const system = words.map((word) => SYSTEMS[word]).find((word) => word !== undefined);
  const processor = words.find((word) => PROCESSORS.includes(word));
  const library = words.map((word) => LIBRARIES[word]).find((word) => word !== undefined);
  if (!system && !processor) throw new Error(`Can't tell from its name on which platforms ${name} runs`);
  return {
    ...(processor && { cpu: [processor] }),
    ...(system && { os: [system] }),
    ...(library && { libc: [library] }),
  };
}
