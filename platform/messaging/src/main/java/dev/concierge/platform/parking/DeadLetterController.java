package dev.concierge.platform.parking;

import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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
    Page<DeadLetterView> list(PageRequest page) {
        return deadLetters.list(page);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Runs the parked messages of some keys again, in order")
    RedriveRequested redrive(@Valid @RequestBody RedriveDeadLetters body) {
        return new RedriveRequested(deadLetters.requestRedrive(body.keys()));
    }

    @GetMapping("/removed")
    @Operation(summary = "Lists what was discarded or erased while it was parked, newest first")
    Page<RemovedLetterView> listRemoved(PageRequest page) {
        return deadLetters.removed(page);
    }

    @PostMapping("/discard")
    @Operation(summary = "Gives up single parked messages, with a reason; those behind them stay")
    LettersDiscarded discardDeadLetters(@Valid @RequestBody DiscardDeadLetters body, Caller caller) {
        return new LettersDiscarded(deadLetters.discard(body.seqs(), body.reason(), caller.subject()));
    }

    /** @param messages how many of them were still parked */
    record LettersDiscarded(int messages) {}

    /** @param messages how many are on their way */
    record RedriveRequested(int messages) {}

    /**
     * Gives up single parked messages; those behind them stay parked and can be redriven.
     *
     * @param seqs as listed
     * @param reason kept with who decided it
     */
    record DiscardDeadLetters(
            @NotNull @Size(min = 1, max = 1000) List<@NotNull Long> seqs,
            @NotBlank @Size(max = 500) String reason) {}

    /**
     * Asks for another run of everything that is parked for these keys.
     *
     * @param keys message keys, as listed
     */
    record RedriveDeadLetters(@Size(min = 1, max = 1000) List<@NotBlank String> keys) {}
}
