package dev.concierge.curator.kind;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A JSON Schema (2020-12) of attributes that refers to nothing outside of itself. */
final class KindSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MOST_ERRORS = 20;
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .build()));

    private final Schema schema;

    private KindSchema(Schema schema) {
        this.schema = schema;
    }

    /** @throws InvalidInput naming each place that is no schema */
    static KindSchema of(JsonNode document) {
        List<FieldError> errors = Stream.concat(
                        document.findValues("$ref").stream()
                                .filter(reference -> !reference.asString("").startsWith("#"))
                                .map(reference -> new FieldError(
                                        "/schema",
                                        reference + " (expected: a place in this schema, such as #/$defs/money)")),
                        SCHEMAS.getSchema(SchemaLocation.of(DIALECT)).validate(document).stream()
                                .map(error -> located("/schema", error)))
                .limit(MOST_ERRORS)
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
        return new KindSchema(SCHEMAS.getSchema(document));
    }

    /** What is wrong with the attributes of an item. */
    List<FieldError> check(JsonNode attributes) {
        return schema.validate(attributes).stream()
                .limit(MOST_ERRORS)
                .map(error -> located("/attributes", error))
                .toList();
    }

    private static FieldError located(String pointer, Error error) {
        return new FieldError(pointer + error.getInstanceLocation(), "(expected: it " + error.getMessage() + ")");
    }
}
