package dev.concierge.e2e.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The doors of the fleet that are open, and those that are not there. */
@Order(2)
@ExtendWith(RunningFleet.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorTests {
    private static final int FIRST_FAILURE = 500;

    private final Sender sender = new Sender();
    private final Fleet fleet;

    DoorTests(LocalFleet local) {
        this.fleet = Fleet.met(local, sender);
    }

    @AfterAll
    void leave() {
        sender.close();
    }

    @Test
    void theseAreOpenAndNoOthers() {
        Stream<String> operations =
                fleet.operations().filter(ApiOperation::isOpen).map(ApiOperation::toString);
        Stream<String> others = fleet.documents().stream()
                .flatMap(document -> document.otherDoors().stream()
                        .map(door -> document.service() + " " + door.method() + " " + door.path()));

        assertThat(Stream.concat(operations, others)).containsExactlyInAnyOrderElementsOf(OpenDoors.OF_SERVICES);
    }

    @Test
    void everyDoorWithoutAnOperationIsOpen() {
        assertThat(fleet.documents().stream().flatMap(document -> document.otherDoors().stream()))
                .allMatch(Document.OtherDoor::isOpen);
    }

    @Test
    void openDoorsAnswerWithoutAToken() {
        List<String> wrong = new ArrayList<>();
        for (String door : OpenDoors.OF_SERVICES.stream()
                .filter(door -> !door.contains("{")) // there is none of what it would be about
                .toList()) {
            String[] parts = door.split(" ", -1);
            for (Place place : List.of(fleet.services(), fleet.gateway())) {
                HttpResponse<String> answer = sender.send(place, parts[0], Call.of(parts[1], parts[2]));
                int status = answer.statusCode();
                if (status >= FIRST_FAILURE
                        || status == 404
                        || status == 405
                        || answer.body().contains("token-missing")) {
                    wrong.add(place + ": " + door + " answers " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyServiceShowsItsHealthAndItsDocument() {
        for (Document document : fleet.documents()) {
            for (String path : OpenDoors.OF_THE_PLATFORM) {
                assertThat(sender.send(fleet.services(), document.service(), Call.of("GET", path))
                                .statusCode())
                        .as("%s %s", document.service(), path)
                        .isEqualTo(200);
            }
        }
    }
}
