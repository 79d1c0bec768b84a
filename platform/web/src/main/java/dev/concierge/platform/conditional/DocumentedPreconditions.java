package dev.concierge.platform.conditional;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import java.util.Arrays;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.method.HandlerMethod;

/** Shows the headers that a precondition is read from: {@code If-None-Match} where it keeps a PUT from overwriting. */
final class DocumentedPreconditions implements GlobalOperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        boolean isConditional = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == Precondition.class);
        if (isConditional) {
            operation.addParametersItem(header(HttpHeaders.IF_MATCH));
            if (handler.hasMethodAnnotation(PutMapping.class)) {
                operation.addParametersItem(header(HttpHeaders.IF_NONE_MATCH));
            }
        }
        return operation;
    }

    private static HeaderParameter header(String name) {
        HeaderParameter header = new HeaderParameter();
        header.name(name).required(false).schema(new StringSchema());
        return header;
    }
}
