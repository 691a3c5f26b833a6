// The `duoping` command on whatever Node runs it: too old a Node gets one plain sentence instead of a syntax error.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Duoping needs Node 24 or newer and this is ${process.version}. Run it as: npm run -s duoping -- …\n`,
  );
  process.exit(2);
}
await import('./duoping.ts');
