package dev.concierge.hub.delivery.live;

import dev.concierge.hub.delivery.Channel;
import dev.concierge.hub.delivery.template.WriteMessage;
import dev.concierge.hub.live.SendLive;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ShowLiveConfiguration {
    @Bean
    Channel liveChannel(WriteMessage words, SendLive live, Clock clock) {
        return new ShowLive(words, live, clock);
    }
}
