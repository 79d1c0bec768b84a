package dev.concierge.journey.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bundled journeys are what the schema and the reader take. */
class BundleTests {
    private static final Path FOLDER = Path.of("../bundles/guest-journeys/journeys");

    static List<Path> journeys() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("journeys")
    void aBundledJourneyIsSound(Path file) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared()
                        .readTree(BundleTests.class.getResourceAsStream("/journeys/definition.schema.json")));
        JsonNode given = JsonMapper.shared().readTree(Files.readString(file));

        assertThat(schema.validate(given)).isEmpty();
        assertThat(DefinitionReader.read(given).journeyId() + ".json")
                .isEqualTo(file.getFileName().toString());
    }

    @Test
    void thereAreFive() throws IOException {
        assertThat(journeys()).hasSize(5);
    }
}
