package dev.concierge.localstack.bundle;

import dev.concierge.localstack.CannotContinue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The definitions of a folder, {@code journeys/<journeyId>.json}, by their ids. */
public record Bundle(List<Definition> definitions) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ENDING = ".json";

    /** One journey as a file says it. */
    public record Definition(String journeyId, JsonNode given) {}

    public static Bundle read(Path folder) {
        Path journeys = folder.resolve("journeys");
        List<Definition> definitions = new ArrayList<>();
        try (Stream<Path> files = Files.list(journeys)) {
            files.filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .sorted()
                    .forEach(file -> definitions.add(definition(file)));
        } catch (IOException missing) {
            throw new CannotContinue(
                    "cannot read " + journeys + " (" + missing + ")",
                    "name a folder with journeys/<journeyId>.json, such as bundles/guest-journeys",
                    missing);
        }
        return new Bundle(List.copyOf(definitions));
    }

    private static Definition definition(Path file) {
        String name = file.getFileName().toString();
        String expected = name.substring(0, name.length() - ENDING.length());
        try {
            JsonNode given = JSON.readTree(Files.readString(file));
            String id = given.path("journeyId").asString("");
            if (!id.equals(expected)) {
                throw new CannotContinue(
                        file + ": journeyId: " + id + " (expected: " + expected + ")", "name the file as the journey");
            }
            return new Definition(id, given);
        } catch (IOException | JacksonException unreadable) {
            throw new CannotContinue(
                    file + " is not readable JSON: " + unreadable.getMessage(), "correct it", unreadable);
        }
    }
}
