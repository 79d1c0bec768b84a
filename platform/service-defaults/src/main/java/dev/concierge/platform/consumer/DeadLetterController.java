package dev.concierge.platform.consumer;

import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/ops/dead-letters")
class DeadLetterController {
    private final DeadLetters deadLetters;

    DeadLetterController(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @GetMapping
    @Operation(summary = "Lists parked messages, oldest first")
    Page<DeadLetterView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return deadLetters.list(Cursor.decode(cursor, 1, values -> Long.valueOf(values.getFirst())), limit);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Runs the parked messages of some keys again, in order")
    RedriveRequested redrive(@Valid @RequestBody RedriveDeadLetters body) {
        return new RedriveRequested(deadLetters.requestRedrive(body.keys()));
    }

    /** @param messages how many are on their way */
    record RedriveRequested(int messages) {}
}
