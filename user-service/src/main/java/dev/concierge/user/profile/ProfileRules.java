package dev.concierge.user.profile;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what profiles are read, beside what the code says of interactions: a file that operators replace.
 *
 * @param stages of life, by how somebody acts; of several the strongest, and of equals the first
 * @param spending what makes a spending class
 * @param events what events say beside interactions
 */
record ProfileRules(
        @NotNull(message = "the stages of life, maybe none") @Size(max = 50, message = "at most 50 stages")
        List<@NotNull(message = "a stage") @Valid Stage> stages,

        @NotNull(message = "what makes a spending class") @Valid
        Spending spending,

        @NotNull(message = "what events say, maybe none") @Size(max = 200, message = "at most 200 events")
        List<@NotNull(message = "an event") @Valid EventRule> events) {
    private static final String NAME = "1 to 64 characters";
    private static final String POINTER = "^/[^\\u0000-\\u001f\\u007f-\\u009f]*$";
    private static final String POINTER_EXPECTED = "a JSON Pointer such as /total";

    /**
     * A stage of life that shows in topics.
     *
     * @param from what the affinities of these topics must sum up to
     */
    record Stage(
            @NotNull(message = NAME) @Size(min = 1, max = 64, message = NAME)
            String stage,

            @NotEmpty(message = "the topics that show it") @Size(max = 100, message = "at most 100 topics")
            List<@NotNull(message = NAME) @Size(min = 1, max = 64, message = NAME) String> topics,

            @NotNull(message = FROM)
            @DecimalMin(value = "0.001", message = FROM)
            @DecimalMax(value = "100", message = FROM)
            Double from) {
        private static final String FROM = "0.001 to 100";
    }

    /**
     * The spending class counts how many of these bounds are reached: of amounts where any are known, else of purchases.
     *
     * @param purchases recent ones, each halved with every half-life
     */
    record Spending(
            @NotNull(message = "bounds by currency, maybe none") @Size(max = 50, message = "at most 50 currencies")
            List<@NotNull(message = "bounds of a currency") @Valid Amounts> amounts,

            @NotEmpty(message = BOUNDS) @Size(max = 9, message = BOUNDS)
            List<@NotNull(message = "a number above 0") @Positive(message = "a number above 0") Double> purchases) {
        private static final String BOUNDS = "1 to 9 bounds";
    }

    /** @param from minor units of recent purchases, such as 10000 for 100.00 EUR */
    record Amounts(
            @NotNull(message = "a currency such as EUR")
            @Schema(example = "EUR")
            @Pattern(regexp = "^[A-Z]{3}$", message = "a currency such as EUR")
            String currency,

            @NotEmpty(message = Spending.BOUNDS) @Size(max = 9, message = Spending.BOUNDS)
            List<@NotNull(message = "minor units above 0") @Positive(message = "minor units above 0") Long> from) {}

    /**
     * What an event says.
     *
     * @param topicAt where in its attributes the topic is that it is about
     * @param weight how much it counts towards that topic, where a view counts 1 and a purchase 8
     * @param amountAt where the amount is that was spent
     * @param currencyAt where its currency is
     * @param unit what amounts are written in
     */
    record EventRule(
            @NotNull(message = "1 to 200 characters") @Size(min = 1, max = 200, message = "1 to 200 characters")
            String event,

            @Pattern(regexp = POINTER, message = POINTER_EXPECTED)
            @Size(max = 200, message = "at most 200 characters")
            @Nullable
            String topicAt,

            @DecimalMin(value = "0.001", message = WEIGHT) @DecimalMax(value = "100", message = WEIGHT) @Nullable
            Double weight,

            @Pattern(regexp = POINTER, message = POINTER_EXPECTED)
            @Size(max = 200, message = "at most 200 characters")
            @Nullable
            String amountAt,

            @Pattern(regexp = POINTER, message = POINTER_EXPECTED)
            @Size(max = 200, message = "at most 200 characters")
            @Nullable
            String currencyAt,

            @Nullable Unit unit) {
        private static final String WEIGHT = "0.001 to 100";

        /** What an amount is written in. */
        enum Unit {
            MINOR,
            MAJOR
        }
    }
}
