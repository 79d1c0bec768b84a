/** How a request leaves: to the gateway, or to the recorded data set of a demo. */
export type Transport = (request: Request) => Promise<Response>;

let transport: Transport = (request) => fetch(request);

export function send(request: Request): Promise<Response> {
  return transport(request);
}

export function answerFrom(other: Transport): void {
  transport = other;
}
