package dev.concierge.hub.delivery.template;

import dev.concierge.hub.delivery.consent.ConsentLinks;
import dev.concierge.hub.delivery.contact.Users;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class TemplateConfiguration {
    @Bean
    Templates templates(JdbcClient jdbc, JsonMapper json) {
        return new Templates(jdbc, json);
    }

    @Bean
    RenderTemplate renderTemplate(Templates templates) {
        return new RenderTemplate(templates);
    }

    @Bean
    PreviewMessage previewMessage(Templates templates, RenderTemplate rendering, JsonMapper json) {
        return new PreviewMessage(templates, rendering, json);
    }

    @Bean
    WriteMessage writeMessage(
            Templates templates, RenderTemplate rendering, Users users, ConsentLinks links, JsonMapper json) {
        return new WriteMessage(templates, rendering, users, links, json);
    }
}
