// One process of Socket.IO: clients join a room, what is posted to /broadcast goes to the room.
import { createServer } from "node:http";
import { Server } from "socket.io";

const http = createServer((request, response) => {
  if (request.method !== "POST" || request.url !== "/broadcast") {
    response.writeHead(request.url === "/ready" ? 200 : 404).end();
    return;
  }
  let body = "";
  request.on("data", (chunk) => { body += chunk; });
  request.on("end", () => {
    for (const notification of JSON.parse(body)) {
      io.to(`resources:${notification.businessId}-${notification.locationId}`).emit("resource_update", notification);
    }
    response.writeHead(200).end();
  });
});
const io = new Server(http, { transports: ["websocket"], allowUpgrades: false, serveClient: false });
io.on("connection", (socket) => {
  socket.on("join", (room) => {
    socket.join(room);
    socket.emit("joined", room);
  });
});
http.listen(Number(process.env.PORT), "127.0.0.1");
