package dev.concierge.resource.type;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.schema.StandaloneSchema;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a type's resources must be, and what of them anybody may find. */
public final class TypeSchema {
    private final StandaloneSchema schema;
    private final SearchableFields searchable;

    private TypeSchema(StandaloneSchema schema, SearchableFields searchable) {
        this.schema = schema;
        this.searchable = searchable;
    }

    /** @throws InvalidInput naming each place that is no schema, or none that stands alone */
    static TypeSchema of(JsonNode document) {
        return new TypeSchema(StandaloneSchema.of(document), SearchableFields.of(document));
    }

    /**
     * What is wrong with the data.
     *
     * @param pointer where the data stands in its request
     */
    public List<FieldError> check(String pointer, JsonNode data) {
        return schema.check(pointer, data);
    }

    /** What of such data anybody may find. */
    public SearchableFields searchable() {
        return searchable;
    }
}
