package dev.concierge.hub.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A recorded conversation with a real Phoenix. */
record PhoenixWire(String name, List<String> lines) {
    static List<PhoenixWire> recorded(String file) {
        List<PhoenixWire> sections = new ArrayList<>();
        for (String line : read(Path.of("src/test/resources/phoenix-wire", file))) {
            if (line.startsWith("## ")) {
                sections.add(new PhoenixWire(line.substring(3), new ArrayList<>()));
            } else if (line.startsWith("->") || line.startsWith("<-") || line.startsWith("!!")) {
                sections.getLast().lines.add(line);
            }
        }
        return sections;
    }

    /** Bytes as the recording shows them: {@code \x0d} is one, other characters are themselves. */
    static byte[] bytes(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            if (text.startsWith("\\x", at)) {
                bytes.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
                at += 3;
            } else {
                bytes.writeBytes(String.valueOf(text.charAt(at)).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
