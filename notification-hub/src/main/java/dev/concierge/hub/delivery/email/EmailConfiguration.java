package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.EndDelivery;
import dev.concierge.hub.delivery.Notifications;
import dev.concierge.hub.delivery.contact.Contacts;
import java.util.Properties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EmailSettings.class)
class EmailConfiguration {
    @Bean
    SendEmail sendEmail(
            Notifications notifications,
            Contacts contacts,
            EndDelivery deliveries,
            JavaMailSenderImpl server,
            EmailSettings settings) {
        PostEmail post = new PostEmail(server, utf8(server), settings.from());
        return new SendEmail(notifications, contacts, post, deliveries, settings.concurrency());
    }

    /** With headers that need not be ASCII, which servers take from those only who announce it (RFC 6531). */
    static JavaMailSender utf8(JavaMailSenderImpl server) {
        JavaMailSenderImpl utf8 = new JavaMailSenderImpl();
        utf8.setHost(server.getHost());
        utf8.setPort(server.getPort());
        utf8.setUsername(server.getUsername());
        utf8.setPassword(server.getPassword());
        utf8.setProtocol(server.getProtocol());
        utf8.setDefaultEncoding(server.getDefaultEncoding());
        Properties properties = new Properties();
        properties.putAll(server.getJavaMailProperties());
        properties.setProperty("mail.mime.allowutf8", "true");
        utf8.setJavaMailProperties(properties);
        return utf8;
    }
}
