package dev.concierge.curator.training;

import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.problem.Fact;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/ops/models")
class ModelController {
    /** Later than any version. */
    private static final UUID LAST = new UUID(-1, -1);

    private final Models models;
    private final ModelServer server;

    ModelController(Models models, ModelServer server) {
        this.models = models;
        this.server = server;
    }

    @Operation(summary = "List the versions of the model, newest first, with the figures of all that was tried")
    @GetMapping
    Page<ModelVersion> listModels(PageRequest page) {
        List<ModelVersion> rows =
                models.before(Objects.requireNonNullElse(page.after(Numbers::uuid), LAST), page.limit() + 1);
        return Page.of(rows, page, last -> Cursor.of(last.version()));
    }

    @Operation(summary = "Serve a version from now on, such as the one before; every pod follows within seconds")
    @PutMapping("/served")
    ModelVersion serve(@Valid @RequestBody ServeModel body) {
        if (!models.serve(body.version())) {
            throw new ModelNotFound(body.version());
        }
        server.look();
        return models.find(body.version()).orElseThrow(() -> new ModelNotFound(body.version()));
    }

    record ServeModel(@NotNull UUID version) {}

    static final class ModelNotFound extends Fact {
        ModelNotFound(UUID version) {
            super(Kind.NOT_FOUND, "model-not-found", "There is no version " + version + " of the model.");
        }
    }
}
