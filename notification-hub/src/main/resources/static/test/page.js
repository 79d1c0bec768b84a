import { Channel } from "./channel.js";

const form = document.querySelector("#connection");
const state = document.querySelector("#state");
const frames = document.querySelector("#frames");
const url = new URL("socket/websocket", location.href).href.replace(/^http/, "ws");
let channel;

// ./concierge may hand the token over behind the #, which no server ever sees
const given = new URLSearchParams(location.hash.slice(1));
for (const name of ["token", "topic"]) {
  form.elements[name].value = given.get(name) ?? "";
}
history.replaceState(null, "", location.pathname);

form.addEventListener("submit", (submitted) => {
  submitted.preventDefault();
  channel?.close();
  frames.replaceChildren();
  const { token, topic } = Object.fromEntries(new FormData(form));
  channel = new Channel(url, token.trim(), topic.trim(), (text) => { state.textContent = text; }, show);
});

function show([, , topic, event, payload]) {
  if (topic === "phoenix") {
    return;
  }
  const item = document.createElement("li");
  item.textContent = `${new Date().toLocaleTimeString()} ${event} ${JSON.stringify(payload)}`;
  frames.prepend(item);
}
