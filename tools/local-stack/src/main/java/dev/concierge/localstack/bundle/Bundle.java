package dev.concierge.localstack.bundle;

import dev.concierge.localstack.setting.CannotContinue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the files of a folder say, {@code <kind>/<id>.json}: what others need first, then by their ids. */
public record Bundle(List<Definition> definitions) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDING = ".json";

    /** What a file may define, in the order in which it is made. */
    public enum Kind {
        SCHEMA("schemas", "eventName"),
        SEGMENT("segments", "segmentId"),
        TEMPLATE("templates", ""),
        JOURNEY("journeys", "journeyId");

        private final String folder;
        private final String id;

        /** @param id the field that says the file's name; empty where nothing does */
        Kind(String folder, String id) {
            this.folder = folder;
            this.id = id;
        }

        String word() {
            return folder.substring(0, folder.length() - 1);
        }
    }

    /** One thing as a file says it. */
    public record Definition(Kind kind, String id, JsonNode given) {}

    public static Bundle read(Path folder) {
        List<Definition> definitions = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Path files = folder.resolve(kind.folder);
            if (Files.isDirectory(files)) {
                definitions.addAll(read(kind, files));
            }
        }
        if (definitions.isEmpty()) {
            throw new CannotContinue(
                    folder + " has no " + ENDING + " file in journeys, templates, segments or schemas",
                    "name a folder with journeys/<journeyId>.json, such as bundles/guest-journeys");
        }
        return new Bundle(List.copyOf(definitions));
    }

    List<Definition> of(Kind kind) {
        return definitions.stream()
                .filter(definition -> definition.kind() == kind)
                .toList();
    }

    private static List<Definition> read(Kind kind, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .map(file -> definition(kind, file))
                    .toList();
        } catch (IOException unreadable) {
            throw new CannotContinue("cannot read " + folder + " (" + unreadable + ")", "correct it", unreadable);
        }
    }

    private static Definition definition(Kind kind, Path file) {
        String name = file.getFileName().toString();
        String expected = name.substring(0, name.length() - ENDING.length());
        try {
            JsonNode given = JSON.readTree(Files.readString(file));
            String id = kind.id.isEmpty() ? expected : given.path(kind.id).asString("");
            if (!id.equals(expected)) {
                throw new CannotContinue(
                        file + ": " + kind.id + ": " + id + " (expected: " + expected + ")",
                        "name the file as the " + kind.word());
            }
            return new Definition(kind, id, given);
        } catch (IOException | JacksonException unreadable) {
            throw new CannotContinue(
                    file + " is not readable JSON: " + unreadable.getMessage(), "correct it", unreadable);
        }
    }
}
