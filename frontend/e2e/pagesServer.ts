import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createServer, request, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DIST = fileURLToPath(new URL('../dist/', import.meta.url));
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export type PagesServer = {
  readonly url: string;
  /** What is given instead of what was built, by path. */
  readonly replaced: Map<string, string>;
  readonly end: () => void;
};

/** Serve built pages, and pass on what is for the server at that port: what nginx does before it. */
export async function servePages(port: number, folder = DIST): Promise<PagesServer> {
  const sockets = new Set<Socket>();
  const replaced = new Map<string, string>();
  const server = createServer((call, answer) => {
    if (!call.url?.startsWith('/api/')) {
      const path = new URL(call.url ?? '/', 'http://pages').pathname.slice(1);
      const file = extname(path) === '' ? 'index.html' : path;
      answer.setHeader('Content-Type', TYPES[extname(file)] ?? 'text/plain');
      const other = replaced.get(file);
      if (other !== undefined) {
        answer.end(other);
        return;
      }
      const kept = createReadStream(join(folder, file));
      // A browser asks for a favicon.ico at times, whatever the page says.
      kept.on('error', () => answer.writeHead(404).end());
      kept.pipe(answer);
      return;
    }
    const { method, headers } = call;
    const onward = request({ host: '127.0.0.1', port, path: call.url, method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    onward.on('error', () => answer.writeHead(502).end());
    call.pipe(onward);
  });
  server.on('upgrade', (call: IncomingMessage, socket: Socket, head: Buffer) => {
    const onward = connect(port, '127.0.0.1', () => {
      const headers = Object.entries(call.headers).map(([name, value]) => `${name}: ${String(value)}`);
      onward.write([`GET ${call.url ?? '/'} HTTP/1.1`, ...headers, '', ''].join('\r\n'));
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const side of [onward, socket]) {
      side.on('error', () => [onward, socket].forEach((end) => end.destroy()));
      side.on('close', () => [onward, socket].forEach((end) => end.destroy()));
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    replaced,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    end: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
