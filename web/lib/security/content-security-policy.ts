import type { PaymentOrigins } from './payment-origins.ts';

/** What a policy depends on. */
export interface PolicyInput {
  readonly nonce: string;
  readonly publicGatewayUrl: string;
  /** Whether the store is served over https; then nothing may be loaded over http. */
  readonly secure: boolean;
  readonly development: boolean;
  /** Hosts of the payment providers that the shop offers. */
  readonly payment?: PaymentOrigins;
}

/**
 * Of `display:none`, the one style attribute that React writes: it hides what comes late inside of an SVG while a page is
 * streamed, which happens where the machine is busy. Attributes can have no nonce.
 */
const displayNone = "'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='";

/**
 * The Content-Security-Policy of a page. Scripts and styles run with this answer's nonce only; connections go to the store
 * and to the gateway's WebSocket, and to the payment providers that the shop offers. Pictures may come from any https host, as sellers give their addresses.
 */
export function contentSecurityPolicy(input: PolicyInput): string {
  const gateway = new URL(input.publicGatewayUrl);
  const socket = `${gateway.protocol === 'https:' ? 'wss:' : 'ws:'}//${gateway.host}`;
  const { script, connect, frame } = input.payment ?? { script: [], connect: [], frame: [] };
  const also = (sources: readonly string[]): string => sources.map((source) => ` ${source}`).join('');
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${input.nonce}' 'strict-dynamic'${also(script)}${input.development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${input.development ? "'unsafe-inline'" : `'nonce-${input.nonce}'`}`,
    ...(input.development ? [] : [`style-src-attr 'unsafe-hashes' ${displayNone}`]),
    `img-src 'self' data: https:${input.secure ? '' : ' http:'}`,
    "font-src 'self'",
    `connect-src 'self' ${socket}${also(connect)}${input.development ? ' ws:' : ''}`,
    ...(frame.length > 0 ? [`frame-src${also(frame)}`] : []),
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(input.secure ? ['upgrade-insecure-requests'] : []),
  ];
  return directives.join('; ');
}
