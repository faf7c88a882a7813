/** A client of the Language Server Protocol: starts yaml-language-server and asks it about one document at a time. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hangGuard } from '../hang-guard.js';

const require = createRequire(import.meta.url);
const program = require.resolve('yaml-language-server/bin/yaml-language-server');

export interface Offer {
  readonly label: string;
  /** `Default value`, or nothing. */
  readonly detail?: string;
  readonly documentation?: string | { readonly value: string };
}

export interface Complaint {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: {
    readonly uri?: string;
    readonly diagnostics?: readonly Complaint[];
    readonly items?: readonly { readonly section: string }[];
  };
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Takes whole messages off the stream's chunks. */
function reader(take: (message: Message) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const start = pending.indexOf('\r\n\r\n') + 4;
      const length = Number(/Content-Length: (\d+)/i.exec(pending.toString('latin1', 0, start))?.[1]);
      if (start < 4 || pending.length < start + length) return;
      const text = pending.toString('utf8', start, start + length);
      pending = pending.subarray(start + length);
      take(JSON.parse(text) as Message);
    }
  };
}

/** A proxy that every download would go through; it refuses, and counts. */
async function listenForDownloads() {
  let count = 0;
  const server = createServer().on('connection', (socket) => {
    count += 1;
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, count: () => count, close: () => server.close() };
}

/** An editor on a folder; `^` in a document's text stands for the cursor. Must be closed. */
export async function openEditor(folder: string, { schemaStore = false } = {}) {
  const proxy = await listenForDownloads();
  const sections: Readonly<Record<string, unknown>> = {
    yaml: { schemaStore: { enable: schemaStore }, kubernetesCRDStore: { enable: false } },
    http: { proxy: proxy.url },
  };
  const options = { cwd: folder, env: { HOME: folder } };
  const server = spawn(process.execPath, [program, '--stdio'], options);
  server.stderr.resume();
  const close = () => [server.kill('SIGKILL'), proxy.close()];
  const awaited = new Map<string, (message: Message) => void>();
  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const arrival = (key: string) =>
    new Promise<Message>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no ${key}`)), hangGuard);
      awaited.set(key, (message) => {
        clearTimeout(late);
        message.error ? reject(new Error(message.error.message)) : resolve(message);
      });
    });
  const take = (message: Message) => {
    const { id, method, params } = message;
    if (method && id !== undefined) {
      send({ id, result: params?.items?.map(({ section }) => sections[section] ?? null) ?? null });
    }
    awaited.get(`${method ?? `answer ${id}`} ${params?.uri ?? ''}`.trim())?.(message);
  };
  server.stdout.on('data', reader(take));
  server.stdin.on('error', () => {}); // A server that has gone is reported by the answer that does not come.

  let asked = 0;
  const ask = async (method: string, params: object): Promise<unknown> => {
    asked += 1;
    const answer = arrival(`answer ${asked}`);
    send({ id: asked, method, params });
    return (await answer).result;
  };
  /** Each text is a document of its own, in the same folder. */
  const open = async (text: string) => {
    asked += 1;
    const uri = pathToFileURL(join(folder, `ssm-runas-${asked}.yaml`)).href;
    const before = text.slice(0, text.indexOf('^')).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const published = arrival(`textDocument/publishDiagnostics ${uri}`);
    const textDocument = { uri, languageId: 'yaml', version: 1, text: text.replace('^', '') };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
    const complaints = (await published).params?.diagnostics ?? [];
    return { at: { textDocument: { uri }, position }, complaints };
  };

  const editor = {
    close,
    downloads: proxy.count,
    check: async (text: string) => (await open(text)).complaints,
    complete: async (text: string) => {
      const answer = await ask('textDocument/completion', (await open(text)).at);
      return (answer as { readonly items: readonly Offer[] }).items;
    },
    hover: async (text: string) => {
      const answer = await ask('textDocument/hover', (await open(text)).at);
      return (answer as { readonly contents: { readonly value: string } } | null)?.contents.value ?? '';
    },
  };
  try {
    const rootUri = pathToFileURL(folder).href;
    const completionItem = { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] };
    const textDocument = { completion: { completionItem } };
    const capabilities = { workspace: { configuration: true }, textDocument };
    await ask('initialize', { processId: process.pid, rootUri, capabilities });
    const configured = arrival('workspace/configuration');
    send({ method: 'initialized', params: {} });
    await configured;
    return editor;
  } catch (error) {
    close();
    throw error;
  }
}
