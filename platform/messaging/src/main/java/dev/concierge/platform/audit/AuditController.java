package dev.concierge.platform.audit;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class AuditController {
    static final String PATH = "/ops/audit";

    private final AuditRows rows;

    AuditController(AuditRows rows) {
        this.rows = rows;
    }

    @GetMapping(PATH)
    @Operation(
            summary = "Lists who did what here or was refused, newest first; by actor, by what begins so, until a time")
    Page<AuditRowView> listAudit(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable Instant to,
            PageRequest page) {
        return rows.list(actor, target, to, page);
    }
}
