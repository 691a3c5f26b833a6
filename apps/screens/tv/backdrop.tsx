/** The artwork behind a page: it follows focus, but waits until focus rests, and the old picture stays until the new is there. */
import { useEffect, useRef, useState } from 'preact/hooks';

const RESTS_AFTER_MS = 140;

export function Backdrop({ image, full }: { image: string | null; full?: boolean }) {
  const [layers, setLayers] = useState<readonly string[]>(image === null ? [] : [image]);
  const [loaded, setLoaded] = useState<Readonly<Record<string, boolean>>>({});
  const latest = useRef(image);
  latest.current = image;
  useEffect(() => {
    if (image === null || layers[layers.length - 1] === image) return;
    const timer = setTimeout(() => setLayers(layers.slice(-1).concat([image])), RESTS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [image, layers]);
  return (
    <div class={full ? 'backdrop full' : 'backdrop'} aria-hidden="true">
      {layers.map((layer) => (
        <img
          key={layer}
          src={layer}
          alt=""
          class={loaded[layer] ? 'shown' : ''}
          onLoad={() => setLoaded({ [layer]: true, ...pick(loaded, layers) })}
        />
      ))}
      <div class="shade" />
    </div>
  );
}

/** Only what is still mounted is remembered as loaded: a picture that comes again fades in again. */
function pick(loaded: Readonly<Record<string, boolean>>, layers: readonly string[]): Record<string, boolean> {
  const kept: Record<string, boolean> = {};
  for (const layer of layers) if (loaded[layer]) kept[layer] = true;
  return kept;
}
