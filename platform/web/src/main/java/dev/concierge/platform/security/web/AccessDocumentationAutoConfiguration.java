package dev.concierge.platform.security.web;

import dev.concierge.platform.security.Access;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@ConditionalOnWebApplication
@ConditionalOnClass(GlobalOpenApiCustomizer.class)
class AccessDocumentationAutoConfiguration {
    @Bean
    GlobalOpenApiCustomizer documentedDoors(ObjectProvider<Access> access) {
        return new DocumentedAccess(access.orderedStream().toList());
    }
}
