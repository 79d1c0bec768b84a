package dev.concierge.platform.problem;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The management port is a server of its own, whose security chain refuses as well. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ManagementProblems {
    @Bean
    FilterRegistrationBean<ProblemFilter> managementProblemFilter(ServletProblems problems) {
        return ServletProblemAutoConfiguration.early(new ProblemFilter(problems));
    }
}
