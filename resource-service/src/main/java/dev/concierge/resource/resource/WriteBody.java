package dev.concierge.resource.resource;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents the body of the seed's endpoints, which {@link WriteRequest} reads so that numbers keep their size. */
@Schema(name = "WriteResource")
record WriteBody(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "the resource; its id in `id`, which only a create may leave out")
        Map<String, Object> data,

        @Schema(pattern = WriteRequest.REQUEST_ID, description = "makes a repetition known; or header Idempotency-Key")
        @Nullable
        String requestId) {}
