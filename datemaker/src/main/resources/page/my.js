
/** A guest's page: it asks how things stand, and shows what the guest can do now. */
{
  const me = location.pathname.replace(/\/$/, "");
  const main = document.getElementById("main");
  const word = document.getElementById("word");
  const devices = new Devices();
  const drafts = new Map();
  const left = new Set();
  let shown = "";
  let dates = null;
  let room = null;
  let timer = 0;
  let open = null;

  const remembered = (name, value) => {
    if (value !== undefined) localStorage.setItem(`dating-${name}`, value);
    return localStorage.getItem(`dating-${name}`) || "";
  };
  const say = (text) => {
    word.textContent = text;
    word.hidden = false;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { word.hidden = true; }, 5000);
  };
  const act = async (method, path, body, done) => {
    try {
      await request(method, `${me}/${path}`, body);
      if (done) say(done);
    } catch (refused) {
      say(refused.message);
    }
    await ask(true);
  };

  const day = (instant) => new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" }).format(new Date(instant));
  const face = (id, text) => {
    const hue = [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
    return h("span", { className: "face", style: `background: linear-gradient(135deg, hsl(${hue} 60% 45%), hsl(${(hue + 50) % 360} 60% 36%))` }, text);
  };
  const count = (instant, text) => h("div", { className: "count" }, h("b", { role: "timer", "data-at": instant }, clockText(Date.parse(instant) - clock.now())), h("span", {}, text));
  const card = (...children) => h("section", { className: "card" }, children);
  const cancel = (date, text = "I cannot come after all") => h("button", { type: "button", className: "bare",
    onclick: () => act("DELETE", `events/${date.eventId}/registration`, undefined, "Your seat is free again.") }, text);
  const title = (date) => date.title || "Speed dating";

  const partnerCard = (date, partner) => {
    const path = `events/${date.eventId}/choices/${partner.partnerId}`;
    const choose = (liked) => act("PUT", path, { liked });
    const note = h("textarea", { placeholder: "A note for yourself: nobody else reads it", maxLength: 2000, ariaLabel: `Note on date ${partner.round}`,
      value: drafts.get(partner.partnerId) ?? partner.note ?? "",
      oninput: (event) => drafts.set(partner.partnerId, event.target.value),
      onchange: (event) => event.target.value.trim() && act("PUT", path, { note: event.target.value.trim() }, "Noted.") });
    const reason = h("textarea", { placeholder: "What happened? Our team reads it; the two of you never meet again.", maxLength: 2000, ariaLabel: "What happened" });
    const report = h("div", { hidden: true }, reason, h("button", { type: "button", onclick: () => reason.value.trim()
      ? act("POST", `events/${date.eventId}/reports`, { partnerId: partner.partnerId, reason: reason.value.trim() }, "Thank you. We look at it, and you do not meet again.")
      : say("Please say what happened.") }, "Send the report"));
    return h("div", { className: "partner-card" },
      h("div", { className: "row" }, face(partner.partnerId, String(partner.round)), h("h3", { className: "grow" }, `Your date in round ${partner.round}`)),
      h("div", { className: "choice" },
        h("button", { type: "button", ariaPressed: String(partner.liked === true), onclick: () => choose(true) }, "♥ See again"),
        h("button", { type: "button", className: "not", ariaPressed: String(partner.liked === false), onclick: () => choose(false) }, "Not for me")),
      note,
      partner.reported ? h("p", { className: "small quiet" }, "You reported this date.")
        : [h("button", { type: "button", className: "bare small", onclick: () => { report.hidden = !report.hidden; reason.focus(); } }, "Report"), report]);
  };

  const present = (date, there) => act("POST", `events/${date.eventId}/presence`, { present: there });

  const money = (amount, currency) => {
    const format = new Intl.NumberFormat(undefined, { style: "currency", currency });
    return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
  };

  const VIEWS = {
    BOOKING: (date) => [h("p", { className: "eyebrow" }, date.bill ? "A seat is kept for you" : "We are booking your seat"), h("h1", {}, title(date)), h("p", {}, day(date.startsAt)),
      date.bill ? [count(date.bill.payUntil, "left to pay"), h("p", {}, `${money(date.bill.total, date.bill.currency)} for booking ${date.bill.bookingId}. Once it is paid, the seat is yours.`)]
        : h("p", { className: "quiet" }, "This takes a moment. You hear of it, whatever comes of it."), cancel(date)],
    SEAT: (date) => [h("p", { className: "eyebrow" }, "You have a seat"), h("h1", {}, title(date)), h("p", {}, day(date.startsAt)),
      h("p", { className: "quiet" }, "A day before we ask you whether you come."), cancel(date)],
    WAITING: (date) => [h("p", { className: "eyebrow" }, "You are on the wait list"), h("h1", {}, title(date)), h("p", {}, day(date.startsAt)),
      h("p", { className: "quiet" }, "If somebody gives their seat back, it is yours and you hear of it."), cancel(date, "Leave the wait list")],
    ASKED: (date) => [h("p", { className: "eyebrow" }, "Are you coming?"), h("h1", {}, title(date)), h("p", {}, day(date.startsAt)),
      h("p", { className: "quiet" }, `Please answer until ${day(date.at)}.`),
      h("button", { type: "button", className: "first", onclick: () => act("POST", `events/${date.eventId}/confirmation`, { confirmed: true }, "See you there!") }, "Yes, I am coming"),
      h("button", { type: "button", className: "bare", onclick: () => act("POST", `events/${date.eventId}/confirmation`, { confirmed: false }) }, "No, not this time")],
    COMES: (date) => [h("p", { className: "eyebrow" }, "You are in"), h("h1", {}, title(date)), count(date.at, "until it starts"),
      h("p", { className: "quiet" }, `${day(date.startsAt)}. Come five minutes early and check your camera.`), cancel(date)],
    LOBBY: (date) => date.present
      ? [h("p", { className: "eyebrow" }, "You are here"), h("h1", {}, "It starts in a moment"), count(date.at, "until your first call"),
        h("p", { className: "quiet" }, "Every call is with somebody new and ends by itself. Then there is a short break, and the next one comes. Be kind."),
        h("button", { type: "button", className: "bare", onclick: () => present(date, false) }, "I have to go")]
      : [h("p", { className: "eyebrow" }, title(date)), h("h1", {}, "Are you ready?"), count(date.at, "until the next call"),
        deviceCheck(devices, "I am here", () => present(date, true))],
    CALL: (date) => [h("p", { className: "eyebrow" }, `Round ${date.round}`), h("h1", {}, left.has(date.call.link) ? "You left the call" : "Your partner is waiting"),
      count(date.call.endsAt, "until this call ends"),
      deviceCheck(devices, left.has(date.call.link) ? "Come back" : "Enter the call", () => enter(date.call.link))],
    BREAK: (date) => [h("p", { className: "eyebrow" }, date.held ? "The host has stopped the clock" : `Round ${date.round} comes next`), h("h1", {}, "Take a breath"),
      count(date.at, "until the next call"),
      date.partners.length ? date.partners.slice(-1).map((partner) => partnerCard(date, partner)) : h("p", { className: "quiet" }, "You sit this one out; the next call is yours."),
      h("button", { type: "button", className: "bare", onclick: () => present(date, false) }, "I have to go")],
    CHOOSE: (date) => [h("p", { className: "eyebrow" }, "That was the last call"), h("h1", {}, "Whom would you like to see again?"), count(date.at, "to choose"),
      h("p", { className: "quiet" }, "Only if both of you say yes, both hear of it."), date.partners.map((partner) => partnerCard(date, partner))],
    RESULTS: (date) => {
      const box = h("div", {}, h("p", { className: "quiet" }, "One moment…"));
      request("GET", `${me}/events/${date.eventId}/matches`).then(({ items }) => box.replaceChildren(...(items.length ? items.map((match) =>
        h("div", { className: "match" }, face(match.userId, "♥"), h("h3", {}, match.firstName || "Your match"),
          match.email && h("p", {}, h("a", { href: `mailto:${match.email}` }, match.email)), match.phone && h("p", {}, h("a", { href: `tel:${match.phone}` }, match.phone))))
        : [h("p", {}, "No match this time. Another evening, another chance: see what comes up below.")]))).catch((refused) => box.replaceChildren(h("p", {}, refused.message)));
      return [h("p", { className: "eyebrow" }, title(date)), h("h1", {}, "Your matches"), box];
    },
    OVER: (date) => {
      const reasons = { TOO_FEW: "It does not take place: too few said that they come.", NOBODY_CAME: "It did not take place: too few came." };
      const texts = { DECLINED: "You said that you do not come.", CANCELLED: "You gave your seat back.", LAPSED: "Your seat is gone: you did not answer in time.",
        NOT_BOOKED: "Your seat was not booked.", LEFT_OVER: "There was no partner for you this time. Next time you come first.", REMOVED: "The host has ended your part in this event." };
      return [h("h3", {}, title(date)), h("p", { className: "quiet small" }, `${day(date.startsAt)}. ${date.skipReason ? reasons[date.skipReason] || `Called off: ${date.skipReason}` : texts[date.status] || "It is over."}`)];
    },
  };

  const offer = (event) => {
    const when = new Date(event.startsAt);
    const facts = [new Intl.DateTimeFormat(undefined, { weekday: "short", hour: "2-digit", minute: "2-digit" }).format(when),
      event.fare && event.fare.currency ? money(event.fare.amount, event.fare.currency) : null, event.language, event.youngest || event.oldest ? `${event.youngest ?? 18}–${event.oldest ?? 120} years` : null,
      `calls of ${event.callSeconds >= 60 ? `${Math.round(event.callSeconds / 60)} min` : `${event.callSeconds} s`}`].filter(Boolean).join(" · ");
    const form = () => {
      const sides = event.mode === "TWO_SIDED" ? [event.sideOne, event.sideOther] : [];
      return h("form", { onsubmit: (submitted) => {
        submitted.preventDefault();
        const data = new FormData(submitted.target);
        const body = {};
        if (data.get("side")) body.side = remembered("side", data.get("side"));
        if (data.get("age")) body.age = Number(remembered("age", data.get("age")));
        body.language = remembered("language", data.get("language"));
        open = null;
        act("PUT", `events/${event.eventId}/registration`, body, event.fare ? "We are booking your seat." : "You are registered.");
      } },
      sides.length ? h("fieldset", { className: "sides", ariaLabel: "Your side" }, sides.map((side) =>
        h("label", {}, h("input", { type: "radio", name: "side", value: side, required: true, checked: remembered("side") === side }), h("span", {}, side)))) : null,
      h("div", { className: "row" },
        h("label", { className: "grow" }, "Your age", h("input", { name: "age", type: "number", inputMode: "numeric", min: event.youngest ?? 18, max: event.oldest ?? 120,
          required: Boolean(event.youngest || event.oldest), value: remembered("age") })),
        h("label", { className: "grow" }, "Language", h("input", { name: "language", required: true, minLength: 2, maxLength: 35, value: remembered("language") || event.language || navigator.language.slice(0, 2) }))),
      h("button", { className: "first" }, event.fare ? "Book a seat" : "Take a seat"));
    };
    return h("section", { className: "card offer" },
      h("div", { className: "day", ariaHidden: "true" }, new Intl.DateTimeFormat(undefined, { month: "short" }).format(when), h("b", {}, String(when.getDate()))),
      h("div", {}, h("h3", {}, event.title || "Speed dating"), h("div", { className: "quiet small" }, facts)),
      open === event.eventId ? form() : h("button", { type: "button", onclick: () => { open = event.eventId; render(true); } }, "Register"));
  };

  const busy = () => document.activeElement && ["TEXTAREA", "INPUT", "SELECT"].includes(document.activeElement.tagName);

  function render(force) {
    const signature = JSON.stringify([dates.mine, dates.next, open, [...left]]);
    const phase = dates.mine[0] ? `${dates.mine[0].eventId}${dates.mine[0].phase}${dates.mine[0].call?.link}` : "";
    if (!force && (signature === shown || (busy() && phase === render.phase))) return;
    shown = signature;
    render.phase = phase;
    const [first, ...others] = dates.mine;
    const active = others.filter((date) => date.phase !== "OVER");
    const past = others.filter((date) => date.phase === "OVER");
    const sections = [h("div", { className: "brand" }, icon(ICONS.heart), "Speed dating")];
    if (first) sections.push(card(VIEWS[first.phase](first)));
    else sections.push(h("h1", {}, "Meet somebody new tonight"), h("p", { className: "quiet" }, "Short calls, one after the other, each with somebody you have not met. You say whom you would like to see again; if they say so too, you both hear of it."));
    active.forEach((date) => sections.push(card(VIEWS[date.phase](date))));
    const calm = !first || !["LOBBY", "CALL", "BREAK", "CHOOSE"].includes(first.phase);
    if (calm && dates.next.length) sections.push(h("h2", {}, "Coming up"), ...dates.next.map(offer));
    if (calm && !dates.next.length && !first) sections.push(h("p", { className: "quiet" }, "Nothing is planned at the moment. Come back soon."));
    if (calm) past.forEach((date) => sections.push(card(VIEWS.OVER(date))));
    main.replaceChildren(...sections);
  }

  async function enter(link) {
    if (room) return;
    left.delete(link);
    const mine = new Room(link, devices, (why) => {
      room = null;
      left.add(link);
      ask(true);
    });
    room = mine;
    window.room = mine;
    try {
      await mine.enter();
    } catch (refused) {
      room = null;
      left.add(link);
      say(refused.message);
      ask(true);
    }
  }

  async function ask(force) {
    clearTimeout(timer);
    try {
      dates = await request("GET", `${me}/dates`);
      clock.heard(dates.now);
      render(force);
      const first = dates.mine[0];
      if (first?.phase === "CALL" && devices.stream && first.present && !room && !left.has(first.call.link)) enter(first.call.link);
    } catch (failure) {
      if (failure.status === 404) {
        main.replaceChildren(card(h("h1", {}, "This link has expired"), h("p", { className: "quiet" }, "The newest mail about your speed dating has one that works.")));
        return;
      }
    }
    clearTimeout(timer);
    timer = setTimeout(ask, pause());
  }

  /** Soon where something is about to happen, seldom otherwise. */
  function pause() {
    const first = dates?.mine[0];
    if (!first) return 15000;
    const until = first.at ? Date.parse(first.at) - clock.now() : Infinity;
    const usual = ["BOOKING", "LOBBY", "CALL", "BREAK", "CHOOSE", "ASKED"].includes(first.phase) ? 2500 : 15000;
    return until > -10000 && until < usual ? Math.max(250, until + 150) : usual;
  }

  setInterval(() => document.querySelectorAll("[data-at]").forEach((element) => {
    element.textContent = clockText(Date.parse(element.dataset.at) - clock.now());
  }), 250);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
}
