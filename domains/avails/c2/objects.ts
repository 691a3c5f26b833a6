/** The objects and mappings of a C2 document (`<ADI><Objects>`), as they stand in it. */
import type { FindingList } from '../finding.ts';
import type { Limits } from '../limits.ts';
import type { Gathered } from '../named-cells.ts';
import { feed } from '../xml.ts';
import { elementStream, type XmlElement } from '../xml-elements.ts';

export type C2Action = 'REGIST' | 'UPDATE' | 'DELETE';

export interface C2Object {
  readonly type: string;
  readonly id: string;
  readonly code: string;
  readonly action: C2Action;
  readonly properties: ReadonlyMap<string, Gathered>;
  readonly path: string;
  readonly line: number;
}

/** That one object belongs to another: an episode to its series, a film to its file or to a package. */
export interface C2Mapping {
  readonly parentType: string;
  readonly parent: string;
  readonly elementType: string;
  readonly element: string;
  readonly action: C2Action;
  readonly properties: ReadonlyMap<string, Gathered>;
  readonly path: string;
  readonly line: number;
}

export interface C2Document {
  readonly objects: readonly C2Object[];
  readonly mappings: readonly C2Mapping[];
}

/** Undefined when the document could not be read; why is among the findings. */
export function readObjects(bytes: Uint8Array, limits: Limits, findings: FindingList): C2Document | undefined {
  const objects: C2Object[] = [];
  const mappings: C2Mapping[] = [];
  const stream = elementStream(
    {
      outer: () => undefined,
      isWhole: (name, depth) => depth === 2 && (name === 'Object' || name === 'Mapping'),
      whole(element) {
        const isObject = element.name === 'Object';
        const list = isObject ? objects : mappings;
        if (list.length >= limits.rows) stream.refuse(`more than ${limits.rows} objects`);
        const path = `/ADI/${isObject ? 'Objects/Object' : 'Mappings/Mapping'}[${list.length + 1}]`;
        const action = actionOf(element, path, findings);
        if (action === undefined) return;
        if (isObject) objects.push(objectOf(element, action, path, findings));
        else mappings.push(mappingOf(element, action, path, findings));
      },
    },
    limits,
  );
  feed(stream, bytes);
  const fault = stream.end();
  if (!fault) return { objects, mappings };
  findings.add(fault.fault, { path: '', line: fault.line }, fault.message);
  return undefined;
}

const ACTIONS: ReadonlyMap<string, C2Action> = new Map([
  ['REGIST', 'REGIST'],
  ['REGISTER', 'REGIST'],
  ['UPDATE', 'UPDATE'],
  ['DELETE', 'DELETE'],
]);

function actionOf({ attributes, line }: XmlElement, path: string, findings: FindingList): C2Action | undefined {
  const text = (attributes.Action ?? '').trim();
  const action = ACTIONS.get(text.toUpperCase());
  if (!action) findings.add('unknown-action', { path, line }, 'neither REGIST, nor UPDATE, nor DELETE', text);
  return action;
}

function objectOf(element: XmlElement, action: C2Action, path: string, findings: FindingList): C2Object {
  const { attributes, line } = element;
  const id = (attributes.ID ?? '').trim();
  const code = (attributes.Code ?? '').trim();
  const properties = propertiesOf(element, path, findings);
  return { type: (attributes.ElementType ?? '').trim(), id, code: code || id, action, properties, path, line };
}

function mappingOf(element: XmlElement, action: C2Action, path: string, findings: FindingList): C2Mapping {
  const { attributes, line } = element;
  const one = (code: string | undefined, id: string | undefined): string => (code ?? '').trim() || (id ?? '').trim();
  return {
    parentType: (attributes.ParentType ?? '').trim(),
    parent: one(attributes.ParentCode, attributes.ParentID),
    elementType: (attributes.ElementType ?? '').trim(),
    element: one(attributes.ElementCode, attributes.ElementID),
    action,
    properties: propertiesOf(element, path, findings),
    path,
    line,
  };
}

/** Interface documents write the attribute as `Name` and as `name`. A value that repeats differently is a slip. */
function propertiesOf(element: XmlElement, path: string, findings: FindingList): ReadonlyMap<string, Gathered> {
  const properties = new Map<string, Gathered>();
  for (const { name, attributes, text, line } of element.children) {
    const key = (attributes.Name ?? attributes.name ?? '').trim();
    if (name !== 'Property' || key === '' || text === '') continue;
    const before = properties.get(key);
    if (!before) properties.set(key, { text, line });
    else if (before.text !== text)
      findings.add('repeated-value', { path: `${path}/${key}`, line }, `line ${before.line} says ${before.text}`, text);
  }
  return properties;
}
