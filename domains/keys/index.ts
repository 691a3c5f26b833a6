/** Content keys, the licenses that hand them out, and the tokens that open segments. Pure but for node:crypto. */
export { type AssetKeysPorts, assetKeys, type KeyStore } from './asset-keys.ts';
export { type ClearKeyLicense, clearKeyLicense, type LicenseRefusal } from './clear-key.ts';
export {
  type ContentKey,
  classesUpTo,
  isKid,
  type Kid,
  makeContentKey,
  TRACK_CLASSES,
  type TrackClass,
  trackClassOfHeight,
} from './content-key.ts';
export type { MacKeys, MacRefusal } from './cose.ts';
export {
  type IssueRefusal,
  issueToken,
  MAX_TOKEN_LIFE_MS,
  type MediaClaims,
  type TokenRefusal,
  verifyToken,
} from './media-token.ts';
export type { Random } from './random.ts';
export { type VerifyPath, verifiedTokens } from './verified-tokens.ts';
export { type Keyring, type UnwrapRefusal, unwrapKey, type WrappedKey, wrapKey } from './wrapping.ts';
