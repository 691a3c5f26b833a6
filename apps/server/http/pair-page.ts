/** The page behind the QR code, in the demo: says which device asks and approves it into the demo household. No script. */

import { type Id, SECOND_MS } from '@duoping/kit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { approvePairing, type PairingPorts, previewPairing } from '#devices';
import { APPROVES_FOR_MS, type Approvers } from '../lan/approvers.ts';

const DECIDES = { access: 'anyone', decides: 'public: a page about a device, no title' } as const;
const CONTENT_SECURITY =
  "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'";

/** Registered by the demo alone. Whoever sits at this machine is the demo household; others have to know its terminal's code. */
export function pairPage(
  instance: FastifyInstance,
  ports: {
    pairing: PairingPorts;
    household: Id<'household'>;
    isLocal: (request: FastifyRequest) => boolean;
    path: string;
    /** Lets other devices of the house approve too; without it only this machine may. */
    approvers?: Approvers;
  },
): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const code = z.object({ code: z.string().max(20).default('') });
  const form = code.extend({ approval: z.string().max(40).optional() });
  const schema = { hide: true };
  const mayApprove = (request: FastifyRequest): boolean =>
    ports.isLocal(request) || ports.approvers?.has(cookieOf(request)) === true;
  /** For who may not approve yet: the way in, where there is one. */
  const doorOf = (words: typeof ENGLISH, userCode: string, said = ''): string =>
    ports.approvers
      ? `${said}<p>${words.door}</p><form method="post"><input type="hidden" name="code" value="${escapeHtml(userCode)}">
         <label>${words.doorCode}<input name="approval" autocomplete="off" autocapitalize="characters" required></label>
         <button type="submit">${words.next}</button></form>`
      : `<p>${words.notLocal}</p>`;

  app.get(ports.path, { config: DECIDES, schema: { ...schema, querystring: code } }, async (request, reply) => {
    const chinese = (request.headers['accept-language'] ?? '').startsWith('zh');
    const words = chinese ? CHINESE : ENGLISH;
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', CONTENT_SECURITY);
    const { code: userCode } = request.query;
    if (!mayApprove(request)) return reply.code(403).send(page(words, doorOf(words, userCode)));
    if (userCode === '') return reply.send(page(words, entry(words)));
    const found = await previewPairing(ports.pairing, { userCode, approver: 'demo' });
    if (!found.ok) return reply.code(404).send(page(words, `<p>${words.wrong}</p>${entry(words)}`));
    const { deviceName, model } = found.value;
    return reply.send(
      page(
        words,
        `<p>${words.asks}</p><p class="device">${escapeHtml(deviceName)}<br><small>${escapeHtml(model.name)}</small></p>
         <form method="post"><input type="hidden" name="code" value="${escapeHtml(userCode)}">
         <button type="submit">${words.approve}</button></form>`,
      ),
    );
  });

  app.post(ports.path, { config: DECIDES, schema: { ...schema, body: form } }, async (request, reply) => {
    const words = (request.headers['accept-language'] ?? '').startsWith('zh') ? CHINESE : ENGLISH;
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', CONTENT_SECURITY);
    const { code: userCode, approval } = request.body;
    if (isForeign(request)) return reply.code(403).send(page(words, `<p>${words.notLocal}</p>`));
    if (!mayApprove(request)) {
      const admitted = approval === undefined ? undefined : ports.approvers?.admit(approval);
      const said = admitted?.ok === false ? `<p>${words[admitted.reason]}</p>` : '';
      if (!admitted?.ok) return reply.code(403).send(page(words, doorOf(words, userCode, said)));
      return reply
        .header('set-cookie', `${COOKIE}=${admitted.value}; ${COOKIE_SCOPE}; Max-Age=${APPROVES_FOR_MS / SECOND_MS}`)
        .redirect(`${ports.path}?code=${encodeURIComponent(userCode)}`, 303);
    }
    const { household } = ports;
    const approved = await approvePairing(ports.pairing, { userCode, household, approver: 'demo' });
    const body = approved.ok ? `<p>${words.done}</p>` : `<p>${words.wrong}</p>${entry(words)}`;
    return reply.code(approved.ok ? 200 : 404).send(page(words, body));
  });
}

/** `__Host-`: browsers take and send it over HTTPS alone, to this very host. */
const COOKIE = '__Host-duoping-approver';
const COOKIE_SCOPE = 'Path=/; Secure; HttpOnly; SameSite=Lax';

const cookieOf = (request: FastifyRequest): string =>
  new RegExp(`(?:^|;\\s*)${COOKIE}=([\\w-]{1,100})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1] ?? '';

/** Another site's page must not approve a device in this browser's name. */
const isForeign = (request: FastifyRequest): boolean => {
  const site = request.headers['sec-fetch-site'];
  return site !== undefined && site !== 'same-origin' && site !== 'none';
};

const ENGLISH = {
  language: 'en',
  title: 'Pair a screen',
  asks: 'This device asks to join the demo household:',
  approve: 'Approve',
  done: 'Done. Look at the screen: it is yours now.',
  wrong: 'No device is waiting behind this code. Codes live for ten minutes.',
  enter: 'Code on the screen',
  next: 'Next',
  door: 'To approve screens from this device, enter the approval code that stands in the terminal of the machine that runs Duoping.',
  doorCode: 'Approval code',
  'wrong-code': 'That is not the code in the terminal; each code is good once.',
  resting: 'Too many wrong codes. Wait ten minutes, then use the newest code in the terminal.',
  notLocal: 'In the demo, screens are paired on the machine that runs it.',
};

const CHINESE: typeof ENGLISH = {
  language: 'zh-CN',
  title: '配对屏幕',
  asks: '这台设备请求加入演示家庭：',
  approve: '同意',
  done: '完成。请看屏幕，它已属于这个家庭。',
  wrong: '没有设备在等这个代码。代码十分钟内有效。',
  enter: '屏幕上的代码',
  next: '下一步',
  door: '要用这台设备同意配对，请输入运行 Duoping 的机器终端里显示的同意码。',
  doorCode: '同意码',
  'wrong-code': '这不是终端里的代码；每个代码只能用一次。',
  resting: '错误次数过多。请等十分钟，再使用终端里最新的代码。',
  notLocal: '演示中，只能在运行它的这台机器上配对。',
};

const entry = (words: typeof ENGLISH): string =>
  `<form method="get"><label>${words.enter}<input name="code" autocomplete="off" autocapitalize="characters" required></label>
   <button type="submit">${words.next}</button></form>`;

const page = ({ language, title }: typeof ENGLISH, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
   <title>${title} · Duoping</title><link rel="stylesheet" href="/pair.css"></head>
   <body><main><h1>${title}</h1>${body}</main></body></html>`;

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
