package dev.concierge.platform.problem;

import jakarta.servlet.Servlet;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

@AutoConfiguration(before = ErrorMvcAutoConfiguration.class, after = ProblemAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({Servlet.class, DispatcherServlet.class})
class ServletProblemAutoConfiguration {
    /** After the observation filter (+1), so that an answer knows its trace. */
    private static final int EARLY = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    ServletProblems servletProblems(Problems problems, JsonMapper mapper) {
        return new ServletProblems(problems, mapper);
    }

    @Bean
    @Order(3)
    ProblemRule servletParameterRule() {
        return new ServletParameterRule();
    }

    @Bean
    FilterRegistrationBean<ProblemFilter> problemFilter(ServletProblems problems) {
        return early(new ProblemFilter(problems));
    }

    static FilterRegistrationBean<ProblemFilter> early(ProblemFilter filter) {
        FilterRegistrationBean<ProblemFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(EARLY);
        return registration;
    }

    @Bean
    ProblemPage problemPage(ServletProblems problems) {
        return new ProblemPage(problems);
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemValve(JsonMapper mapper) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve(mapper)));
    }
}
