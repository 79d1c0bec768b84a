// What the stock client's own tests ask of a server, against the hub. One JSON per case: {name, ok, error}; {ask} for what the
// hub is to do by itself.
import assert from "node:assert/strict";
import { Socket } from "phoenix";
import WebSocket from "ws";

const { HUB_URL, HUB_TOKEN, HUB_TOPIC } = process.env;
const PATIENCE_MS = 10_000;

const connected = (options = {}) => {
  const socket = new Socket(HUB_URL, { params: { token: HUB_TOKEN }, transport: WebSocket, ...options });
  socket.connect();
  return socket;
};
const answered = (push) => new Promise((resolve, reject) => push
  .receive("ok", resolve)
  .receive("error", (refused) => reject(new Error(refused.reason)))
  .receive("timeout", () => reject(new Error("timeout"))));
const happened = (listen) => new Promise((resolve, reject) => {
  setTimeout(() => reject(new Error("did not happen")), PATIENCE_MS).unref();
  listen(resolve);
});
// until the socket has opened again, the channel's push still holds the answer to its first join
const joinedAgain = async (socket, channel) => {
  const opened = happened((done) => socket.onOpen(done));
  socket.conn.terminate();
  await opened;
  return answered(channel.joinPush);
};

const ask = (what) => console.log(JSON.stringify({ ask: what }));

const cases = {
  "params may be a function, asked anew for each connection": async () => {
    let asked = 0;
    const socket = connected({ params: () => ({ token: HUB_TOKEN, attempt: ++asked, nested: { a: 1 } }) });
    await happened((done) => socket.onOpen(done));
    await happened((done) => socket.disconnect(done));
    socket.connect();
    await happened((done) => socket.onOpen(done));
    assert.equal(asked, 2);
    return socket;
  },
  "heartbeats are answered": async () => {
    const socket = connected({ heartbeatIntervalMs: 50 });
    const beats = await happened((done) => {
      let count = 0;
      socket.onMessage(({ topic, event }) => topic === "phoenix" && event === "phx_reply" && ++count === 3 && done(count));
    });
    assert.equal(beats, 3);
    return socket;
  },
  "a join is answered, once": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    const reply = await answered(channel.join());
    assert.equal(typeof reply.offset, "number");
    assert.throws(() => channel.join(), /join/);
    return socket;
  },
  "pushes wait for the join": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    channel.join();
    assert.deepEqual(await answered(channel.push("ping", { early: true })), { early: true });
    return socket;
  },
  "a push that nobody answers times out": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    await answered(channel.join());
    await assert.rejects(answered(channel.push("nosuch", {}, 200)), /timeout/);
    return socket;
  },
  "binary pushes are answered in binary": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    await answered(channel.join());
    const echoed = await answered(channel.push("ping", new Uint8Array([1, 2, 3]).buffer));
    assert.deepEqual([...new Uint8Array(echoed)], [1, 2, 3]);
    return socket;
  },
  "leaving closes the channel for good": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    await answered(channel.join());
    const closed = happened((done) => channel.onClose(done));
    await answered(channel.leave());
    await closed;
    assert.equal(channel.state, "closed");
    assert.ok((await answered(socket.channel(HUB_TOPIC).join())).epoch);
    return socket;
  },
  "a second channel of the topic takes the place of the first": async () => {
    const socket = connected();
    const first = socket.channel(HUB_TOPIC);
    await answered(first.join());
    const second = socket.channel(HUB_TOPIC);
    await answered(second.join());
    assert.notEqual(first.state, "joined");
    assert.deepEqual(await answered(second.push("ping", { a: 1 })), { a: 1 });
    return socket;
  },
  "a refused join is tried again": async () => {
    const socket = connected({ rejoinAfterMs: () => 20 });
    const channel = socket.channel("users:somebody-else");
    const refusals = await happened((done) => {
      let count = 0;
      socket.onMessage(({ payload }) => payload?.response?.reason === "unauthorized" && ++count === 3 && done(count));
      channel.join();
    });
    assert.equal(refusals, 3);
    return socket;
  },
  "after a break the client joins its channels again": async () => {
    const socket = connected({ reconnectAfterMs: () => 20 });
    const channel = socket.channel(HUB_TOPIC);
    await answered(channel.join());
    assert.ok((await joinedAgain(socket, channel)).epoch);
    assert.equal(channel.state, "joined");
    return socket;
  },
  "an unknown topic is refused": async () => {
    const socket = connected();
    await assert.rejects(answered(socket.channel("nosuch:topic").join()), /unmatched topic/);
    return socket;
  },
  "the token may travel as a subprotocol": async () => {
    const socket = connected({ params: {}, authToken: HUB_TOKEN });
    await answered(socket.channel(HUB_TOPIC).join());
    return socket;
  },
  "connectionState tells how far it is": async () => {
    const socket = new Socket(HUB_URL, { params: { token: HUB_TOKEN }, transport: WebSocket });
    assert.equal(socket.connectionState(), "closed");
    const opened = happened((done) => socket.onOpen(done));
    socket.connect();
    assert.equal(socket.connectionState(), "connecting");
    await opened;
    assert.equal(socket.connectionState(), "open");
    assert.ok(socket.isConnected());
    await happened((done) => socket.disconnect(done));
    assert.equal(socket.connectionState(), "closed");
    return socket;
  },
  "what is pushed before the socket is open goes out once it is": async () => {
    const socket = new Socket(HUB_URL, { params: { token: HUB_TOKEN }, transport: WebSocket });
    const flushed = happened((done) => socket.onMessage(({ ref, event }) => event === "phx_reply" && ref === "early" && done()));
    socket.push({ topic: "phoenix", event: "heartbeat", payload: {}, ref: "early" });
    socket.connect();
    await flushed;
    return socket;
  },
  "ping measures the way there and back": async () => {
    const socket = connected();
    await happened((done) => socket.onOpen(done));
    const millis = await happened((done) => assert.ok(socket.ping(done)));
    assert.ok(millis >= 0 && millis < PATIENCE_MS);
    return socket;
  },
  "the client's own close is no reason to come back": async () => {
    const socket = connected({ reconnectAfterMs: () => 10 });
    await happened((done) => socket.onOpen(done));
    let opened = 0;
    socket.onOpen(() => opened++);
    const code = await happened((done) => { socket.onClose((event) => done(event.code)); socket.disconnect(undefined, 1000, "bye"); });
    assert.equal(code, 1000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(opened, 0);
    return socket;
  },
  "a channel may be left before it has joined, and joined anew": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    channel.join();
    await answered(channel.leave());
    assert.equal(channel.state, "closed");
    await answered(socket.channel(HUB_TOPIC).join());
    return socket;
  },
  "replies go to the push that they answer": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    await answered(channel.join());
    const echoes = await Promise.all([1, 2, 3, 4, 5].map((n) => answered(channel.push("ping", { n }))));
    assert.deepEqual(echoes.map(({ n }) => n), [1, 2, 3, 4, 5]);
    return socket;
  },
  "channels of one socket do not hear each other": async () => {
    const socket = connected();
    const channel = socket.channel(HUB_TOPIC);
    const refused = socket.channel("users:somebody-else");
    await answered(channel.join());
    await assert.rejects(answered(refused.join()), /unauthorized/);
    assert.deepEqual(await answered(channel.push("ping", { still: "joined" })), { still: "joined" });
    assert.notEqual(refused.state, "joined");
    refused.leave();
    return socket;
  },
  "join params may be a function, asked anew for each join": async () => {
    const socket = connected({ reconnectAfterMs: () => 20 });
    let asked = 0;
    let since;
    const channel = socket.channel(HUB_TOPIC, () => { asked++; return since ? { since } : {}; });
    const { epoch, offset } = await answered(channel.join());
    since = { epoch, offset };
    assert.deepEqual((await joinedAgain(socket, channel)).messages, []);
    assert.equal(asked, 2);
    return socket;
  },
  "a wrong token never opens the socket, and the client tries on": async () => {
    const socket = connected({ params: { token: "wrong" }, reconnectAfterMs: () => 10 });
    let opened = 0;
    socket.onOpen(() => opened++);
    await happened((done) => { let errors = 0; socket.onError(() => ++errors === 3 && done()); });
    assert.equal(opened, 0);
    return socket;
  },
  "a channel that the server fails is joined again by itself": async () => {
    const socket = connected({ rejoinAfterMs: () => 20 });
    const channel = socket.channel(HUB_TOPIC);
    await answered(channel.join());
    const failed = happened((done) => channel.onError(done));
    const joined = happened((done) => socket.onMessage(({ topic, event, payload }) =>
      topic === HUB_TOPIC && event === "phx_reply" && done(payload)));
    ask("fail");
    await failed;
    assert.equal((await joined).status, "ok");
    assert.equal(channel.state, "joined");
    return socket;
  },
  "a channel that the server ends is never joined again": async () => {
    const socket = connected({ rejoinAfterMs: () => 20, reconnectAfterMs: () => 20 });
    const channel = socket.channel(HUB_TOPIC);
    await answered(channel.join());
    let joins = 0;
    socket.onMessage(({ topic, event }) => topic === HUB_TOPIC && event === "phx_reply" && joins++);
    const closed = happened((done) => channel.onClose(done));
    ask("end");
    await closed;
    const opened = happened((done) => socket.onOpen(done));
    socket.conn.terminate();
    await opened;
    await new Promise((resolve) => setTimeout(resolve, 100));
    await happened((done) => assert.ok(socket.ping(done))); // whatever was sent before is answered by now
    assert.equal(joins, 0);
    assert.equal(channel.state, "closed");
    return socket;
  },
};

for (const [name, run] of Object.entries(cases)) {
  try {
    const socket = await run();
    socket.disconnect();
    console.log(JSON.stringify({ name, ok: true }));
  } catch (error) {
    console.log(JSON.stringify({ name, ok: false, error: String(error) }));
  }
}
console.log(JSON.stringify({ done: Object.keys(cases).length }));
process.exit();
