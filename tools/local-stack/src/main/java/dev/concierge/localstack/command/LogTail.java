package dev.concierge.localstack.command;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a growing log. */
final class LogTail {
    private static final int LONGEST_READ = 1 << 20;

    private final Path log;
    private final String prefix;
    private long position;

    private LogTail(Path log, String prefix) {
        this.log = log;
        this.prefix = prefix;
    }

    static LogTail of(Path log, boolean isNamed) {
        String name = log.getFileName().toString().replace(".log", "");
        return new LogTail(log, isNamed ? String.format("%-18s| ", name) : "");
    }

    void printLast(int lines) throws IOException {
        position = Math.max(0, length() - LONGEST_READ);
        List<String> read = newLines();
        read.subList(Math.max(0, read.size() - lines), read.size()).forEach(this::print);
    }

    /** Prints what comes, until the user ends it. */
    static int follow(List<LogTail> tails) throws IOException, InterruptedException {
        try (WatchService changes = FileSystems.getDefault().newWatchService()) {
            for (Path folder : tails.stream().map(tail -> tail.log.getParent()).collect(Collectors.toSet())) {
                folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            }
            while (true) {
                for (LogTail tail : tails) {
                    tail.newLines().forEach(tail::print);
                }
                System.out.flush();
                WatchKey changed = changes.take();
                changed.pollEvents();
                changed.reset();
            }
        }
    }

    /** Whole lines only; a file that became shorter was rotated and is read from its start. */
    List<String> newLines() throws IOException {
        long length = length();
        if (length < position) {
            position = 0;
        }
        if (length == position) {
            return List.of();
        }
        byte[] bytes = new byte[(int) Math.min(LONGEST_READ, length - position)];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(position);
            file.readFully(bytes);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        if (end == 0) {
            return List.of();
        }
        String whole = text.substring(0, end);
        position += whole.getBytes(StandardCharsets.UTF_8).length;
        return whole.lines().toList();
    }

    private long length() throws IOException {
        return Files.exists(log) ? Files.size(log) : 0;
    }

    private void print(String line) {
        System.out.println(prefix + line);
    }
}
