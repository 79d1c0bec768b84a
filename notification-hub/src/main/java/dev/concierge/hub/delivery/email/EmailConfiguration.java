package dev.concierge.hub.delivery.email;

import dev.concierge.hub.delivery.Channel;
import dev.concierge.hub.delivery.DeliveryPod;
import dev.concierge.hub.delivery.consent.ConsentLinks;
import dev.concierge.hub.delivery.template.WriteMessage;
import dev.concierge.platform.input.Numbers;
import jakarta.mail.Session;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.xbill.DNS.ExtendedResolver;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(EmailSettings.class)
class EmailConfiguration {
    /** Of a question: whoever waits for a mail to go out is more patient. */
    private static final String PATIENCE_MILLIS = "2000";

    @Bean
    Senders senders(JdbcClient jdbc, EmailSettings settings) {
        return new Senders(jdbc, settings.from());
    }

    @Bean
    MailIds mailIds(ConsentLinks links) {
        return new MailIds(links::pseudonym);
    }

    @Bean(destroyMethod = "closeAll")
    PostEmail postEmail(MailProperties mail, EmailSettings settings, MailIds ids, Clock clock) {
        return post(mail, settings.fallbacks(), settings.returnPath(), ids, clock);
    }

    @Bean
    Channel emailChannel(
            WriteMessage words, ConsentLinks links, Senders senders, PostEmail post, EmailSettings settings) {
        return new SendEmail(words, links, senders, new Pace(settings.pace()), post, settings);
    }

    @Bean
    SenderDomain senderDomain() {
        return new SenderDomain(new ExtendedResolver());
    }

    @Bean
    CloseIdleConnections closeIdleConnections(PostEmail post) {
        return new CloseIdleConnections(post);
    }

    /** Beside the health, which is not asked for mail: what cannot go out waits, and the hub itself is well. */
    @Bean
    @DeliveryPod
    @ConditionalOnExpression("'${concierge.hub.delivery.channels:email}'.contains('email')")
    MailServers mailServers(MailProperties mail, EmailSettings settings, Clock clock) {
        Session session = session(mail, "", false);
        for (String limit : List.of("connectiontimeout", "timeout", "writetimeout")) {
            session.getProperties().setProperty("mail.smtp." + limit, PATIENCE_MILLIS);
        }
        return new MailServers(hosts(mail, settings.fallbacks())
                .map(host -> server(host, mail, session, clock))
                .toList());
    }

    static PostEmail post(MailProperties mail, List<String> fallbacks, String returnPath, MailIds ids, Clock clock) {
        Session session = session(mail, returnPath, false);
        Session utf8 = session(mail, returnPath, true);
        List<String> hosts = hosts(mail, fallbacks).toList();
        return new PostEmail(
                new ComposeMail(session, utf8, ids, clock),
                hosts.stream().map(host -> server(host, mail, session, clock)).toList(),
                hosts.stream().map(host -> server(host, mail, utf8, clock)).toList());
    }

    private static Stream<String> hosts(MailProperties mail, List<String> fallbacks) {
        return Stream.concat(
                Stream.of(mail.getHost() + ":" + (mail.getPort() == null ? 25 : mail.getPort())), fallbacks.stream());
    }

    private static SmtpServer server(String host, MailProperties mail, Session session, Clock clock) {
        int colon = host.lastIndexOf(':');
        return new SmtpServer(
                host.substring(0, colon),
                (int) Numbers.whole(host.substring(colon + 1), 1, 65_535),
                mail.getUsername(),
                mail.getPassword(),
                session,
                clock);
    }

    /** @param utf8 with headers that need not be ASCII, which servers take from those only who announce it (RFC 6531) */
    private static Session session(MailProperties mail, String returnPath, boolean utf8) {
        Properties properties = new Properties();
        properties.putAll(mail.getProperties());
        properties.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
        properties.setProperty("mail.smtp.auth", Boolean.toString(mail.getUsername() != null));
        if (!returnPath.isEmpty()) {
            properties.setProperty("mail.smtp.from", returnPath);
        }
        return Session.getInstance(properties);
    }
}
