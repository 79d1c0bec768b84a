package dev.concierge.hub.delivery;

import dev.concierge.hub.delivery.StoppedChannels.Stop;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.platform.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The switch that stops all sending, or that of one channel. */
@RestController
@RequestMapping("/ops/notifications/stops")
class StopController {
    private static final Logger log = LoggerFactory.getLogger(StopController.class);
    private static final String EVERYTHING = "all";

    private final StoppedChannels stopped;
    private final Set<String> channels;
    private final Clock clock;

    StopController(StoppedChannels stopped, DeliverySettings settings, Clock clock) {
        this.stopped = stopped;
        this.channels = settings.channels();
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "Lists the channels that are stopped")
    Page<Stop> stops() {
        return new Page<>(stopped.all(), null);
    }

    @PutMapping("/{channel}")
    @Operation(summary = "Stops a channel, or all of them: what is for it waits")
    Stop stop(@PathVariable String channel, @Valid @RequestBody StopChannel body, Caller caller) {
        Stop stop = new Stop(stored(channel), body.reason(), caller.subject(), clock.instant());
        stopped.stop(stop);
        log.warn("Sending stopped on channel {} by operator {}: {}", channel, caller.subject(), body.reason());
        return stop;
    }

    record StopChannel(
            @NotBlank(message = "why, for those who ask later") @Size(max = 500)
            String reason) {}

    @DeleteMapping("/{channel}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Lets a channel go on with what waits")
    void release(@PathVariable String channel, Caller caller) {
        if (stopped.release(stored(channel))) {
            log.warn("Sending goes on on channel {} by operator {}", channel, caller.subject());
        }
    }

    private String stored(String channel) {
        if (channel.equals(EVERYTHING)) {
            return StoppedChannels.ALL;
        }
        if (!channels.contains(channel)) {
            throw new InvalidInput("{channel}", channel, EVERYTHING + " or one of " + channels);
        }
        return channel;
    }
}
