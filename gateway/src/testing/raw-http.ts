import { connect } from 'node:net';

/** Writes bytes to a port as they are, and gives all that comes back until the other side closes. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let received = '';
    socket.on('data', (chunk) => {
      received += chunk;
    });
    // A reset is an end like any other.
    socket.on('error', () => {});
    socket.on('close', () => resolve(received));
  });
}
