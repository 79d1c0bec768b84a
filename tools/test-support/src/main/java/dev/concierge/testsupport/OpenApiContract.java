package dev.concierge.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service's OpenAPI document as it is committed. {@code -Dcontracts.update} writes what the service offers instead of
 * comparing it.
 */
public record OpenApiContract(Path file) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    public static OpenApiContract of(String service) {
        return new OpenApiContract(
                RepositoryFolder.find().resolve("contracts/http").resolve(service + ".openapi.json"));
    }

    public void compareWith(String offered) throws IOException {
        String document = normalised(offered);
        if (Boolean.getBoolean("contracts.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, document);
        }
        assertThat(document)
                .as("%s (after a wanted change: the same test with -Dcontracts.update=true)", file)
                .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
    }

    /** Without the address it was asked at, keys in order. */
    private static String normalised(String offered) {
        ObjectNode document = (ObjectNode) JSON.readTree(offered);
        document.remove("servers");
        return JSON.writeValueAsString(JSON.treeToValue(document, Object.class)) + "\n";
    }
}
