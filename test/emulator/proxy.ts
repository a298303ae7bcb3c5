import { createServer, type Server } from "node:http";
import type { Duplex } from "node:stream";

/** A host name or IPv4 address, and the one port that Auth0 is at. */
const target = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?:443$/i;

/**
 * An HTTP proxy that opens no connection: `CONNECT <any host>:443` hands the client's own socket to `accept`, and
 * everything else is refused. So tenants may have real names on a machine that can't resolve them.
 */
export function createProxy(accept: (socket: Duplex) => void): Server {
  const server = createServer((_request, response) => response.writeHead(403).end());
  server.on("connect", (request, socket, head) => {
    // The client may be gone at any time; that is its own affair.
    socket.on("error", () => socket.destroy());
    if (!target.test(request.url ?? "")) {
      socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    if (head.length > 0) socket.unshift(head);
    accept(socket);
  });
  return server;
}
