
/** The page behind the link to a call, for guests who come from a chat. */
{
  const devices = new Devices();
  const main = document.getElementById("main");
  const brand = () => h("div", { className: "brand" }, icon(ICONS.heart), "Speed dating");
  const link = location.pathname.replace(/\/$/, "");

  const card = (...children) => main.replaceChildren(brand(), h("section", { className: "card" }, children));
  const check = (title, text, label) => card(h("h1", {}, title), h("p", { className: "quiet" }, text), deviceCheck(devices, label, enter));

  async function enter() {
    const room = new Room(link, devices, (why) => {
      if (why === "left") return check("You left the call", "It goes on until its time is over; you can come back until then.", "Come back");
      devices.close();
      card(h("h1", {}, "That was it"), h("p", { className: "quiet" }, "This call is over. Note what you want to remember, say how it was, and the next link comes."));
    });
    window.room = room;
    try {
      await room.enter();
    } catch (refused) {
      card(h("h1", {}, "This call is over"), h("p", { className: "quiet" }, refused.message));
    }
  }
  check("Your call is ready", "Somebody waits to talk to you. It ends by itself, and by the same link you can come back until then.", "Enter the call");
}
