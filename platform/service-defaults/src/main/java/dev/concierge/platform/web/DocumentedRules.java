package dev.concierge.platform.web;

import dev.concierge.platform.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/** Shows what holds for every operation: errors are problems, and bodies over {@code x-max-body} bytes are one. */
final class DocumentedRules implements GlobalOpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    private static final String MAX_BODY = "x-max-body";

    private final long maxBody;

    /** @param maxBody in bytes */
    DocumentedRules(long maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    public void customise(OpenAPI document) {
        document.addExtension(MAX_BODY, maxBody);
        if (document.getPaths().isEmpty()) {
            return;
        }
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        Components components = document.getComponents();
        ModelConverters.getInstance(true).readAll(Problem.class).forEach(components::addSchemas);
        components.addResponses(
                PROBLEM,
                new ApiResponse()
                        .description("What was wrong (RFC 9457)")
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType()
                                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
        document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .forEach(operations -> operations.forEach(operation -> operation
                        .getResponses()
                        .addApiResponse(
                                ApiResponses.DEFAULT, new ApiResponse().$ref("#/components/responses/" + PROBLEM))));
    }
}
