package dev.concierge.localstack.check;

import dev.concierge.localstack.check.Finding.Broken;
import dev.concierge.localstack.check.Finding.Doubtful;
import dev.concierge.localstack.check.Finding.Fine;
import dev.concierge.localstack.setting.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Whether we can keep data here, and whether what is kept is whole. */
final class FolderChecks {
    private static final long COMFORTABLE = 4L << 30;
    private static final long LEAST = 1L << 30;

    private FolderChecks() {}

    static Stream<Finding> look(Home home) {
        try {
            Files.createDirectories(home.run());
            Files.deleteIfExists(Files.createTempFile(home.run(), "write", ""));
            return Stream.concat(
                    Stream.of(new Fine("folder: " + home.data() + " is writable"), space(home.data())), data(home));
        } catch (IOException e) {
            return Stream.of(new Broken(
                    "folder: " + home.data() + " is not writable (" + e.getMessage() + ")",
                    "make it yours: sudo chown -R \"$(id -un)\" " + home.data()));
        }
    }

    private static Finding space(Path folder) throws IOException {
        return judgeSpace(Files.getFileStore(folder).getUsableSpace());
    }

    static Finding judgeSpace(long usable) {
        String detail = "disk: " + MemoryCheck.gibibytes(usable) + " free";
        if (usable >= COMFORTABLE) {
            return new Fine(detail);
        }
        String expected = detail + " (expected: " + MemoryCheck.gibibytes(COMFORTABLE) + ")";
        return usable >= LEAST
                ? new Doubtful(expected, "free some space")
                : new Broken(expected, "free some space, or put the checkout on a bigger disk");
    }

    /** Both servers make their folder beside and move it, so a folder without its mark has been damaged since. */
    private static Stream<Finding> data(Home home) {
        return Stream.of(
                        mark(home.infrastructure("postgres").resolve("data"), "PG_VERSION", "Postgres"),
                        mark(home.infrastructure("kafka").resolve("data"), "meta.properties", "Kafka"))
                .flatMap(found -> found);
    }

    private static Stream<Finding> mark(Path data, String mark, String server) {
        if (!Files.exists(data)) {
            return Stream.of();
        }
        return Files.exists(data.resolve(mark))
                ? Stream.of(new Fine("data: " + server + " in " + data))
                : Stream.of(new Broken(
                        "data: " + data + " is damaged (expected: " + mark + ")",
                        "put back a copy, or start empty: ./concierge reset"));
    }
}
