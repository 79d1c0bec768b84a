package dev.concierge.platform.paging;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.Arrays;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Shows the two query parameters that a page request is read from. */
final class DocumentedPaging implements GlobalOperationCustomizer {
    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        boolean isPaged = Arrays.stream(handler.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == PageRequest.class);
        return isPaged
                ? operation
                        .addParametersItem(new QueryParameter()
                                .name("cursor")
                                .required(false)
                                .schema(new StringSchema()))
                        .addParametersItem(new QueryParameter()
                                .name("limit")
                                .required(false)
                                .schema(limit()))
                : operation;
    }

    private static IntegerSchema limit() {
        IntegerSchema limit = new IntegerSchema();
        limit.setDefault(PageRequest.DEFAULT_LIMIT);
        limit.setMinimum(BigDecimal.ONE);
        limit.setMaximum(BigDecimal.valueOf(PageRequest.MAX_LIMIT));
        return limit;
    }
}
