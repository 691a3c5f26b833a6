/** Pairing: QR and short code side by side, how long they are good, and nothing to type. */
import type { PairingState } from '@duoping/client';
import { useMemo } from 'preact/hooks';
import qrcode from 'qrcode-generator';
import { needsNewCode } from '../app/state.ts';
import { playhead, type Words } from '../words/index.ts';
import { Mark } from './icons.tsx';
import { Button, type View } from './view.tsx';

export function Pairing({ view }: { view: View }) {
  const { state, words } = view;
  const { pairing } = state;
  return (
    <main class="pairing">
      <div class="lamp" aria-hidden="true" />
      <div class="pairing-copy">
        <div class="brand">
          <Mark />
          {state.brandName}
        </div>
        <h1 class="page">{words.pairing.title}</h1>
        {state.removed ? <p class="warning">{words.pairing.removed}</p> : null}
        {pairing.phase === 'showing' ? (
          <Code pairing={pairing} words={words} nowMs={state.nowMs} />
        ) : (
          <p class="synopsis" role="status">
            {phaseWords(pairing, words)}
          </p>
        )}
        <div class="actions">
          {needsNewCode(state) ? <Button view={view} id="new-code" text={words.pairing.newCode} primary /> : null}
          <Button view={view} id="language" text={words.otherLanguage} />
        </div>
      </div>
      <div class={pairing.phase === 'showing' ? 'qr' : 'qr blank'}>
        {pairing.phase === 'showing' ? <QrCode text={pairing.uriComplete} label={words.pairing.qrLabel} /> : null}
      </div>
    </main>
  );
}

type Showing = Extract<PairingState, { phase: 'showing' }>;

function Code({ pairing, words, nowMs }: { pairing: Showing; words: Words; nowMs: number }) {
  const leftSeconds = Math.max(0, (pairing.expiresAtMs - nowMs) / 1000);
  return (
    <>
      <p class="synopsis">
        {words.pairing.scan}
        <br />
        <span class="soft">
          {words.pairing.orGo(pairing.uri.replace(/^https?:\/\//, ''))}
          <br />
          {words.pairing.enter}
        </span>
      </p>
      <div class="code" role="status" aria-label={pairing.userCode.split('').join(' ')}>
        {pairing.userCode}
      </div>
      <p class="until">
        <i class={pairing.reachable ? 'dot' : 'dot soon'} />
        {pairing.reachable ? words.pairing.expiresIn(playhead(leftSeconds)) : words.pairing.retrying}
      </p>
      <p class="small soft">{words.pairing.promise}</p>
    </>
  );
}

function phaseWords(pairing: PairingState, words: Words): string {
  switch (pairing.phase) {
    case 'expired':
      return words.pairing.expired;
    case 'denied':
      return words.pairing.denied;
    case 'unknown-model':
      return words.pairing.unknownModel;
    case 'unreachable':
      return words.pairing.unreachable;
    case 'asking':
    case 'showing':
    case 'paired':
      return words.pairing.asking;
  }
}

/** Dark on paper with the four quiet modules that scanners ask for; one path, so that it stays sharp at any size. */
function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => qrPath(text), [text]);
  return (
    <svg viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

function qrPath(text: string): { size: number; path: string } {
  const qr = qrcode(0, 'M');
  qr.addData(text);
  qr.make();
  const size = qr.getModuleCount();
  let path = '';
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (qr.isDark(y, x)) path += `M${x} ${y}h1v1h-1z`;
  return { size, path };
}
