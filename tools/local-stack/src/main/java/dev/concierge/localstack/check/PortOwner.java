package dev.concierge.localstack.check;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port, as far as Linux lets us see it. */
record PortOwner(long pid, String command) {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    static Optional<PortOwner> of(int port) {
        Set<String> sockets = Stream.of("tcp", "tcp6")
                .flatMap(table -> inodes(PROC.resolve("net").resolve(table), port))
                .map(inode -> "socket:[" + inode + "]")
                .collect(Collectors.toSet());
        return sockets.isEmpty() ? Optional.empty() : holder(sockets);
    }

    private static Stream<String> inodes(Path table, int port) {
        String address = String.format(":%04X", port);
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+", -1))
                    .filter(row -> row.length > 9 && row[1].endsWith(address) && row[3].equals(LISTENING))
                    .map(row -> row[9]);
        } catch (IOException _) {
            return Stream.of();
        }
    }

    private static Optional<PortOwner> holder(Set<String> sockets) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process, sockets))
                .findFirst()
                .map(process -> new PortOwner(
                        process.pid(), process.info().commandLine().orElse("unknown command")));
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        Path descriptors = PROC.resolve(String.valueOf(process.pid())).resolve("fd");
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                if (isOneOf(descriptor, sockets)) {
                    return true;
                }
            }
        } catch (IOException _) {
            return false;
        }
        return false;
    }

    private static boolean isOneOf(Path descriptor, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(descriptor).toString());
        } catch (IOException _) {
            return false;
        }
    }

    /** Short enough for a line; the pid names it. */
    @Override
    public String toString() {
        return "pid " + pid + " (" + (command.length() > 90 ? command.substring(0, 90) + "…" : command) + ")";
    }
}
