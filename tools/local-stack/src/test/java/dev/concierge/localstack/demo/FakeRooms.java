package dev.concierge.localstack.demo;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fleet as far as the rooms see it, by HTTP and WebSocket on one port. What is posted about a table is shown to whoever
 * has joined; everything else comes to its end at once, unless the test closes its room.
 */
final class FakeRooms implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String CONVERSATION = "01a22c44-0000-7000-8000-000000000001";

    final List<String> posted = new CopyOnWriteArrayList<>();
    private final Set<String> made = ConcurrentHashMap.newKeySet();
    private final Set<String> titles = ConcurrentHashMap.newKeySet();
    private final List<OutputStream> screens = new CopyOnWriteArrayList<>();
    private final String closed;
    private final ServerSocket server;

    /** @param closed the path that answers nothing new; empty for none */
    FakeRooms(String closed) throws IOException {
        this.closed = closed;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            String head = head(in);
            String[] line = head.lines().findFirst().orElse("").split(" ", -1);
            if (line[1].startsWith("/socket")) {
                talk(in, socket.getOutputStream(), header(head, "Sec-WebSocket-Key"));
                return;
            }
            String length = header(head, "Content-Length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            String answer = answer(line[0], line[1], new String(body, StandardCharsets.UTF_8));
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(("HTTP/1.1 " + (answer.isEmpty() ? "404 Not Found" : "200 OK")
                                    + "\r\nConnection: close\r\nContent-Length: " + bytes.length + "\r\n\r\n" + answer)
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // by a client that has what it came for
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** Empty for what there is not. */
    private String answer(String method, String target, String body) throws IOException {
        String path = target.replaceAll("\\?.*", "");
        if (!method.equals("GET")) {
            posted.add(path);
            return path.equals(closed) ? "{}" : written(path, body);
        }
        return switch (path) {
            case "/businesses/demo-house", "/businesses/demo-house/locations/lobby" -> made.contains(path) ? "{}" : "";
            case "/search" -> found();
            case "/jobs/job" -> "{\"status\":\"DONE\",\"offerId\":\"offer\"}";
            case "/dating/events/evening" -> "{\"state\":\"SKIPPED\"}";
            case "/dating/events/evening/registrations/u1" -> "{\"status\":\"REGISTERED\"}";
            default -> "{}";
        };
    }

    private String written(String path, String body) throws IOException {
        switch (path) {
            case "/businesses" -> made.add(path + "/demo-house");
            case "/businesses/demo-house/locations" -> made.add(path + "/lobby");
            case "/items" -> titles.add(JSON.readTree(body).path("title").asString());
            case "/businesses/demo-house/locations/lobby/resources/table" ->
                show(JSON.readTree(body).path("id"));
            case "/api/notifications" -> show(JSON.readTree(body).path("resourceId"));
            default -> {}
        }
        return switch (path) {
            case "/oauth2/token" -> "{\"access_token\":\"t\"}";
            case "/users" -> "{\"userId\":\"u1\"}";
            case "/items" -> "{\"itemId\":\"item\"}";
            case "/curations" -> "{\"items\":[{\"item\":{\"title\":\"Sailing lesson\"}}]}";
            case "/experiences" -> "{\"requestId\":\"job\"}";
            case "/offers/availability" -> "{\"offers\":[{\"next\":{\"from\":\"2026-12-05T10:00:00Z\"}}]}";
            case "/api/messages" -> "{\"conversationId\":\"" + CONVERSATION + "\"}";
            case "/dating/events" -> "{\"eventId\":\"evening\"}";
            default -> "{}";
        };
    }

    private String found() {
        return titles.isEmpty()
                ? "{\"items\":[]}"
                : "{\"items\":[{\"itemId\":\"item\",\"availability\":{\"state\":\"VERIFIED\"}}]}";
    }

    private void show(JsonNode table) throws IOException {
        String update = "[null,null,\"resources:demo-house-lobby\",\"resource_update\",{\"resourceId\":" + table + "}]";
        for (OutputStream screen : screens) {
            send(screen, update);
        }
    }

    private void talk(DataInputStream in, OutputStream out, String key) throws IOException {
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        try {
            while (true) {
                JsonNode said = JSON.readTree(frame(in));
                screens.add(out);
                boolean asksForHistory = said.at("/4/since").isNumber();
                String missed = "{\"event\":\"new_message\",\"payload\":"
                        + "{\"from\":\"assistant\",\"content\":\"I have found this:\\n[1] Sailing lesson\"}}";
                send(
                        out,
                        "[\"1\",\"1\"," + said.path(2)
                                + ",\"phx_reply\",{\"status\":\"ok\",\"response\":{\"messages\":["
                                + (asksForHistory ? missed : "") + "]}}]");
            }
        } finally {
            screens.remove(out);
        }
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key + ACCEPT).getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    /** A client's, which is masked, and short enough for two bytes of length. */
    private static String frame(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        byte[] mask = in.readNBytes(length < 126 ? 4 : 6);
        if (length == 126) {
            length = Byte.toUnsignedInt(mask[0]) << 8 | Byte.toUnsignedInt(mask[1]);
            mask = new byte[] {mask[2], mask[3], mask[4], mask[5]};
        }
        byte[] text = in.readNBytes(length);
        for (int i = 0; i < text.length; i++) {
            text[i] ^= mask[i % 4];
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static synchronized void send(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write(0x81);
        if (bytes.length < 126) {
            out.write(bytes.length);
        } else {
            out.write(new byte[] {126, (byte) (bytes.length >> 8), (byte) bytes.length});
        }
        out.write(bytes);
        out.flush();
    }
}
