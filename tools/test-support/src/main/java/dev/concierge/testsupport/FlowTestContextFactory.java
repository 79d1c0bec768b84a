package dev.concierge.testsupport;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;

/** Wires the contexts of {@link FlowTest} classes, and no others. */
final class FlowTestContextFactory implements ContextCustomizerFactory {
    static {
        // on a machine that does something else as well, ten seconds are short for a rebalance and a first query
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        MergedAnnotation<FlowTest> flowTest =
                MergedAnnotations.from(testClass, SearchStrategy.TYPE_HIERARCHY).get(FlowTest.class);
        return flowTest.isPresent() ? new FlowTestContext(List.of(flowTest.getStringArray("topics"))) : null;
    }
}
