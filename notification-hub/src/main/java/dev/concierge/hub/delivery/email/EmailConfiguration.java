package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.EndDelivery;
import dev.concierge.hub.delivery.Notifications;
import dev.concierge.hub.delivery.contact.Contacts;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmailSettings.class)
class EmailConfiguration {
    @Bean
    SendEmail sendEmail(
            Notifications notifications,
            Contacts contacts,
            EndDelivery deliveries,
            JavaMailSender server,
            EmailSettings settings) {
        PostEmail post = new PostEmail(server, settings.from());
        return new SendEmail(notifications, contacts, post, deliveries, settings.concurrency());
    }
}
