package dev.concierge.datemaker.conduct;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/dating/events/{event}")
class HostController {
    private final HostEvent host;

    HostController(HostEvent host) {
        this.host = host;
    }

    record Extend(@NotNull @Min(1) @Max(3_600) Integer seconds) {}

    record Skip(@NotNull @Size(min = 1, max = 500) String reason) {}

    @Operation(summary = "Stop the clock of a running event")
    @PostMapping("/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pause(@PathVariable UUID event) {
        host.pause(event);
    }

    @Operation(summary = "Let the clock go on; all that is to come is put off by as long as it stood")
    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void resume(@PathVariable UUID event) {
        host.resume(event);
    }

    @Operation(summary = "Make what is under way, a call or a pause, longer")
    @PostMapping("/extend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void extend(@PathVariable UUID event, @Valid @RequestBody Extend body) {
        host.extend(event, Duration.ofSeconds(body.seconds()));
    }

    @Operation(summary = "Call an event off that has not begun")
    @PostMapping("/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skip(@PathVariable UUID event, @Valid @RequestBody Skip body) {
        host.skip(event, body.reason());
    }

    @Operation(summary = "Send a guest away; they cannot register again")
    @DeleteMapping("/guests/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID event, @PathVariable UUID userId) {
        host.remove(event, userId);
    }
}
