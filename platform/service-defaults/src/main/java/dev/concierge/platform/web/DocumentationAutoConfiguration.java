package dev.concierge.platform.web;

import dev.concierge.platform.security.Caller;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/** Keeps what the platform resolves itself out of the OpenAPI document. */
@AutoConfiguration
@ConditionalOnClass(SpringDocUtils.class)
class DocumentationAutoConfiguration {
    DocumentationAutoConfiguration() {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }
}
