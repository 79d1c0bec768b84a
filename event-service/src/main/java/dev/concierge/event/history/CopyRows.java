package dev.concierge.event.history;

import dev.concierge.event.occurrence.Occurrence;
import dev.concierge.event.occurrence.Origin;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Rows of {@code user_events} in the binary format of COPY (PostgreSQL manual, COPY, "Binary Format"): nothing needs
 * escaping, and the database parses no times and ids.
 */
final class CopyRows {
    static final String STATEMENT =
            "COPY user_events (event_at, received_at, seq, event_id, origin, user_id, event_name, attributes)"
                    + " FROM STDIN (FORMAT binary)";

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    /** 2000-01-01T00:00:00Z */
    private static final Instant EPOCH = Instant.ofEpochSecond(946_684_800);

    private static final int COLUMNS = 8;
    private static final int JSONB_VERSION = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private final DataOutputStream out = new DataOutputStream(bytes);

    CopyRows() {
        writing(() -> {
            out.write(SIGNATURE);
            out.writeInt(0);
            out.writeInt(0);
        });
    }

    void add(StoredOccurrence stored) {
        Occurrence occurrence = stored.occurrence();
        writing(() -> {
            out.writeShort(COLUMNS);
            time(occurrence.at());
            time(occurrence.receivedAt());
            number(stored.seq());
            id(occurrence.id());
            text(Character.toString(code(occurrence.origin())));
            text(occurrence.userId());
            text(occurrence.name());
            json(occurrence.attributes().bytes());
        });
    }

    /** To be read once, when all rows are there. */
    InputStream asStream() {
        writing(() -> out.writeShort(-1));
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    static char code(Origin origin) {
        return switch (origin) {
            case EVENT -> 'e';
            case INTERACTION -> 'i';
            case USER_CHANGE -> 'u';
        };
    }

    static Origin origin(String code) {
        return switch (code) {
            case "i" -> Origin.INTERACTION;
            case "u" -> Origin.USER_CHANGE;
            default -> Origin.EVENT;
        };
    }

    private void time(Instant time) throws IOException {
        number(EPOCH.until(time, ChronoUnit.MICROS));
    }

    private void number(long number) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(number);
    }

    private void id(UUID id) throws IOException {
        out.writeInt(2 * Long.BYTES);
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private void text(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private void json(byte[] json) throws IOException {
        out.writeInt(json.length + 1);
        out.writeByte(JSONB_VERSION);
        out.write(json);
    }

    private static void writing(Writing action) {
        try {
            action.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
