package dev.concierge.platform.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.concierge.platform.input.Texts;
import dev.concierge.platform.problem.FieldError;
import java.util.Optional;

/**
 * Patterns of tenants run in time linear to the text, whatever they are: RE2, without look-around and back references.
 * The factor is the pattern's own size, which repetitions multiply; so it is bounded, and what runs is counted.
 */
final class LinearPatterns implements RegularExpressionFactory {
    private static final int MAX_SIZE = 2_000;
    private static final int STATES_PER_STEP = 10;
    /** What is told from the text is more than what there will be, but not by so much. */
    private static final long NOT_TO_BE_TRIED = 10L * MAX_SIZE;

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        Pattern compiled = Pattern.compile(pattern);
        int size = compiled.programSize();
        return text -> {
            Steps.take((long) text.length() * size / STATES_PER_STEP);
            return compiled.matcher(text).find();
        };
    }

    static Optional<FieldError> fault(String pointer, String pattern) {
        try {
            return PatternSize.of(pattern) > NOT_TO_BE_TRIED
                            || Pattern.compile(pattern).programSize() > MAX_SIZE
                    ? Optional.of(new FieldError(pointer, Texts.cut(pattern, 100) + " (expected: fewer repetitions)"))
                    : Optional.empty();
        } catch (PatternSyntaxException broken) {
            return Optional.of(new FieldError(
                    pointer, pattern + " (expected: a regular expression without look-around and back references)"));
        }
    }
}
