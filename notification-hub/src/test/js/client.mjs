// The stock Phoenix client, told what to do by its environment; says what happens to it as one JSON per line.
import { Socket } from "phoenix";
import WebSocket from "ws";

const { HUB_URL, HUB_TOKEN, HUB_TOPIC, HUB_TOKEN_AS } = process.env;
const say = (what) => console.log(JSON.stringify(what));
const how = HUB_TOKEN_AS === "protocol" ? { authToken: HUB_TOKEN } : { params: { token: HUB_TOKEN } };

const socket = new Socket(HUB_URL, { ...how, transport: WebSocket });
socket.onOpen(() => say({ opened: true }));
socket.onClose(({ code }) => say({ closed: code }));

const channel = socket.channel(HUB_TOPIC);
channel.onMessage = (event, payload) => {
  if (!event.startsWith("phx_") && !event.startsWith("chan_reply_")) {
    say({ event, payload });
  }
  return payload;
};
channel.join()
  .receive("ok", () => {
    say({ joined: channel.topic });
    channel.push("ping", { hello: "hub" }).receive("ok", (echo) => say({ echo }));
  })
  .receive("error", (refused) => say({ refused }));
socket.connect();

process.stdin.on("end", () => process.exit()).resume();
