package dev.concierge.e2e.dating;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.e2e.RunningFleet;
import dev.concierge.localstack.driver.LocalFleet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A seat that costs something, by datemaker, resource-service and the topic between them. */
@Order(6)
@ExtendWith(RunningFleet.class)
class BookedSeatTests {
    private final LocalFleet fleet;

    BookedSeatTests(LocalFleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void aSeatIsBookedAndGivenBackAndACalledOffEventGivesItBackToo() throws Exception {
        String printed = fleet.bash("""
                send() { curl -sS --fail-with-body -X "$1" "%1$s$2" -H "Authorization: Bearer ${4:-$TOKEN}" \
                    -H 'Content-Type: application/json' ${3:+-d "$3"}; }
                field() { grep -o "\\"$1\\":\\"[^\\"]*" | head -1 | cut -d'"' -f4; }
                until_has() { for i in $(seq 150); do LAST=$(send GET "$1" '' "$3"); echo "$LAST" | grep -q "$2" && break; sleep 0.2; done
                    echo "$4: $LAST"; }
                TOKEN=$(./concierge token)
                ADA=$(send POST /users '{"firstName":"Ada","lastName":"Seats","email":"ada.seats@example.org"}' | field userId)
                GUEST=$(./concierge token --kind guest --user $ADA)
                send POST /businesses '{"businessId":"ballroom","name":"Ballroom","zone":"UTC"}' >/dev/null
                send POST /businesses/ballroom/locations '{"locationId":"hall","name":"Hall","zone":"UTC"}' >/dev/null
                send PUT /businesses/ballroom/locations/hall/units/seat '{"name":"Seat","capacity":20}' >/dev/null
                OFFER=$(send POST /offers '{"businessId":"ballroom","locationId":"hall","terms":{"name":"Seat",
                  "requires":[{"anyOf":["seat"],"shared":true}],"party":{"min":1,"max":1},"durations":["PT2H"],"step":"PT1H",
                  "opening":{"weekly":[{"days":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"],"from":"00:00","to":"00:00"}],
                    "rules":[],"exceptions":[]},"hold":"PT10M","horizon":"P90D",
                  "price":{"currency":"EUR","charges":[{"name":"Seat","per":"PERSON","amount":1500}]},"cancellation":[],"bookedThrough":"datemaker"}}' | field offerId)
                event() { send POST /dating/events '{"title":"'$1'","startsAt":"'$(date -u -d '+3 days' +%%Y-%%m-%%dT%%H:00:00Z)'","businessId":"ballroom","offerId":"'$OFFER'"}' | field eventId; }

                echo "past: $(curl -sS -X POST "%1$s/bookings" -H "Authorization: Bearer $GUEST" -H 'Content-Type: application/json' \
                    -d '{"businessId":"ballroom","offerId":"'$OFFER'","from":"'$(date -u -d '+3 days' +%%Y-%%m-%%dT%%H:00:00Z)'","party":1}')"
                EVENT=$(event Waltz)
                until_has /dating/events/$EVENT '"amount":1500' "$TOKEN" price
                send PUT /dating/events/$EVENT/registrations/$ADA '{}' $GUEST
                until_has /dating/events/$EVENT/registrations/$ADA '"REGISTERED"' $GUEST registered
                until_has /bookings '"status":"confirmed"' $GUEST booked
                send DELETE /dating/events/$EVENT/registrations/$ADA '' $GUEST >/dev/null
                until_has /bookings '"status":"cancelled"' $GUEST returned

                NEXT=$(event Tango)
                send PUT /dating/events/$NEXT/registrations/$ADA '{}' $GUEST >/dev/null
                until_has /dating/events/$NEXT/registrations/$ADA '"REGISTERED"' $GUEST again
                send POST /dating/events/$NEXT/skip '{"reason":"no music"}' >/dev/null
                for i in $(seq 150); do
                    send GET /bookings '' $GUEST > "$CONCIERGE_HOME/bookings"
                    [ $(grep -o '"status":"cancelled"' "$CONCIERGE_HOME/bookings" | wc -l) = 2 ] && break; sleep 0.2
                done
                echo "off: $(cat "$CONCIERGE_HOME/bookings")"
                """.formatted(fleet.gateway()));

        assertThat(line(printed, "past")).contains("booked-elsewhere");
        assertThat(line(printed, "price")).contains("\"currency\":\"EUR\"");
        assertThat(line(printed, "registered")).contains("\"status\":\"REGISTERED\"");
        assertThat(line(printed, "booked")).contains("\"status\":\"confirmed\"");
        assertThat(line(printed, "returned")).contains("\"status\":\"cancelled\"");
        assertThat(line(printed, "off")).doesNotContain("\"status\":\"confirmed\"");
    }

    private static String line(String printed, String word) {
        return printed.lines()
                .filter(line -> line.contains(word + ": "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(word + " is not in " + printed));
    }
}
