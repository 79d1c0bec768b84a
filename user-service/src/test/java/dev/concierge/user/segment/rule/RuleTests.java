package dev.concierge.user.segment.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.concierge.platform.problem.FieldError;
import dev.concierge.platform.problem.InvalidInput;
import dev.concierge.user.history.GuestHistory.Times;
import dev.concierge.user.history.GuestHistory.Told;
import dev.concierge.user.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RuleTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void anEventCountsUntilTheWindowHasPassedToTheInstant() {
        Rule bought = rule("{'type':'history','event':'PURCHASE','within':'P30D'}");
        Guest guest =
                guest("{}", times("PURCHASE", "", NOW.minus(Duration.ofDays(30)).plusNanos(1000)));

        assertThat(bought.holds(guest, NOW)).isTrue();
        Instant end = bought.changesAt(guest, NOW).orElseThrow();
        assertThat(end).isEqualTo(NOW.plusNanos(1000));
        assertThat(bought.holds(guest, end.minusNanos(1000))).isTrue();
        assertThat(bought.holds(guest, end)).isFalse();
        assertThat(bought.changesAt(guest, end)).isEmpty();
    }

    @Test
    void ofSeveralTheOneThatMakesItEnoughDecides() {
        Rule often = rule("{'type':'history','event':'VIEW','atLeast':2,'within':'PT10H'}");
        Guest guest = guest(
                "{}",
                times("VIEW", "wine", NOW.minus(Duration.ofHours(1)), NOW.minus(Duration.ofHours(7))),
                times("VIEW", "opera", NOW.minus(Duration.ofHours(4))));

        assertThat(often.holds(guest, NOW)).isTrue();
        assertThat(often.changesAt(guest, NOW)).contains(NOW.plus(Duration.ofHours(6)));
    }

    @Test
    void aTopicNarrowsWhatCounts() {
        Guest guest = guest("{}", times("VIEW", "wine", NOW), times("VIEW", "opera", NOW, NOW));

        assertThat(rule("{'type':'history','event':'VIEW','topic':'wine','atLeast':2}")
                        .holds(guest, NOW))
                .isFalse();
        assertThat(rule("{'type':'history','event':'VIEW','topic':'opera','atLeast':2}")
                        .holds(guest, NOW))
                .isTrue();
    }

    @Test
    void theAbsenceOfAnEventChangesWhenTheEventDoes() {
        Rule quiet = rule("{'type':'not','rule':{'type':'history','event':'PURCHASE','within':'P30D'}}");
        Guest guest = guest("{}", times("PURCHASE", "", NOW));

        assertThat(quiet.holds(guest, NOW)).isFalse();
        assertThat(quiet.changesAt(guest, NOW)).contains(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void everyGuestHasRegisteredOnce() {
        Rule recent = rule("{'type':'history','event':'user.registered','within':'P7D'}");

        assertThat(recent.holds(guest("{}"), NOW)).isTrue();
        assertThat(recent.changesAt(guest("{}"), NOW)).contains(NOW.plus(Duration.ofDays(6)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'attribute','name':'tier','in':['gold','silver']} | {'tier':'gold'} | true",
                "{'type':'attribute','name':'tier','in':['gold']} | {'tier':'Gold'} | false",
                "{'type':'attribute','name':'stays','is':'gte','value':3} | {'stays':3.0} | true",
                "{'type':'attribute','name':'stays','is':'gte','value':3} | {'stays':'3'} | false",
                "{'type':'attribute','name':'home','at':'/city','is':'eq','value':'Bonn'} | {'home':{'city':'Bonn'}} | true",
                "{'type':'attribute','name':'likes','is':'contains','value':'wine'} | {'likes':['beer','wine']} | true",
                "{'type':'attribute','name':'vip','is':'exists'} | {} | false",
                "{'type':'attribute','name':'vip','is':'exists','value':false} | {} | true",
                "{'type':'attribute','name':'vip','is':'ne','value':true} | {} | true",
                "{'type':'any','rules':[{'type':'active','value':false},{'type':'attribute','name':'a','in':[1]}]} | {'a':1} | true",
                "{'type':'all','rules':[{'type':'active'},{'type':'attribute','name':'a','in':[1]}]} | {'a':2} | false",
                "{'type':'profile','at':'/about/spendingClass','is':'gt','value':2} | {} | true",
                "{'type':'profile','at':'/topics','is':'contains','value':'opera'} | {} | true"
            })
    void comparesAsConditionsOfJourneysDo(String rule, String attributes, boolean holds) {
        assertThat(rule(rule).holds(guest(attributes), NOW)).isEqualTo(holds);
    }

    @Test
    void everyMistakeIsToldWithItsPlace() {
        assertThatThrownBy(() -> rule("""
                {'type':'all','rules':[{'type':'history','event':'','within':'30 days','atLeast':501},
                {'type':'not','rule':{'type':'wish'}},{'type':'attribute','name':'a','is':'like','value':1,'x':2}]}"""))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors())
                                .extracting(FieldError::pointer)
                                .containsExactlyInAnyOrder(
                                        "/rule/rules/0/event",
                                        "/rule/rules/0/within",
                                        "/rule/rules/0/atLeast",
                                        "/rule/rules/1/rule/type",
                                        "/rule/rules/2/is",
                                        "/rule/rules/2/x"));
    }

    @Test
    void placesAreJsonPointersWhateverFieldsAreCalled() {
        assertThatThrownBy(() -> rule("{'type':'active','a/b~c':1}"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly("/rule/a~1b~0c"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sum':'/amount','is':'eq','value':60.3} | true",
                "{'sum':'/amount','is':'gt','value':60.3} | false",
                "{'sum':'/amount','is':'eq','value':30.2,'within':'P25D'} | true",
                "{'sum':'/amount','is':'eq','value':0,'within':'PT1S'} | true",
                "{'sum':'/none','is':'lt','value':1} | true",
                "{'min':'/amount','is':'eq','value':10.1} | true",
                "{'max':'/amount','is':'gte','value':30.1} | true",
                "{'max':'/amount','is':'lt','value':100,'within':'PT1S'} | false",
                "{'distinct':'/shop','is':'eq','value':2} | true",
                "{'distinct':'/amount','is':'eq','value':3} | true",
                "{'sum':'/amount','is':'eq','value':40.2,'where':[{'at':'/currency','is':'eq','value':'EUR'}]} | true",
                "{'atLeast':2,'where':[{'at':'/currency','is':'eq','value':'EUR'}]} | true",
                "{'atLeast':3,'where':[{'at':'/currency','is':'eq','value':'EUR'}]} | false",
                "{'atLeast':1,'where':[{'at':'/gift','is':'exists','value':false},{'at':'/shop','is':'ne','value':'a'}]} | true",
                "{'topic':'opera','sum':'/amount','is':'eq','value':0} | true"
            })
    void whatEventsSaidIsMeasured(String measured, boolean holds) {
        Guest guest = paid(
                purchase(Duration.ofDays(1), "{'/amount':10.1,'/currency':'EUR','/shop':'a'}"),
                purchase(Duration.ofDays(20), "{'/amount':20.1,'/currency':'USD','/shop':'b'}"),
                purchase(Duration.ofDays(30), "{'/amount':30.10,'/currency':'EUR','/shop':'a'}"));

        assertThat(rule("{'type':'history','event':'PURCHASE'," + measured.substring(1))
                        .holds(guest, NOW))
                .isEqualTo(holds);
    }

    @Test
    void aSumChangesToTheInstantWhenTheEventLeavesWithoutWhichTheAnswerIsAnother() {
        Rule spent =
                rule("{'type':'history','event':'PURCHASE','sum':'/amount','is':'gt','value':500,'within':'P30D'}");
        Guest guest = paid(
                purchase(Duration.ofDays(1), "{'/amount':300}"),
                purchase(Duration.ofDays(10), "{'/amount':250}"),
                purchase(Duration.ofDays(10), "{'/amount':1}"),
                purchase(Duration.ofDays(20), "{'/amount':100}"));

        Instant end = spent.changesAt(guest, NOW).orElseThrow();

        assertThat(end).isEqualTo(NOW.plus(Duration.ofDays(20)));
        assertThat(spent.holds(guest, end.minusNanos(1000))).isTrue();
        assertThat(spent.holds(guest, end)).isFalse();
        assertThat(spent.changesAt(guest, end)).isEmpty();
    }

    @Test
    void aRefundThatLeavesTheWindowRaisesTheSum() {
        Rule spent = rule("{'type':'history','event':'PURCHASE','sum':'/amount','is':'gt','value':50,'within':'P30D'}");
        Guest guest =
                paid(purchase(Duration.ofDays(1), "{'/amount':60}"), purchase(Duration.ofDays(2), "{'/amount':-20}"));

        assertThat(spent.holds(guest, NOW)).isFalse();
        assertThat(spent.changesAt(guest, NOW)).contains(NOW.plus(Duration.ofDays(28)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sum':'amount','is':'gt','value':1} | /rule/sum",
                "{'sum':'/amount','is':'contains','value':1} | /rule/is",
                "{'sum':'/amount','is':'gt','value':'1'} | /rule/value",
                "{'sum':'/amount','value':1} | /rule/is",
                "{'sum':'/amount','max':'/amount','is':'gt','value':1} | /rule/max",
                "{'sum':'/amount','is':'gt','value':1,'atLeast':2} | /rule/atLeast",
                "{'count':'/amount','is':'gt','value':1} | /rule/count",
                "{'where':[{'at':'/a','is':'eq'}]} | /rule/where/0/value",
                "{'where':[]} | /rule/where"
            })
    void aMeasureThatMakesNoSenseIsToldWithItsPlace(String measured, String pointer) {
        assertThatThrownBy(() -> rule("{'type':'history','event':'PURCHASE'," + measured.substring(1)))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors())
                                .extracting(FieldError::pointer)
                                .contains(pointer));
    }

    @Test
    void rulesInOneAnotherHaveAnEnd() {
        String deep = "{'type':'not','rule':".repeat(11) + "{'type':'active'}" + "}".repeat(11);

        assertThatThrownBy(() -> rule(deep)).isInstanceOf(InvalidInput.class);
    }

    private static Rule rule(String json) {
        return RuleReader.read("/rule", JSON.readTree(json.replace('\'', '"')));
    }

    private static Times times(String name, String topic, Instant... times) {
        return new Times(name, topic, List.of(times));
    }

    private static Guest guest(String attributes, Times... history) {
        return new Guest(
                new UserId(new UUID(0, 1)),
                1,
                true,
                NOW.minus(Duration.ofDays(1)),
                JSON.readTree(attributes.replace('\'', '"')),
                JSON.readTree("{\"about\":{\"spendingClass\":3},\"topics\":[\"opera\"]}"),
                Stream.of(history).toList(),
                List.of());
    }

    private static Guest paid(Told... latestFirst) {
        return new Guest(
                new UserId(new UUID(0, 1)),
                1,
                true,
                NOW,
                JSON.readTree("{}"),
                JSON.readTree("{}"),
                List.of(),
                List.of(latestFirst));
    }

    private static Told purchase(Duration ago, String facts) {
        return new Told("PURCHASE", "wine", NOW.minus(ago), JSON.readTree(facts.replace('\'', '"')));
    }
}
