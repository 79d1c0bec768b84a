package dev.concierge.platform.web;

import dev.concierge.platform.input.Exact;
import dev.concierge.platform.input.Given;
import dev.concierge.platform.security.Caller;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps what the platform resolves itself, and Jackson's insides, out of the OpenAPI document; adds its rules. */
@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(SpringDocUtils.class)
@EnableConfigurationProperties(WebSettings.class)
class DocumentationAutoConfiguration {
    DocumentationAutoConfiguration() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithClass(Exact.class, Object.class)
                .replaceWithClass(Given.class, Object.class)
                .replaceWithClass(JsonNode.class, Object.class)
                .replaceWithClass(ObjectNode.class, Object.class);
    }

    @Bean
    PropertyCustomizer documentedSizes() {
        return new DocumentedSizes();
    }

    @Bean
    GlobalOpenApiCustomizer documentedRules(
            WebSettings settings, @Value("${spring.application.name:service}") String service) {
        return new DocumentedRules(service, settings);
    }
}
