package dev.concierge.hub.assistant;

import dev.concierge.hub.channel.ChannelTopic.OfEvents;
import dev.concierge.hub.channel.ChannelTopic.OfJob;
import dev.concierge.hub.channel.ChannelTopic.OfMessages;
import dev.concierge.hub.channel.ChannelTopic.OfResources;
import dev.concierge.hub.channel.ChannelTopic.OfUser;
import dev.concierge.hub.channel.Visitor;
import dev.concierge.hub.job.JobOwners;
import dev.concierge.hub.live.SendLive;
import dev.concierge.hub.socket.Owners;
import dev.concierge.platform.effect.Effects;
import dev.concierge.platform.http.ServiceClients;
import dev.concierge.platform.security.Caller;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(AssistantSettings.class)
class AssistantConfiguration {
    @Bean
    Conversations conversations(JdbcClient jdbc) {
        return new Conversations(jdbc);
    }

    @Bean
    ForgetOldConversations forgetOldConversations(
            Conversations conversations, TransactionTemplate transaction, AssistantSettings settings, Clock clock) {
        return new ForgetOldConversations(conversations, transaction, settings, clock);
    }

    @Bean
    RelayMessages relayMessages(
            Conversations conversations,
            ServiceClients services,
            Effects effects,
            SendLive live,
            TransactionTemplate transaction,
            AssistantSettings settings,
            Clock clock) {
        Agents agents = services.create(Agents.class, "search");
        return new RelayMessages(conversations, agents, effects, live, transaction, clock, settings);
    }

    @Bean
    Owners owners(Conversations conversations, JobOwners jobs) {
        return (visitor, topic) -> visitor instanceof Visitor.Known(Caller caller)
                && switch (topic) {
                    case OfMessages(String id) -> isTheirs(conversations, caller, id);
                    case OfJob(String id) -> jobs.mayHear(caller, id);
                    case OfUser _, OfEvents _, OfResources _ -> false;
                };
    }

    /** A guest's own; a client's if it may act for the business that it is about. */
    private static boolean isTheirs(Conversations conversations, Caller caller, String id) {
        return conversations
                .find(id)
                .filter(conversation -> caller.maySee(conversation.userId()))
                .filter(conversation -> caller.businesses().isEmpty()
                        || conversation.businessId() != null
                                && caller.businesses().contains(conversation.businessId()))
                .isPresent();
    }
}
