package dev.concierge.curator.training;

import dev.concierge.curator.interaction.Interactions;
import dev.concierge.platform.time.TimeAutoConfiguration;
import java.io.IOException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** The service's image with the word {@code train}: trains a model from what its database has, and ends. */
@Import({TrainingConfiguration.class, Interactions.class})
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TimeAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
public class TrainOnce {
    public static final String WORD = "train";

    /**
     * Nothing of the service is started: neither its doors nor its consumers.
     *
     * @param settings beside those of the environment, each as {@code --name=value}
     */
    public static void run(String... settings) throws IOException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(TrainOnce.class)
                .web(WebApplicationType.NONE)
                .run(settings)) {
            context.getBean(TrainModel.class).train();
        }
    }
}
