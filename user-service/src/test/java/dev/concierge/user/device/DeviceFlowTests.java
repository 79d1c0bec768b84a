package dev.concierge.user.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.user.Answer;
import dev.concierge.user.UserServiceFlow;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceFlowTests extends UserServiceFlow {
    @Test
    void aGuestHasSeveralDevicesTheLatestFirst() {
        String guest = registered(Map.of("mainDeviceId", "phone"));
        String own = post("/users/" + guest + "/tokens", app(), null).at("/token");
        use(guest, "phone", own, Map.of("platform", "ios", "pushToken", "p-" + guest));
        clock.advance(Duration.ofSeconds(1));
        use(guest, "laptop", app(), Map.of("platform", "web"));

        Answer devices = get("/users/" + guest + "/devices", app());

        assertThat(devices.at("/items/0/deviceId")).isEqualTo("laptop");
        assertThat(devices.at("/items/1/pushToken")).isEqualTo("p-" + guest);
        assertThat(devices.at("/items/1/platform")).isEqualTo("ios");
        assertThat(call("DELETE", "/users/" + guest + "/devices/laptop", own, null)
                        .status())
                .isEqualTo(204);
        assertThat(call("DELETE", "/users/" + guest + "/devices/laptop", own, null)
                        .at("/code"))
                .isEqualTo("device-not-found");
    }

    /** As everywhere: a character beyond the first plane is one. */
    @Test
    void anIdIsCountedInCharacters() {
        String guest = registered(Map.of());
        String path = "/users/" + guest + "/devices/" + "%F0%9F%93%B1".repeat(128);

        assertThat(put(path, app(), Map.of("platform", "ios")).status()).isEqualTo(200);
        Answer tooLong = put(path + "a", app(), Map.of("platform", "ios"));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.at("/errors/0/pointer")).isEqualTo("{deviceId}");
    }

    @Test
    void aDeviceThatChangesHandsNoLongerGetsTheOtherGuestsPushes() {
        String token = "t-" + UUID.randomUUID();
        String before = registered(Map.of());
        String after = registered(Map.of());
        use(before, "tablet", app(), Map.of("platform", "android", "pushToken", token));
        use(after, "tablet", app(), Map.of("platform", "android", "pushToken", token));

        assertThat(get("/users/" + before + "/devices", app())
                        .json()
                        .at("/items/0/pushToken")
                        .isNull())
                .isTrue();
        assertThat(get("/users/" + after + "/devices", app()).at("/items/0/pushToken"))
                .isEqualTo(token);
    }

    @Test
    void deadTokensAreForgotten() {
        String token = "t-" + UUID.randomUUID();
        String guest = registered(Map.of());
        use(guest, "phone", app(), Map.of("platform", "ios", "pushToken", token));

        Answer forgotten = post(
                "/users/devices/dead-tokens",
                token("notification-hub"),
                Map.of("pushTokens", List.of(token, "never-known")));

        assertThat(forgotten.at("/forgotten")).isEqualTo("1");
        assertThat(get("/users/" + guest + "/devices", app())
                        .json()
                        .at("/items/0/pushToken")
                        .isNull())
                .isTrue();
    }

    @Test
    void ofTooManyTheOneNotSeenForLongestGoes() {
        String guest = registered(Map.of());
        for (int number = 0; number < 21; number++) {
            use(guest, "d" + number, app(), Map.of("platform", "web"));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(get("/users/" + guest + "/devices", app()).json().at("/items"))
                .hasSize(20)
                .noneMatch(device -> device.at("/deviceId").asString().equals("d0"));
    }

    @Test
    void nobodyHasAnothersDevices() {
        String other =
                post("/users/" + registered(Map.of()) + "/tokens", app(), null).at("/token");
        String guest = registered(Map.of());

        assertThat(get("/users/" + guest + "/devices", other).status()).isEqualTo(404);
        assertThat(get("/users/00000000-0000-7000-8000-000000000000/devices", app())
                        .status())
                .isEqualTo(404);
        assertThat(put("/users/" + guest + "/devices/d", app(), Map.of("platform", "fax"))
                        .at("/errors/0/pointer"))
                .isEqualTo("/platform");
    }

    private void use(String guest, String device, String token, Map<String, String> body) {
        Answer answer = put("/users/" + guest + "/devices/" + device, token, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }
}
