package dev.concierge.platform.schema;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A JSON Schema (2020-12) that stands alone: it refers to nothing outside of itself. */
public final class StandaloneSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MOST_ERRORS = 20;
    /** A registry would give one tenant's schema to another by such a name. */
    private static final Set<String> NAMES = Set.of("$id", "$anchor", "$dynamicAnchor", "$dynamicRef", "$vocabulary");

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaCacheEnabled(false)
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .formatAssertionsEnabled(true)
                            .regularExpressionFactory(new LinearPatterns())
                            .build()));

    private static final FieldError ENDLESS = new FieldError(
            "", "the schema leads to itself or takes too many steps for this value (expected: one with an end)");
    /** Whose members are named by the tenant, each with a schema. */
    private static final Set<String> SCHEMAS_BY_NAME =
            Set.of("properties", "patternProperties", "dependentSchemas", "$defs");
    /** The library counts by int, and a number beyond it fails when the schema is first used. */
    private static final Set<String> COUNTS = Set.of(
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "minContains",
            "maxContains");
    /** Data, not schemas. */
    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private final Schema schema;

    private StandaloneSchema(Schema schema) {
        this.schema = schema;
    }

    /** @throws InvalidInput naming each place that is no schema, or none that stands alone */
    public static StandaloneSchema of(JsonNode document) {
        return of("", document);
    }

    /**
     * @param pointer where the document stands in its request
     * @throws InvalidInput naming each place that is no schema, or none that stands alone
     */
    public static StandaloneSchema of(String pointer, JsonNode document) {
        List<FieldError> errors = new ArrayList<>();
        if (!document.isObject()) {
            throw new InvalidInput(pointer, "not an object (expected: a JSON Schema)");
        }
        JsonNode dialect = document.get("$schema");
        if (dialect != null && !DIALECT.equals(dialect.asString(""))) {
            errors.add(new FieldError(pointer + "/$schema", dialect + " (expected: " + DIALECT + ")"));
        }
        standsAlone(document, pointer, document, errors);
        if (errors.isEmpty()) {
            SCHEMAS.getSchema(SchemaLocation.of(DIALECT)).validate(document).stream()
                    .map(error -> located(pointer, error))
                    .forEach(errors::add);
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors.stream().limit(MOST_ERRORS).toList());
        }
        StandaloneSchema schema = new StandaloneSchema(SCHEMAS.getSchema(document));
        if (schema.check("", JsonNodeFactory.instance.objectNode()).contains(ENDLESS)) {
            throw new InvalidInput(
                    List.of(new FieldError(pointer, "a $ref that leads to itself (expected: one with an end)")));
        }
        return schema;
    }

    /**
     * What is wrong with the data.
     *
     * @param pointer where the data stands in its request
     */
    public List<FieldError> check(String pointer, JsonNode data) {
        try {
            return Steps.counted(context -> {
                schema.validate(context, data);
                return context.getErrors().stream()
                        .limit(MOST_ERRORS)
                        .map(error -> located(pointer, error))
                        .toList();
            });
        } catch (StackOverflowError | Steps.Exhausted endless) {
            return List.of(ENDLESS);
        }
    }

    /** At the member that is missing or unknown, else at the value that does not fit. */
    private static FieldError located(String pointer, Error error) {
        String at = pointer + error.getInstanceLocation();
        String member = error.getProperty() == null ? at : at(at, error.getProperty());
        return switch (error.getKeyword()) {
            case "required" -> new FieldError(member, "missing (expected: a value, as the schema requires)");
            case "additionalProperties", "unevaluatedProperties" -> new FieldError(member, "unknown field");
            case null, default ->
                new FieldError(at, shown(error.getInstanceNode()) + " (expected: it " + error.getMessage() + ")");
        };
    }

    private static String shown(@Nullable JsonNode value) {
        return value == null || value.isContainer() ? "a value" : Texts.shown(Texts.cut(value.toString(), 100));
    }

    private static void standsAlone(JsonNode root, String pointer, JsonNode schema, List<FieldError> errors) {
        for (int i = 0; schema.isArray() && i < schema.size(); i++) {
            standsAlone(root, pointer + "/" + i, schema.get(i), errors);
        }
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            String keyword = member.getKey();
            String at = at(pointer, keyword);
            JsonNode value = member.getValue();
            if (NAMES.contains(keyword)) {
                errors.add(new FieldError(at, "not taken (expected: a schema without names of its own)"));
            } else if (keyword.equals("$ref") && !isIn(root, value.asString(""))) {
                errors.add(new FieldError(at, value + " (expected: a place in this schema, such as #/$defs/money)"));
            } else if (keyword.equals("pattern") && value.isString()) {
                LinearPatterns.fault(at, value.stringValue()).ifPresent(errors::add);
            } else if (COUNTS.contains(keyword) && value.isNumber() && !value.canConvertToInt()) {
                errors.add(new FieldError(at, shown(value) + " (expected: a number up to " + Integer.MAX_VALUE + ")"));
            } else if (SCHEMAS_BY_NAME.contains(keyword)) {
                named(root, at, keyword, value, errors);
            } else if (!VALUES.contains(keyword)) {
                standsAlone(root, at, value, errors);
            }
        }
    }

    private static void named(JsonNode root, String pointer, String keyword, JsonNode named, List<FieldError> errors) {
        named.properties().forEach(entry -> {
            String at = at(pointer, entry.getKey());
            if (keyword.equals("patternProperties")) {
                LinearPatterns.fault(at, entry.getKey()).ifPresent(errors::add);
            }
            standsAlone(root, at, entry.getValue(), errors);
        });
    }

    private static boolean isIn(JsonNode root, String reference) {
        return reference.equals("#")
                || (reference.startsWith("#/")
                        && !root.at(JsonPointer.compile(reference.substring(1))).isMissingNode());
    }

    private static String at(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
