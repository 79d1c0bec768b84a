package dev.concierge.platform.web;

import dev.concierge.platform.input.StrictParameters;
import jakarta.validation.Validator;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
@EnableConfigurationProperties(WebSettings.class)
class ServletWebAutoConfiguration {
    @Bean
    StrictJson strictJson(JsonMapper mapper, ObjectProvider<Validator> constraints) {
        return new StrictJson(mapper, constraints::getIfAvailable);
    }

    @Bean
    ServerHttpMessageConvertersCustomizer strictBodies(StrictJson json) {
        return builder -> builder.withJsonConverter(new StrictJsonConverter(json));
    }

    @Bean
    WebMvcConfigurer strictConverters() {
        return new WebMvcConfigurer() {
            @Override
            public void addFormatters(FormatterRegistry registry) {
                StrictParameters.addTo(registry);
            }

            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new NamedTypes());
                registry.addInterceptor(new EmptyParameters());
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowHeads() {
        return factory -> factory.setProtocol(SlowHeads.class.getName());
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> anyQuery() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("relaxedQueryChars", StrayCharacters.ALL));
    }

    @Bean
    FilterRegistrationBean<QueryCharacters> queryCharacters() {
        FilterRegistrationBean<QueryCharacters> registration = new FilterRegistrationBean<>(new QueryCharacters());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    @Bean
    FilterRegistrationBean<HeadAsGet> headAsGet() {
        FilterRegistrationBean<HeadAsGet> registration = new FilterRegistrationBean<>(new HeadAsGet());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 6);
        return registration;
    }

    /** Inside the filter that answers with problems (+2). */
    @Bean
    FilterRegistrationBean<LoadShedding> loadShedding(WebSettings settings) {
        FilterRegistrationBean<LoadShedding> registration =
                new FilterRegistrationBean<>(new LoadShedding(new Permits(settings.permits())));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 3);
        return registration;
    }

    @Bean
    CallerLimit callerLimit(WebSettings settings) {
        return new CallerLimit(settings);
    }

    /** In front of Spring Security's filter (-100), in which bodies may be read that say who calls. */
    @Bean
    FilterRegistrationBean<AddressShares> addressShares(CallerLimit limit) {
        FilterRegistrationBean<AddressShares> registration = new FilterRegistrationBean<>(new AddressShares(limit));
        registration.setOrder(-101);
        return registration;
    }

    /** Right behind Spring Security's filter (-100), which says who calls. */
    @Bean
    FilterRegistrationBean<CallerShares> callerShares(CallerLimit limit) {
        FilterRegistrationBean<CallerShares> registration = new FilterRegistrationBean<>(new CallerShares(limit));
        registration.setOrder(-99);
        return registration;
    }

    /** A client that waits for leave to send its body (RFC 9110, 10.1.1) gets it when the body is wanted, not before. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> leaveToSend() {
        return factory -> factory.addConnectorCustomizers(
                connector -> ((AbstractHttp11Protocol<?>) connector.getProtocolHandler())
                        .setContinueResponseTiming(ContinueResponseTiming.ON_REQUEST_BODY_READ.toString()));
    }

    @Bean
    FilterRegistrationBean<BodyLimit> bodyLimit(WebSettings settings) {
        FilterRegistrationBean<BodyLimit> registration =
                new FilterRegistrationBean<>(new BodyLimit(settings::maxBody, new ContentCodings(settings.gzip())));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 4);
        return registration;
    }
}
