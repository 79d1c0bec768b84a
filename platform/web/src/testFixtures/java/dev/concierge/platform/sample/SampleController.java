package dev.concierge.platform.sample;

import dev.concierge.platform.conditional.Precondition;
import dev.concierge.platform.input.Numbers;
import dev.concierge.platform.paging.Cursor;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.paging.PageRequest;
import dev.concierge.platform.security.Caller;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SampleController {
    @GetMapping("/open")
    Map<String, String> open(@Nullable Caller caller) {
        return Map.of("caller", caller == null ? "nobody" : caller.subject());
    }

    @GetMapping("/caller")
    Caller caller(Caller caller) {
        return caller;
    }

    @PutMapping("/caller")
    Caller change(Caller caller, Precondition precondition) {
        precondition.check(caller);
        return caller;
    }

    /** Endless, by number. */
    @GetMapping({"/samples", "/samples/of/{owner}"})
    Page<Long> list(PageRequest page) {
        long after = Objects.requireNonNullElse(page.after(Numbers::count), 0L);
        return Page.of(
                LongStream.rangeClosed(after + 1, after + 1 + page.limit())
                        .boxed()
                        .toList(),
                page,
                Cursor::of);
    }

    @PostMapping(
            path = "/samples",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    CreateSample create(@Valid @RequestBody CreateSample sample) {
        return sample;
    }

    @GetMapping("/samples/{id}")
    Map<String, String> one(@PathVariable String id) {
        return Map.of("id", id);
    }

    @GetMapping("/samples/special")
    Map<String, String> special() {
        return Map.of("id", "special");
    }

    @GetMapping("/numbers/{number}")
    Map<String, Object> number(
            @PathVariable int number, @RequestParam UUID id, @RequestHeader("X-Count") @Max(5) int count) {
        return Map.of("number", number, "id", id, "count", count);
    }

    @GetMapping("/times")
    Map<String, Object> times(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable Boolean all,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam(defaultValue = "0") int n,
            @RequestParam(required = false) @Nullable @Size(max = 3) String q) {
        return Map.of("q", q == null ? "" : q);
    }

    /** Not in the access list. */
    @GetMapping("/unlisted")
    String unlisted() {
        return "never";
    }
}
