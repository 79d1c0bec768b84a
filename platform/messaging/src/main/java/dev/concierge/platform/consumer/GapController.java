package dev.concierge.platform.consumer;

import dev.concierge.platform.consumer.Gaps.GapView;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/ops/gaps")
class GapController {
    private final Gaps gaps;

    GapController(Gaps gaps) {
        this.gaps = gaps;
    }

    @GetMapping
    @Operation(summary = "Lists messages that never came, newest first")
    Page<GapView> listGaps(PageRequest page) {
        return gaps.list(page);
    }

    @PostMapping
    @Operation(summary = "Accepts that messages are lost, with a reason; their partitions go on behind them")
    GapsAccepted acceptGaps(@Valid @RequestBody AcceptGaps body, Caller caller) {
        return new GapsAccepted(gaps.accept(body.ids(), body.reason(), caller.subject()));
    }

    /** @param ids as listed */
    record AcceptGaps(
            @NotNull @Size(min = 1, max = 1000) List<@NotNull Long> ids,
            @NotBlank @Size(max = 500) String reason) {}

    /** @param partitions how many go on */
    record GapsAccepted(int partitions) {}
}
