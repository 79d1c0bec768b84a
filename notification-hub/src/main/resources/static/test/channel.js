// The least of a Phoenix V2 client: one channel, heartbeats, and coming back after a close.
const HEARTBEAT_MS = 30_000;
const RETRY_MS = 2_000;

export class Channel {
  #socket;
  #heartbeat;
  #retry;
  #ref = 0;

  constructor(url, token, topic, onState, onFrame) {
    Object.assign(this, { url, token, topic, onState, onFrame });
    this.#open();
  }

  close() {
    clearTimeout(this.#retry);
    clearInterval(this.#heartbeat);
    this.#socket.onclose = null;
    this.#socket.close();
    this.onState("not connected");
  }

  #open() {
    this.onState("connecting");
    // the token travels as a subprotocol, as phoenix.js sends its authToken: it stays out of the address
    const protocol = "base64url.bearer.phx." + btoa(this.token).replaceAll("=", "");
    this.#socket = new WebSocket(this.url + "?vsn=2.0.0", ["phoenix", protocol]);
    this.#socket.onopen = () => {
      this.onState("connected");
      this.#push("1", this.topic, "phx_join");
      this.#heartbeat = setInterval(() => this.#push(null, "phoenix", "heartbeat"), HEARTBEAT_MS);
    };
    this.#socket.onmessage = ({ data }) => this.onFrame(JSON.parse(data));
    this.#socket.onclose = ({ code }) => {
      clearInterval(this.#heartbeat);
      this.onState(`closed (${code}), trying again`);
      this.#retry = setTimeout(() => this.#open(), RETRY_MS);
    };
  }

  #push(joinRef, topic, event) {
    this.#socket.send(JSON.stringify([joinRef, String(++this.#ref), topic, event, {}]));
  }
}
