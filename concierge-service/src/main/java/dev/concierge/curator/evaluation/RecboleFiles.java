package dev.concierge.curator.evaluation;

import dev.concierge.platform.input.Numbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads public data sets in RecBole's tab-separated files: one {@code .inter}, and an {@code .item} with a {@code class}. */
public final class RecboleFiles {
    private RecboleFiles() {}

    /** Every line is an interaction of strength 1, whatever its rating says. */
    public static Taken read(Path folder) {
        Table interactions = Table.of(only(folder, ".inter"));
        int guest = interactions.column("user_id:token");
        int item = interactions.column("item_id:token");
        int time = interactions.column("timestamp:float");
        Taken.Builder taken = new Taken.Builder();
        interactions.rows().forEach(row -> taken.add(row[guest], row[item], 1, (long) Numbers.finite(row[time])));
        return taken.build(topics(folder));
    }

    private static Map<String, List<String>> topics(Path folder) {
        Table items = Table.of(only(folder, ".item"));
        int item = items.column("item_id:token");
        int topics = items.column("class:token_seq");
        Map<String, List<String>> named = new HashMap<>();
        items.rows().forEach(row -> named.put(row[item], List.of(row[topics].split(" ", -1))));
        return named;
    }

    private static Path only(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(folder + " (expected: a file *" + ending + ")"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private record Table(Path file, List<String> names, List<String[]> rows) {
        static Table of(Path file) {
            try {
                List<String> lines = Files.readAllLines(file);
                return new Table(
                        file,
                        Arrays.asList(lines.getFirst().split("\t", -1)),
                        lines.stream().skip(1).map(line -> line.split("\t", -1)).toList());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        int column(String name) {
            int column = names.indexOf(name);
            if (column < 0) {
                throw new IllegalArgumentException(file + ": " + names + " (expected: a column " + name + ")");
            }
            return column;
        }
    }
}
