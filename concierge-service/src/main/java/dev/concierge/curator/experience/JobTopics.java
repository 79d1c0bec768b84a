package dev.concierge.curator.experience;

import dev.concierge.platform.topic.Topic;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What becomes of jobs, and of the experiences they made. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JobSettings.class)
class JobTopics {
    static final String JOBS = "experience-jobs";
    static final String EXPERIENCES = "experiences";

    @Bean
    Topic experienceJobsTopic() {
        return Topic.log(JOBS);
    }

    @Bean
    Topic experiencesTopic() {
        return Topic.log(EXPERIENCES);
    }
}
