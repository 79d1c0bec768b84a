package dev.concierge.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.localstack.fleet.Secrets;
import dev.concierge.localstack.setting.Home;
import dev.concierge.localstack.setting.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomsTests {
    @TempDir
    Path root;

    @BeforeEach
    void secretsAreThere() {
        Secrets.generate(new Home(root));
    }

    @Test
    void oneGuestWalksThroughAllOfThem() throws Exception {
        try (FakeRooms fleet = new FakeRooms("")) {
            List<Rooms.Visit> visits = walk(fleet, Duration.ofSeconds(30));

            assertThat(visits)
                    .allMatch(Rooms.Visit::isComplete)
                    .extracting(Rooms.Visit::room)
                    .containsExactly("search", "resource", "screen", "curation", "experience", "assistant", "dates");
            assertThat(visits)
                    .extracting(Rooms.Visit::line)
                    .anyMatch(line ->
                            line.matches("screen {13}resource_update on resources:demo-house-lobby after \\d+ ms"))
                    .anyMatch(line ->
                            line.matches("experience {9}.+ is made within .+, and free on 2026-12-05T10:00:00Z"))
                    .anyMatch(line ->
                            line.matches("assistant {10}\"I have found this: \\[1] Sailing lesson\" after \\d+ ms"));
        }
    }

    @Test
    void aSecondWalkFindsItsPlaceAndMakesNoOther() throws Exception {
        try (FakeRooms fleet = new FakeRooms("")) {
            walk(fleet, Duration.ofSeconds(30));

            assertThat(walk(fleet, Duration.ofSeconds(30))).allMatch(Rooms.Visit::isComplete);
            assertThat(Collections.frequency(fleet.posted, "/businesses")).isOne();
            assertThat(Collections.frequency(fleet.posted, "/businesses/demo-house/locations"))
                    .isOne();
        }
    }

    /** And closes no other. */
    @ParameterizedTest
    @CsvSource({
        "/items, search, dorathy-search",
        "/api/notifications, screen, notification-hub",
        "/curations, curation, concierge-service",
        "/offers/availability, experience, concierge-service"
    })
    void aRoomInWhichNothingComesIsNamed(String closed, String room, String service) throws Exception {
        try (FakeRooms fleet = new FakeRooms(closed)) {
            List<Rooms.Visit> visits = walk(fleet, Duration.ofMillis(500));

            assertThat(visits).filteredOn(visit -> !visit.isComplete()).anySatisfy(visit -> {
                assertThat(visit.room()).isEqualTo(room);
                assertThat(visit.service()).isEqualTo(service);
                assertThat(visit.says()).isEqualTo("what is awaited has not come");
            });
            assertThat(visits).hasSize(7).filteredOn(Rooms.Visit::isComplete).isNotEmpty();
        }
    }

    private List<Rooms.Visit> walk(FakeRooms fleet, Duration patience) throws InterruptedException {
        String port = String.valueOf(fleet.port());
        Settings settings = Settings.load(root, Map.of("CONCIERGE_GATEWAY_PORT", port, "CONCIERGE_USER_PORT", port));
        return Rooms.enter(settings, Clock.systemUTC(), patience).walk();
    }
}
