/** Holds a document against its version's schema, element by element as they come: order, number, attributes, values. */
import type { FindingList } from '../finding.ts';
import { type ContentModel, contentModel, type Move, type State } from './content-model.ts';
import { type ElementNode, localOf, placeOf } from './element.ts';
import type { ElementType, SchemaTable, TypeRef, ValueType } from './schema-table.ts';
import { isText, valueFault } from './value.ts';

export interface SchemaCheck {
  open(node: ElementNode): void;
  close(node: ElementNode): void;
}

interface Frame {
  /** Undefined where nothing is known of what may stand in the element. */
  readonly type: ElementType | undefined;
  readonly value: TypeRef | undefined;
  readonly model: ContentModel | undefined;
  readonly required: boolean;
  state: State | undefined;
  /** A fault of order was found; what follows would only repeat it. */
  faulty: boolean;
}

const ANYTHING: Frame = {
  type: undefined,
  value: undefined,
  model: undefined,
  required: false,
  state: undefined,
  faulty: true,
};
const MODELS = new WeakMap<ElementType, ContentModel>();
const NAMED = 6;

export function schemaCheck(table: SchemaTable, version: string, findings: FindingList): SchemaCheck {
  const { types } = table;
  const elements = table.versions[version]?.elements ?? {};
  const frames: Frame[] = [];

  const frameOf = (ref: TypeRef, required: boolean): Frame => {
    if (ref === 'anyType') return ANYTHING;
    const type = typeof ref === 'number' ? types[ref] : undefined;
    if (!type || isValue(type)) return { ...ANYTHING, type: NOTHING, value: ref, required, faulty: false };
    let model = MODELS.get(type);
    if (!model) {
      model = contentModel(type.content);
      MODELS.set(type, model);
    }
    return { type, value: type.value, model, required, state: model.start, faulty: false };
  };

  /** An element that stands where any may: judged if the schema declares it. */
  const standing = (name: string): Frame => {
    const ref = elements[name];
    return ref === undefined ? ANYTHING : frameOf(ref, false);
  };

  const step = (parent: Frame, node: ElementNode): Frame => {
    if (!parent.type) return standing(node.name);
    const move = parent.state && moveOf(parent.state, node.name, Object.hasOwn(elements, node.name));
    if (move) {
      parent.state = move.state;
      return move.type === 'anyType' ? standing(node.name) : frameOf(move.type, move.required);
    }
    if (!parent.faulty) {
      parent.faulty = true;
      findings.add(
        'unexpected-element',
        placeOf(node),
        `${localOf(node.name)} may not stand here${wanted(parent.state)}`,
      );
    }
    const elsewhere = parent.model?.types.get(node.name);
    return elsewhere === undefined ? ANYTHING : frameOf(elsewhere, false);
  };

  const checkAttributes = ({ attributes = [] }: ElementType, node: ElementNode): void => {
    for (const name in node.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xsi:') || name.startsWith('xml:')) continue;
      const declared = attributes.find(([each]) => each === name);
      const text = node.attributes[name] ?? '';
      if (!declared)
        findings.add('unexpected-attribute', placeOf(node), `${localOf(node.name)} has no attribute ${name}`, text);
      else {
        const fault = valueFault(types, declared[1], text);
        if (fault) findings.add('value-not-allowed', placeOf(node), `${name} is ${fault}`, text);
        else if (declared[2] && text.trim() === '' && node.name.startsWith('a:'))
          findings.add('missing-value', placeOf(node), `${name} is empty`);
      }
    }
    for (const [name, , required] of attributes)
      if (required && !Object.hasOwn(node.attributes, name))
        findings.add('missing-attribute', placeOf(node), `${localOf(node.name)} needs the attribute ${name}`);
  };

  const checkValue = (type: TypeRef, required: boolean, node: ElementNode): void => {
    const { text } = node;
    // The one default of the schemas: an empty flag is a flag that is set.
    if (text === '' && node.name === 'a:ExceptionFlag') return;
    const fault = valueFault(types, type, text);
    if (fault) findings.add('value-not-allowed', placeOf(node), `${localOf(node.name)} is ${fault}`, text.trim());
    else if (required && node.name.startsWith('a:') && text.trim() === '' && isText(types, type))
      findings.add('missing-value', placeOf(node), `${localOf(node.name)} is empty`);
  };

  return {
    open(node) {
      const parent = frames.at(-1);
      const frame = parent ? step(parent, node) : standing(node.name);
      frames.push(frame);
      if (frame.type) checkAttributes(frame.type, node);
    },
    close(node) {
      const frame = frames.pop();
      if (!frame?.type) return;
      if (frame.value !== undefined) checkValue(frame.value, frame.required, node);
      else if (!frame.type.mixed && node.text.trim() !== '')
        findings.add(
          'unexpected-text',
          placeOf(node),
          `text in ${localOf(node.name)}, which holds elements`,
          node.text.trim(),
        );
      if (frame.state && !frame.state.ends && !frame.faulty)
        findings.add('missing-element', placeOf(node), `${localOf(node.name)} ends too early${wanted(frame.state)}`);
    },
  };
}

const NOTHING: ElementType = {};

const isValue = (type: ElementType | ValueType): type is ValueType => 'base' in type || 'either' in type;

function moveOf({ next, others }: State, name: string, isDeclared: boolean): Move | undefined {
  const found = next.get(name);
  if (found || others.length === 0) return found;
  return others.find(({ but, strict }) => (isDeclared || !strict) && (but === '' || !name.startsWith(`${but}:`)))?.move;
}

function wanted(state: State | undefined): string {
  const names = [...(state?.next.keys() ?? [])].map(localOf);
  if (names.length === 0) return '';
  return `; next may come ${names.slice(0, NAMED).join(', ')}${names.length > NAMED ? ', …' : ''}`;
}
