package dev.concierge.user.device;

import dev.concierge.platform.input.Texts;
import dev.concierge.platform.paging.Page;
import dev.concierge.platform.problem.Fact;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.identity.UserId;
import dev.concierge.user.identity.UserNotFound;
import dev.concierge.user.identity.UserVersions;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeviceController {
    private static final String TEXT = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
    private static final String CONTROL = "no control characters";
    private static final int LONGEST_ID = 128;

    private final Devices devices;
    private final SeeDevice seeDevice;
    private final UserVersions users;

    DeviceController(Devices devices, SeeDevice seeDevice, UserVersions users) {
        this.devices = devices;
        this.seeDevice = seeDevice;
        this.users = users;
    }

    /** @param pushToken as the platform's push service gave it; without one no push goes there */
    record UseDevice(
            @NotNull(message = "ios, android or web") Platform platform,

            @Size(min = 1, max = 4096, message = "1 to 4096 characters")
            @Pattern(regexp = TEXT, message = CONTROL)
            @Nullable
            String pushToken) {}

    record ForgetTokens(
            @NotNull(message = "push tokens that lead nowhere") @Size(max = 200, message = "at most 200 tokens")
            List<@NotNull(message = "a push token") @Size(max = 4096, message = "at most 4096 characters") String>
                    pushTokens) {}

    /** @param forgotten how many of them were known */
    record Forgotten(int forgotten) {}

    @GetMapping("/users/{userId}/devices")
    @Operation(summary = "The devices of a guest, the one seen last first")
    Page<DeviceView> list(@PathVariable String userId) {
        UserId id = UserId.named(userId);
        List<DeviceView> known = devices.of(id);
        if (known.isEmpty() && !users.isKnown(id)) {
            throw new UserNotFound(userId);
        }
        return new Page<>(known, null);
    }

    @PutMapping("/users/{userId}/devices/{deviceId}")
    @Operation(summary = "Says that a guest uses a device now, and where pushes reach it")
    DeviceView use(@PathVariable String userId, @PathVariable String deviceId, @RequestBody @Valid UseDevice use) {
        if (Texts.length(deviceId) > LONGEST_ID || deviceId.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidInput("{deviceId}", deviceId, "1 to " + LONGEST_ID + " printable characters");
        }
        UserId id = UserId.named(userId);
        seeDevice.see(id, deviceId, use.platform(), use.pushToken());
        return devices.find(id, deviceId).orElseThrow(() -> new DeviceNotFound(deviceId));
    }

    @DeleteMapping("/users/{userId}/devices/{deviceId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Forgets a device")
    void remove(@PathVariable String userId, @PathVariable String deviceId) {
        if (!devices.remove(UserId.named(userId), deviceId)) {
            throw new DeviceNotFound(deviceId);
        }
    }

    /** Takes no Idempotency-Key: what is forgotten stays forgotten. */
    @PostMapping("/users/devices/dead-tokens")
    @Operation(summary = "Forgets push tokens that their platform no longer takes")
    Forgotten forget(@RequestBody @Valid ForgetTokens dead) {
        return new Forgotten(devices.forgetTokens(dead.pushTokens()));
    }

    /** The guest has no such device. */
    private static final class DeviceNotFound extends Fact {
        DeviceNotFound(String deviceId) {
            super(Kind.NOT_FOUND, "device-not-found", "The user has no device " + deviceId + ".");
        }
    }
}
