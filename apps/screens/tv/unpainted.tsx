/** What stands where a partner gave no picture: the room's lamp in one of three lights, always the same for a title. */

const LIGHTS = ['lamp-light', 'sea', 'dusk'] as const;

export function Unpainted({ work }: { work: string }) {
  let sum = 0;
  for (let place = 0; place < work.length; place++) sum += work.charCodeAt(place);
  return <span class={`unpainted ${LIGHTS[sum % LIGHTS.length]}`} aria-hidden="true" />;
}
