package dev.concierge.hub.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.platform.security.Caller;
import dev.concierge.platform.security.Caller.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JoinRulesTests {
    @ParameterizedTest
    @CsvSource({
        // kind, subject, business, topic, may join
        "GUEST,    ada,  ,      users:ada,           true",
        "GUEST,    ada,  ,      users:bob,           false",
        "GUEST,    ada,  ,      users:ada:x,         false",
        "GUEST,    ada,  ,      resources:hotel,     false",
        "GUEST,    ada,  hotel, resources:hotel,     true",
        "GUEST,    ada,  hotel, resources:hotel-bar, true",
        "GUEST,    ada,  hotel, resources:hotels,    false",
        "GUEST,    ada,  hotel, resources:motel,     false",
        "SERVICE,  svc,  ,      users:svc,           false",
        "SERVICE,  svc,  ,      resources:hotel,     false",
        "SERVICE,  svc,  hotel, resources:hotel-bar, true",
        "CLIENT,   app,  ,      users:ada,           true",
        "CLIENT,   app,  ,      resources:hotel,     true",
        // a token for some businesses hears of those alone
        "CLIENT,   app,  hotel, users:ada,           false",
        "CLIENT,   app,  hotel, messages:1,          true",
        "CLIENT,   app,  hotel, jobs:1,              true",
        "CLIENT,   app,  hotel, events:1,            false",
        "GUEST,    ada,  hotel, users:ada,           false",
        "GUEST,    ada,  hotel, messages:1,          true",
        "OPERATOR, olga, hotel, users:ada,           false",
        "OPERATOR, olga, hotel, messages:1,          true",
        "OPERATOR, olga, hotel, events:1,            false",
        "OPERATOR, olga, hotel, resources:hotel-bar, true",
        "OPERATOR, olga, hotel, resources:motel,     false",
        "CLIENT,   app,  hotel, resources:hotel-bar, true",
        "CLIENT,   app,  hotel, resources:motel,     false",
        // whose job or conversation it is, and of which business, is asked afterwards
        "GUEST,    ada,  ,      jobs:1,              true",
        "SERVICE,  svc,  ,      jobs:1,              false",
        "OPERATOR, olga, ,      users:ada,           true",
        "OPERATOR, olga, ,      resources:hotel-bar, true"
    })
    void grants(Kind kind, String subject, @Nullable String business, String topic, boolean mayJoin) {
        Set<String> businesses = business == null ? Set.of() : Set.of(business);
        Caller caller = new Caller(subject, kind, Set.of(), businesses);
        ChannelTopic parsed = ChannelTopic.parse(topic);
        assertThat(parsed != null && JoinRules.audience(caller, parsed) != null).isEqualTo(mayJoin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "users:", "ops:x", ":x", "phoenix"})
    void knowsNoOtherTopics(String topic) {
        assertThat(ChannelTopic.parse(topic)).isNull();
    }
}
