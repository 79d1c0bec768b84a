"use strict";

/** Elements without a template language: what is text stays text. */
const h = (tag, props = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list") element[name] = value;
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

const icon = (paths) => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of paths) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
};
const ICONS = {
  heart: ["M12 20.5 4.3 13a5.2 5.2 0 0 1 7.4-7.4l.3.4.3-.4a5.2 5.2 0 0 1 7.4 7.4z"],
  mic: ["M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3z", "M5 11a7 7 0 0 0 14 0", "M12 18v3"],
  camera: ["M3 7.5A1.5 1.5 0 0 1 4.5 6h9A1.5 1.5 0 0 1 15 7.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 3 16.5z", "M15 10.5 21 7v10l-6-3.5"],
  leave: ["M4 15.5c4.5-4 11.5-4 16 0l-2.2 2.3-3.3-1.6v-2.6a9 9 0 0 0-5 0v2.6l-3.3 1.6z"],
};

/** The service's time, whatever this machine's clock says. */
const clock = { skew: 0, now: () => Date.now() + clock.skew, heard: (instant) => { clock.skew = Date.parse(instant) - Date.now(); } };

const request = async (method, path, body) => {
  const response = await fetch(path, { method, cache: "no-store", headers: body ? { "Content-Type": "application/json" } : {},
    body: body ? JSON.stringify(body) : undefined });
  const text = await response.text();
  const answer = text && (response.headers.get("Content-Type") || "").includes("json") ? JSON.parse(text) : {};
  if (!response.ok) {
    const errors = (answer.errors || []).map((error) => error.detail).join("; ");
    throw Object.assign(new Error(errors || answer.detail || `The service answered ${response.status}.`), { status: response.status });
  }
  return answer;
};

const clockText = (milliseconds) => {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (parts[0] >= 24) return `${Math.floor(parts[0] / 24)} d ${parts[0] % 24} h`;
  const two = (number) => String(number).padStart(2, "0");
  return parts[0] > 0 ? `${parts[0]}:${two(parts[1])}:${two(parts[2])}` : `${parts[1]}:${two(parts[2])}`;
};

/** Camera and microphone; opened once and used for call after call. */
class Devices {
  stream = null;
  #meter = null;

  async open() {
    if (!navigator.mediaDevices) throw new Error("This browser gives cameras to pages on https only.");
    const audio = { echoCancellation: true, noiseSuppression: true };
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio, video: { facingMode: "user", width: { ideal: 960 }, height: { ideal: 720 } } });
    } catch (refused) {
      if (refused.name === "NotAllowedError") throw new Error("The browser may not use your camera and microphone. Allow both beside the address, then try again.");
      this.stream = await navigator.mediaDevices.getUserMedia({ audio });
    }
  }

  list = async () => (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.deviceId && device.label);

  /** Another camera or microphone in place of the one in use. */
  async use(kind, deviceId) {
    const audio = kind === "audioinput";
    const wanted = { deviceId: { exact: deviceId } };
    const [track] = (await navigator.mediaDevices.getUserMedia(audio ? { audio: wanted } : { video: wanted })).getTracks();
    for (const old of this.stream.getTracks().filter((each) => each.kind === track.kind)) {
      old.stop();
      this.stream.removeTrack(old);
    }
    this.stream.addTrack(track);
    if (audio) this.#meter = null;
  }

  /** How loud it is, from 0 to 1. */
  level() {
    if (!this.stream) return 0;
    if (!this.#meter) {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(new MediaStream(this.stream.getAudioTracks())).connect(analyser);
      this.#meter = { analyser, samples: new Float32Array(analyser.fftSize) };
    }
    this.#meter.analyser.getFloatTimeDomainData(this.#meter.samples);
    return Math.min(1, Math.sqrt(this.#meter.samples.reduce((sum, each) => sum + each * each, 0) / this.#meter.samples.length) * 6);
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }
}

/** Shows a guest what others will see and hear of them. */
const deviceCheck = (devices, label, ready) => {
  const video = h("video", { muted: true, autoplay: true, playsInline: true });
  const meter = h("i");
  const choices = h("div", { className: "row" });
  const trouble = h("p", { className: "small", role: "alert" });
  const button = h("button", { className: "first", type: "button", onclick: act }, devices.stream ? label : "Check camera and microphone");
  const box = h("div", { className: "check" }, video, h("div", { className: "meter", role: "img", ariaLabel: "How loud you are" }, meter), choices, trouble, button);

  async function act() {
    if (devices.stream) return ready();
    button.disabled = true;
    try {
      await devices.open();
      await show();
      trouble.textContent = "";
      button.textContent = label;
    } catch (refused) {
      trouble.textContent = refused.message;
    }
    button.disabled = false;
  }

  async function show() {
    video.srcObject = devices.stream;
    const known = await devices.list();
    const selects = [["videoinput", "Camera"], ["audioinput", "Microphone"]].map(([kind, name]) => {
      const some = known.filter((device) => device.kind === kind);
      return some.length < 2 ? null : h("label", { className: "grow" }, name,
        h("select", { onchange: async (event) => { await devices.use(kind, event.target.value); video.srcObject = devices.stream; } },
          some.map((device) => h("option", { value: device.deviceId }, device.label))));
    });
    choices.replaceChildren(...selects.filter(Boolean));
    const tick = () => {
      if (!box.isConnected) return;
      meter.style.transform = `scaleX(${devices.level()})`;
      setTimeout(tick, 100);
    };
    requestAnimationFrame(tick);
  }
  if (devices.stream) show();
  return box;
};

/**
 * A call of two. The browser that calls makes the offer, to each page that its partner opens; whatever was meant for a
 * page that is gone is not heard by the next.
 */
class Room {
  static LONELY = "Your partner is on the way…";
  peer = null;
  #session = crypto.randomUUID();
  #other = null;
  #early = [];
  #outbox = [];
  #sending = false;
  #over = false;
  #after = 0;
  #troubled = 0;

  constructor(link, devices, ended) {
    Object.assign(this, { link, devices, ended });
  }

  async enter() {
    this.entry = await request("POST", `${this.link}/entry`);
    clock.heard(this.entry.now);
    if (this.entry.elsewhere) {
      location.assign(this.entry.elsewhere);
      return;
    }
    this.endsAt = Date.parse(this.entry.endsAt);
    this.length = Math.max(1, this.endsAt - clock.now());
    this.#after = this.entry.after;
    this.#build();
    this.#say({ kind: "hello" });
    this.#listen();
    this.ticking = setInterval(() => this.#tick(), 250);
    this.#tick();
  }

  #build() {
    const toggle = (kind, name, paths) => h("button", { type: "button", ariaLabel: name, ariaPressed: "false", title: name,
      onclick: (event) => {
        const tracks = this.devices.stream.getTracks().filter((track) => track.kind === kind);
        tracks.forEach((track) => { track.enabled = !track.enabled; });
        event.currentTarget.ariaPressed = String(!tracks.some((track) => track.enabled));
      } }, icon(paths));
    this.partner = h("video", { className: "partner", autoplay: true, playsInline: true });
    this.self = h("video", { className: "self", autoplay: true, playsInline: true, muted: true, srcObject: this.devices.stream });
    this.state = h("div", { className: "state", role: "status" }, Room.LONELY);
    this.time = h("span", { className: "time", role: "timer" });
    this.bar = h("i");
    this.element = h("section", { className: "room", ariaLabel: "Your call" }, this.partner, this.state, this.self,
      h("header", {}, this.time, h("div", { className: "bar" }, this.bar)),
      h("footer", {}, toggle("audio", "Mute", ICONS.mic), toggle("video", "Camera off", ICONS.camera),
        h("button", { type: "button", className: "leave", ariaLabel: "Leave the call", title: "Leave", onclick: () => this.leave() }, icon(ICONS.leave))));
    document.body.append(this.element);
    this.away = () => navigator.sendBeacon(`${this.link}/exit`);
    addEventListener("pagehide", this.away);
  }

  #tick() {
    const left = this.endsAt - clock.now();
    this.time.textContent = clockText(left);
    this.bar.style.transform = `scaleX(${Math.max(0, Math.min(1, left / this.length))})`;
    this.element.classList.toggle("soon", left < 15000);
    if (left <= 0) this.close("over");
    if (this.#troubled && Date.now() - this.#troubled > 5000) this.#again();
  }

  leave() {
    this.away();
    this.close("left");
  }

  /** Nothing is heard or seen from here on. */
  close(why) {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.ticking);
    removeEventListener("pagehide", this.away);
    this.peer?.close();
    this.element?.remove();
    this.ended(why);
  }

  /** One request after the other, so that the partner reads in the order of writing. */
  async #say(message) {
    this.#outbox.push(JSON.stringify({ ...message, from: this.#session }));
    if (this.#sending) return;
    this.#sending = true;
    while (this.#outbox.length && !this.#over) {
      const items = this.#outbox.slice(0, 20);
      try {
        await request("POST", `${this.link}/signals`, { items });
        this.#outbox.splice(0, items.length);
      } catch (failure) {
        if (failure.status >= 400 && failure.status < 500 && failure.status !== 429) break;
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
    }
    this.#sending = false;
  }

  async #listen() {
    while (!this.#over) {
      try {
        const news = await request("GET", `${this.link}/signals?after=${this.#after}`);
        if (this.#over) return;
        if (news.over) return this.close("over");
        this.endsAt = Date.parse(news.endsAt);
        if (!news.partnerIn && !this.peer) this.state.textContent = Room.LONELY;
        for (const signal of news.signals) {
          this.#after = signal.seq;
          await this.#hear(JSON.parse(signal.body));
        }
      } catch (failure) {
        if (failure.status === 404) return this.close("over");
        await new Promise((resolve) => setTimeout(resolve, 700));
      }
    }
  }

  async #hear(message) {
    if (message.kind === "hello") {
      if (this.entry.calling) {
        if (message.from !== this.#other || this.#broken()) await this.#call(message.from);
      } else if (!message.again) {
        this.#say({ kind: "hello", again: true });
      }
    } else if (message.to === this.#session) {
      try {
        await this.#negotiate(message);
      } catch (failure) {
        console.info("could not follow the partner's browser", failure);
        this.#troubled ||= Date.now();
      }
    }
  }

  #broken = () => !this.peer || ["failed", "closed"].includes(this.peer.connectionState);

  async #negotiate(message) {
    if (message.kind === "offer") {
      this.#open(message.from);
      await this.peer.setRemoteDescription({ type: "offer", sdp: message.sdp });
      await this.peer.setLocalDescription();
      this.#say({ kind: "answer", to: message.from, sdp: this.peer.localDescription.sdp });
      await this.#addEarly();
    } else if (message.from !== this.#other) {
      return;
    } else if (message.kind === "answer") {
      await this.peer.setRemoteDescription({ type: "answer", sdp: message.sdp });
      await this.#addEarly();
    } else if (this.peer.remoteDescription) {
      await this.peer.addIceCandidate(message.candidate);
    } else {
      this.#early.push(message.candidate);
    }
  }

  async #addEarly() {
    for (const candidate of this.#early.splice(0)) await this.peer.addIceCandidate(candidate);
  }

  async #call(session) {
    this.#open(session);
    await this.peer.setLocalDescription();
    this.#say({ kind: "offer", to: session, sdp: this.peer.localDescription.sdp });
  }

  #open(session) {
    this.peer?.close();
    this.#other = session;
    this.#early = [];
    this.#troubled = 0;
    const peer = new RTCPeerConnection({ iceServers: this.entry.iceServers.map(({ urls, username, credential }) =>
      username ? { urls, username, credential } : { urls }), iceTransportPolicy: this.entry.relayOnly ? "relay" : "all" });
    this.peer = peer;
    this.state.textContent = "Connecting…";
    this.devices.stream.getTracks().forEach((track) => peer.addTrack(track, this.devices.stream));
    peer.ontrack = (event) => { this.partner.srcObject = event.streams[0]; this.partner.play().catch(() => {}); };
    peer.onicecandidate = (event) => { if (event.candidate) this.#say({ kind: "candidate", to: session, candidate: event.candidate.toJSON() }); };
    peer.onconnectionstatechange = () => {
      if (peer !== this.peer) return;
      const lost = ["disconnected", "failed"].includes(peer.connectionState);
      this.state.textContent = peer.connectionState === "connected" ? "" : lost ? "Reconnecting…" : "Connecting…";
      this.#troubled = lost ? this.#troubled || Date.now() : 0;
    };
  }

  /** What was lost for seconds is begun anew, by the one who calls. */
  #again() {
    this.#troubled = Date.now();
    if (this.entry.calling && this.#other) this.#call(this.#other);
    else this.#say({ kind: "hello" });
  }
}
