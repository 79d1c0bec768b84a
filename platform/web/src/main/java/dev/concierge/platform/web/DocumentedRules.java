package dev.concierge.platform.web;

import dev.concierge.platform.input.StrictValues;
import dev.concierge.platform.problem.Problem;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/**
 * Names the document after its service and its parts after their controllers, and shows what holds for every operation:
 * errors are problems, and so are bodies over {@code x-max-body} bytes or nested deeper than {@code x-max-nesting}.
 */
final class DocumentedRules implements GlobalOpenApiCustomizer {
    private static final String PROBLEM = "Problem";
    private static final String MAX_BODY = "x-max-body";
    private static final String MAX_NESTING = "x-max-nesting";

    private static final String CONTROLLER = "-controller";

    private final String service;
    private final WebSettings settings;

    DocumentedRules(String service, WebSettings settings) {
        this.service = service;
        this.settings = settings;
    }

    @Override
    public void customise(OpenAPI document) {
        document.getInfo().title(service).version("1");
        document.addExtension(MAX_BODY, settings.maxBody().toBytes());
        document.addExtension(MAX_NESTING, StrictValues.DEPTH);
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
        settings.maxBodies()
                .forEach((path, limit) -> document.getPaths()
                        .getOrDefault(path, new PathItem())
                        .readOperations()
                        .forEach(operation -> operation.addExtension(MAX_BODY, limit.toBytes())));
        document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .forEach(DocumentedRules::complete);
    }

    private static void complete(Operation operation) {
        operation
                .getResponses()
                .addApiResponse(ApiResponses.DEFAULT, new ApiResponse().$ref("#/components/responses/" + PROBLEM));
        operation.setTags(
                operation.getTags().stream().map(DocumentedRules::named).toList());
    }

    private static String named(String tag) {
        return tag.endsWith(CONTROLLER) ? tag.substring(0, tag.length() - CONTROLLER.length()) : tag;
    }
}
