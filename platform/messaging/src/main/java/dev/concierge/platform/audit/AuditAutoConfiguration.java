package dev.concierge.platform.audit;

import dev.concierge.platform.message.PlatformSchema;
import dev.concierge.platform.security.Access;
import dev.concierge.platform.security.Grant;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@AutoConfiguration(afterName = "dev.concierge.platform.message.MessagingAutoConfiguration")
@ConditionalOnBean(PlatformSchema.class)
class AuditAutoConfiguration {
    @Bean
    AuditLog auditLog(JdbcClient jdbc, Clock clock) {
        return new AuditLog(jdbc, clock);
    }

    @Bean
    AuditController auditController(JdbcClient jdbc) {
        return new AuditController(new AuditRows(jdbc));
    }

    @Bean
    Access auditAccess() {
        return new Access().allow(HttpMethod.GET, AuditController.PATH, Grant.operator());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebMvcConfigurer.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class OnServlet {
        @Bean
        WebMvcConfigurer auditing(AuditLog log) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new WriteDown(log));
                }
            };
        }
    }
}
