/** What Chromium 53 lacks of what Preact and this app call. Nothing here changes a newer engine. */

interface Entries {
  entries?: (object: Record<string, unknown>) => [string, unknown][];
  values?: (object: Record<string, unknown>) => unknown[];
}

const objects: Entries = Object;
objects.entries ??= (object) => Object.keys(object).map((key) => [key, object[key]]);
objects.values ??= (object) => Object.keys(object).map((key) => object[key]);
if (!('queueMicrotask' in window)) {
  Object.assign(window, { queueMicrotask: (act: () => void) => Promise.resolve().then(act) });
}
