/** The page on which a device of the house gets the certificate authority, in one sentence each how, and what plays where. No script. */
import type { FastifyInstance } from 'fastify';
import { derOf, fingerprintOf } from './certificate.ts';

export const TRUST_PAGE = '/lan';
export const AUTHORITY_FILE = '/lan/duoping-authority.crt';
/** What may be asked for without encryption. */
export const OPEN_PATHS: readonly string[] = [TRUST_PAGE, AUTHORITY_FILE, '/pair.css'];

const OPEN = { access: 'anyone', decides: 'public: a certificate for the devices of the house, no title' } as const;
const CONTENT_SECURITY = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";

export interface TrustPagePorts {
  readonly authority: () => string;
  /** Where the screens are once the certificate is trusted. */
  readonly origin: () => string;
  readonly pages: readonly string[];
}

export function trustPage(app: FastifyInstance, { authority, origin, pages }: TrustPagePorts): void {
  const schema = { hide: true };
  app.get(TRUST_PAGE, { config: OPEN, schema }, async (request, reply) => {
    const chinese = (request.headers['accept-language'] ?? '').startsWith('zh');
    const words = chinese ? CHINESE : ENGLISH;
    const steps = words.steps.map((step) => `<li>${step}</li>`).join('');
    const links = pages.map((path) => `<li><a href="${origin()}${path}">${origin()}${path}</a></li>`).join('');
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', CONTENT_SECURITY)
      .send(
        `<!doctype html><html lang="${chinese ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
         <title>${words.title} · Duoping</title><link rel="stylesheet" href="/pair.css"></head>
         <body><main><h1>${words.title}</h1><p>${words.why}</p>
         <p class="device"><a href="${AUTHORITY_FILE}" download>${words.download}</a><br>
         <small>SHA-256 ${fingerprintOf(authority())}</small></p>
         <p>${words.compare}</p><ul>${steps}</ul><p>${words.afterwards}</p><ul>${links}</ul><p>${words.plays}</p></main></body></html>`,
      );
  });
  app.get(AUTHORITY_FILE, { config: OPEN, schema }, async (_request, reply) =>
    reply
      .header('content-type', 'application/x-x509-ca-cert')
      .header('content-disposition', 'attachment; filename="duoping-authority.crt"')
      .send(Buffer.from(derOf(authority()))),
  );
}

const ENGLISH = {
  title: 'Duoping in this house',
  why: 'Protected films play over HTTPS alone. Add this house’s certificate authority to the device once; it can speak for private addresses only, never for a site on the internet.',
  download: 'Download the certificate authority',
  compare: 'Compare the SHA-256 with the one in the terminal of the machine that runs Duoping.',
  steps: [
    'Android: Settings → Security → Encryption & credentials → Install a certificate → CA certificate, and choose the file.',
    'Windows: open the file → Install Certificate → Local Machine → “Trusted Root Certification Authorities”.',
    'macOS: open the file, and in Keychain Access set it to “Always Trust”.',
    'Linux and ChromeOS: in Chrome, Settings → Privacy and security → Security → Manage certificates → import it.',
    'Firefox: Settings → Privacy & Security → View Certificates → Authorities → Import.',
    'iPhone and iPad: open the file, install the profile in Settings, then General → About → Certificate Trust Settings.',
  ],
  afterwards: 'Then open on that device:',
  plays:
    'Films play in Chromium’s family: Chrome, Edge and their like. Firefox is untested. On iPhone and iPad, and in Safari, the pages open and pair but no protected film plays: Apple’s browsers have no ClearKey. Televisions and set-top boxes are untested; theirs must accept the certificate.',
};

const CHINESE: typeof ENGLISH = {
  title: '在家中使用 Duoping',
  why: '受保护的影片只能通过 HTTPS 播放。请在设备上安装一次本家庭的证书颁发机构；它只对私有地址有效，对互联网上的任何网站都无效。',
  download: '下载证书颁发机构',
  compare: '请与运行 Duoping 的机器终端里显示的 SHA-256 核对。',
  steps: [
    'Android：设置 → 安全 → 加密与凭据 → 安装证书 → CA 证书，然后选择该文件。',
    'Windows：打开文件 → 安装证书 → 本地计算机 →“受信任的根证书颁发机构”。',
    'macOS：打开文件，在“钥匙串访问”中设为“始终信任”。',
    'Linux 和 ChromeOS：Chrome 设置 → 隐私和安全 → 安全 → 管理证书 → 导入。',
    'Firefox：设置 → 隐私与安全 → 查看证书 → 证书颁发机构 → 导入。',
    'iPhone 和 iPad：打开文件，在“设置”中安装描述文件，再到 通用 → 关于本机 → 证书信任设置 中启用。',
  ],
  afterwards: '然后在该设备上打开：',
  plays:
    '影片可在 Chromium 系浏览器（Chrome、Edge 等）中播放，Firefox 未经测试。iPhone、iPad 和 Safari 能打开页面并配对，但不能播放受保护的影片：苹果的浏览器没有 ClearKey。电视和机顶盒未经测试，它们的浏览器必须接受该证书。',
};
