package dev.concierge.event.loss;

import dev.concierge.platform.input.Times;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class LossController {
    private final Losses losses;

    LossController(Losses losses) {
        this.losses = losses;
    }

    @Operation(summary = "What was told and not taken: how often, by day, client, name and reason")
    @GetMapping("/events/losses")
    Page<Loss> list(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            PageRequest page) {
        Loss after = page.after(
                4, values -> new Loss(Times.date(values.get(0)), values.get(1), values.get(2), values.get(3), 0));
        return Page.of(
                losses.list(new Losses.Filter(client, name, reason, from, to), after, page.limit()),
                page,
                loss -> Cursor.of(loss.day(), loss.client(), loss.eventName(), loss.reason()));
    }
}
